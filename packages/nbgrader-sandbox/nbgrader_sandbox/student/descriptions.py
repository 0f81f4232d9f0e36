"""Descriptions of a student's objects and errors, in text and numbers, and of what changes."""

import builtins
import inspect
import operator
import traceback
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import FunctionType, ModuleType, TracebackType

import numpy as np

from nbgrader_sandbox.protocol.connection import Message
from nbgrader_sandbox.protocol.packing import PLAIN

Content = tuple[tuple[object, ...], list[object]]  # what is compared as values, and items in it
PLAIN_TYPES = type(None), bool, int, str, list
MAX_FRAMES = 30  # of a traceback
GRADER = str(Path(__file__).parents[1])  # the whole package
BUILTIN_ERRORS = {
    name: kind
    for name, kind in vars(builtins).items()
    if isinstance(kind, type) and issubclass(kind, BaseException)
}


def describe_error(error: BaseException, counts: Mapping[str, int]) -> Message:
    """Return what was raised, and where; ``counts`` numbers cells by IPython's file names."""
    kind = type(error)
    base = next((k.__name__ for k in kind.__mro__ if k in BUILTIN_ERRORS.values()), "Exception")
    try:
        text = str(error)
    except Exception:  # the student's own __str__
        text = ""
    frames = list(_frames(error.__traceback__, counts))[-MAX_FRAMES:]
    return {"name": kind.__name__, "base": base, "text": text, "frames": frames}


def describe_object(value: object, counts: Mapping[str, int]) -> Message:
    """Return what can be known of an object without running its code."""
    about: Message = {"type": type(value).__name__, "callable": callable(value)}
    about["array"] = hasattr(type(value), "__array__")
    if isinstance(value, FunctionType | type):
        about |= {"name": value.__name__, "doc": value.__doc__, "is_class": isinstance(value, type)}
        about["parameters"] = _parameters(value)
    if isinstance(value, ModuleType):
        about["module"] = value.__name__
    if isinstance(value, FunctionType):
        code = value.__code__
        about |= {"cell": counts.get(code.co_filename), "line": code.co_firstlineno}
    return {key: item for key, item in about.items() if isinstance(item, PLAIN_TYPES)}


def _parameters(function: Callable[..., object]) -> list[tuple[str, int, bool]] | None:
    try:
        found = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return None
    return [(p.name, int(p.kind), p.default is not p.empty) for p in found]


def _frames(trace: TracebackType | None, counts: Mapping[str, int]) -> Iterator[Message]:
    """Describe the frames of the student's own cells, and of the libraries that they called."""
    for frame, line in traceback.walk_tb(trace):
        file = frame.f_code.co_filename
        if file.startswith(GRADER):
            continue
        local = list(frame.f_locals.items())
        shapes = {name: list(value.shape) for name, value in local if isinstance(value, np.ndarray)}
        about = {"cell": counts.get(file), "file": file, "line": line, "shapes": shapes}
        yield about | {"function": frame.f_code.co_name}


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
