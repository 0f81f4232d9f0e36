"""Relations of order and shape: axes, time, gates, the elements of a list; summed or not."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import permutations

import numpy as np

from rnnkit.checks.relations.views import Guess, Sides, View

Reduce = Callable[..., np.ndarray]
REDUCTIONS: dict[str, Reduce] = {
    "summed": np.sum,
    "averaged": np.mean,
    "first_only": partial(np.take, indices=0),
    "last_only": partial(np.take, indices=-1),
}
AXES = {"T": "time", "U": "time", "N": "batch", "L": "layers", "": "list"}


def transposed(view: View) -> Iterator[Guess]:
    """Rows and columns, or more axes, are in another order."""
    n = view.expected.ndim
    if n == 2:
        yield Guess("transpose", {}, lambda v: (v.got, v.expected.T))
    if n in (3, 4) and view.letters:
        for order in list(permutations(range(n)))[1:]:
            values = {"axes": f"({', '.join(view.letters[k] for k in order)})"}
            sides = partial(lambda o, v: (v.got, v.expected.transpose(o)), order)
            yield Guess("axes_order", values, sides)


def backwards(view: View) -> Iterator[Guess]:
    """One axis runs from the end to the start."""
    for k, letter in enumerate(view.letters or ("",) * view.is_list):
        name = f"backwards_{AXES.get(letter, 'axis')}"
        sides = partial(lambda k, v: (v.got, np.flip(v.expected, k)), k)
        yield Guess(name, {"axis": letter}, sides)


def shifted(view: View) -> Iterator[Guess]:
    """Every step is at the place of its neighbour; what is at the end can be named."""
    axis = _time(view)
    if axis is None:
        return
    for late, name in ((True, "one_late"), (False, "one_early")):
        for end in ("zeros", "wraps", "repeats"):
            yield Guess(f"{name}_{end}", {}, partial(_moved, axis=axis, late=late, end=end))
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
    return view.axis("T", "U") if view.has_shape and view.expected.ndim else None


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
    if all(pairs) and (order := [found[0] for found in pairs]) != list(range(count)):
        values = {"order": ", ".join(str(k + 1) for k in order)}
        name = "gates_order" if count > 2 else "halves_order"
        yield Guess(name, values, lambda v: (v.got, taken_blocks(order, count, v.expected)))


def taken_blocks(chosen: list[int], sections: int | np.ndarray, a: np.ndarray) -> np.ndarray:
    """Take some of the gates, or parts, that stand side by side in the last axis."""
    return np.concatenate([np.split(a, sections, axis=-1)[k] for k in chosen], axis=-1)


def blocks(view: View) -> int:
    """Return how many gates, or directions, stand side by side in the last axis."""
    last = view.letters[-1] if view.letters else ""
    count = int(last[0]) if last[:1].isdigit() and last[1:] == "H" else 1 + last.count(" + ")
    return count if view.expected.ndim and view.expected.shape[-1] % count == 0 else 1


def axis_left(view: View) -> Iterator[Guess]:
    """One axis too many: not summed, not averaged, or all of them in place of one."""
    if view.is_numeric and view.got.ndim == view.expected.ndim + 1:
        for k, size in enumerate(view.got.shape):
            for letter in [x for x, n in view.sizes.items() if n == size]:
                for name, reduce in REDUCTIONS.items():
                    sides = partial(_reduced_got, letter=letter, axis=k, reduce=reduce)
                    yield Guess(f"not_{name}", {"axis": letter}, sides)


def _reduced_got(view: View, letter: str, axis: int, reduce: Reduce) -> Sides:
    is_there = axis < view.got.ndim and view.sizes.get(letter) == view.got.shape[axis]
    if view.has_shape or not is_there:
        return None
    return reduce(view.got, axis=axis), view.expected


def axis_lost(view: View) -> Iterator[Guess]:
    """One axis too few, or the same number all along it: summed, averaged, or one of it taken."""
    if view.is_numeric:
        for k, letter in enumerate(view.letters):
            for name, reduce in REDUCTIONS.items():
                lost = partial(_reduced_right, axis=k, reduce=reduce)
                yield Guess(name, {"axis": letter}, lost)
                yield Guess(f"{name}_everywhere", {"axis": letter}, partial(lost, spread=True))


def _reduced_right(view: View, axis: int, reduce: Reduce, spread: bool = False) -> Sides:
    reduced = np.asarray(reduce(view.expected, axis=axis))
    if view.has_shape:
        kept = np.expand_dims(reduced, axis) if spread else reduced
        return (view.got, kept + 0 * view.expected) if spread or view.is_right else None
    kept = np.expand_dims(reduced, axis) if reduced.shape != view.got.shape else reduced
    return None if spread else (view.got, kept)


def squeezed(view: View) -> Iterator[Guess]:
    """The right entries in another shape."""
    if not view.has_shape and view.got.size == view.expected.size:
        got, right = ([n for n in a.shape if n != 1] for a in (view.got, view.expected))
        name = "squeezed" if got == right and not view.parts else "reshaped"
        yield Guess(
            name, {}, lambda v: None if v.has_shape else (v.got.ravel(), v.expected.ravel())
        )


def one_more(view: View) -> Iterator[Guess]:
    """One entry too many or too few at the start or at the end of an axis."""
    if view.got.ndim != view.expected.ndim:
        return
    for k, difference in enumerate(np.subtract(view.got.shape, view.expected.shape)):
        if abs(difference) == 1:
            letter = view.letters[k] if view.letters else ""
            name = f"{'one' if letter else 'element'}_too_{'many' if difference == 1 else 'few'}"
            for end in ("start", "end"):
                sides = partial(_cut, axis=k, difference=difference, start=end == "start")
                yield Guess(f"{name}_{end}", {"axis": letter}, sides)


def _cut(view: View, axis: int, difference: int, start: bool) -> Sides:
    if view.has_shape:
        return None
    pair = [view.got, view.expected]
    longer = 0 if difference == 1 else 1
    n = pair[longer].shape[axis]
    pair[longer] = np.take(pair[longer], range(start, n - (not start)), axis)
    return pair[0], pair[1]


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
