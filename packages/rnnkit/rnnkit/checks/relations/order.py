"""Relations of order: axes, time, gates and the elements of a list."""

from collections.abc import Iterator
from functools import partial
from itertools import permutations

import numpy as np

from rnnkit.checks.relations.views import Guess, View

Sides = tuple[np.ndarray, np.ndarray] | None


def transposed(view: View) -> Iterator[Guess]:
    """Rows and columns, or more axes, are in another order."""
    n = view.expected.ndim
    if n == 2:
        yield Guess("transpose", {}, lambda v: (v.got, v.expected.T))
    if n in (3, 4) and view.letters:
        for order in list(permutations(range(n)))[1:]:
            letters = ", ".join(view.letters[k] for k in order)
            sides = partial(_permuted, order=order)
            yield Guess("axes_order", {"axes": f"({letters})"}, sides)


def _permuted(view: View, order: tuple[int, ...]) -> Sides:
    return view.got, view.expected.transpose(order)


def backwards(view: View) -> Iterator[Guess]:
    """One axis runs from the end to the start."""
    for k, letter in enumerate(view.letters or ("",) * view.is_list):
        name = "backwards_" + {
            "T": "time",
            "U": "time",
            "N": "batch",
            "L": "layers",
            "": "list",
        }.get(letter, "axis")
        yield Guess(name, {"axis": letter}, partial(_flipped, k))


def _flipped(axis: int, view: View) -> Sides:
    return view.got, np.flip(view.expected, axis)


def shifted(view: View) -> Iterator[Guess]:
    """Every step is at the place of its neighbour; what is at the end can be named."""
    axis = _time(view)
    if axis is None:
        return
    for late in (True, False):
        name = "one_late" if late else "one_early"
        for end in ("zeros", "wraps", "repeats"):
            sides = partial(_moved, axis=axis, late=late, end=end)
            yield Guess(f"{name}_{end}", {}, sides)
        for argument in view.given:
            sides = partial(_moved, axis=axis, late=late, end=argument)
            yield Guess(f"{name}_argument", {"argument": argument}, sides)


def shifted_anyhow(view: View) -> Iterator[Guess]:
    """Every step is at the place of its neighbour."""
    axis = _time(view)
    if axis is not None:
        for late, name in ((True, "one_late"), (False, "one_early")):
            yield Guess(name, {}, partial(_inner, axis=axis, late=late))


def _time(view: View) -> int | None:
    if view.has_shape and view.expected.ndim:
        return view.axis("T", "U")
    return None


def _moved(view: View, axis: int, late: bool, end: str) -> Sides:
    right = np.moveaxis(view.expected, axis, 0)
    step = right[-1 if late == (end == "wraps") else 0]
    if end == "zeros":
        step = np.zeros_like(step)
    elif end not in ("wraps", "repeats"):
        step = view.given.get(end, np.empty(0))
    if step.shape != right.shape[1:] or step.dtype.kind != right.dtype.kind:
        return None
    parts = [step[None], right[:-1]] if late else [right[1:], step[None]]
    return view.got, np.moveaxis(np.concatenate(parts), 0, axis)


def _inner(view: View, axis: int, late: bool) -> Sides:
    got, right = (np.moveaxis(a, axis, 0) for a in (view.got, view.expected))
    return (got[1:], right[:-1]) if late else (got[:-1], right[1:])


def gates(view: View) -> Iterator[Guess]:
    """Gates stand side by side in another order, or the two directions do."""
    count = blocks(view)
    if count == 1 or not view.has_shape:
        return
    got, right = (np.split(a, count, axis=-1) for a in (view.got, view.expected))
    pairs = [[k for k in range(count) if np.allclose(g, right[k])] for g in got]
    if all(pairs) and [found[0] for found in pairs] != list(range(count)):
        order = [found[0] for found in pairs]
        values = {"order": ", ".join(str(k + 1) for k in order)}
        name = "gates_order" if count > 2 else "halves_order"
        yield Guess(name, values, partial(_reordered, order))


def _reordered(order: list[int], view: View) -> Sides:
    right = np.split(view.expected, len(order), axis=-1)
    return view.got, np.concatenate([right[k] for k in order], axis=-1)


def blocks(view: View) -> int:
    """Return how many gates, or directions, stand side by side in the last axis."""
    last = view.letters[-1] if view.letters else ""
    count = int(last[0]) if last[:1].isdigit() and last[1:] == "H" else 1 + last.count(" + ")
    return count if view.expected.ndim and view.expected.shape[-1] % count == 0 else 1


def elements(view: View) -> Iterator[Guess]:
    """The elements of a list are the right ones, but for their order, number or case."""
    if not view.is_list or view.got.ndim != 1:
        return
    yield Guess("sorted", {}, lambda v: (v.got, np.sort(v.expected)))
    yield Guess("without_twins", {}, lambda v: (v.got, _distinct(v.expected)))
    yield Guess("with_twins", {}, lambda v: (_distinct(v.got), v.expected))
    if view.expected.dtype.kind == "U":
        yield Guess("lower_case", {}, lambda v: (v.got, np.char.lower(v.expected)))
        yield Guess("upper_case", {}, lambda v: (v.got, np.char.upper(v.expected)))


def same_elements(view: View) -> Iterator[Guess]:
    """The order alone is wrong."""
    if view.is_list and view.got.ndim == 1:
        yield Guess("another_order", {}, lambda v: (np.sort(v.got), np.sort(v.expected)))
    if view.parts and view.has_shape:
        yield Guess("parts_order", {}, _parts_in_order)


def _parts_in_order(view: View) -> Sides:
    """Put the right parts into the order in which they came."""
    left = np.split(view.expected, np.cumsum(view.parts)[:-1])
    ordered: list[np.ndarray] = []
    for _ in view.parts:
        rest = view.got[sum(map(len, ordered)) :]
        k = next((k for k, part in enumerate(left) if np.allclose(rest[: len(part)], part)), None)
        if k is None:
            return None
        ordered.append(left.pop(k))
    return view.got, np.concatenate(ordered)


def _distinct(a: np.ndarray) -> np.ndarray:
    return np.array(list(dict.fromkeys(a.tolist())), a.dtype)
