"""What an argument holds, to find what a student's function has changed in it."""

import operator

import numpy as np

from nbgrader_sandbox.protocol.packing import PLAIN

Content = tuple[tuple[object, ...], list[object]]  # what is compared as values, and items in it


def content_of(value: object) -> Content:
    """Return what shows a change of a list, dict, set, bytearray or array.

    Items need no look inside: those that can be changed are looked at by themselves.
    """
    match value:
        case np.ndarray():
            facts = value.dtype, value.shape, value.flags.writeable
            if value.dtype.kind in PLAIN:
                return (*facts, value.tobytes()), []
            return facts, value.ravel().tolist()
        case bytearray():
            return (bytes(value),), []
        case dict():
            return (), [*value, *value.values()]
        case list() | set():
            return (), list(value)
    raise TypeError(f"no argument that can be changed: {type(value).__name__}")


def is_same(before: Content, now: Content) -> bool:
    """Whether nothing has changed: the same facts, and the very same items."""
    (facts, items), (facts_now, items_now) = before, now
    is_alike = facts == facts_now and len(items) == len(items_now)
    return is_alike and all(map(operator.is_, items, items_now))
