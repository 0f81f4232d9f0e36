"""Relations between different shapes: summed or not, one row too many, squeezed."""

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from rnnkit.checks.relations.views import Guess, View

Reduce = Callable[..., np.ndarray]
Sides = tuple[np.ndarray, np.ndarray] | None

REDUCTIONS: dict[str, Reduce] = {
    "summed": np.sum,
    "averaged": np.mean,
    "first_only": partial(np.take, indices=0),
    "last_only": partial(np.take, indices=-1),
}


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
                kept = partial(_reduced_right, axis=k, reduce=reduce, spread=True)
                yield Guess(f"{name}_everywhere", {"axis": letter}, kept)


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
        lengths = [[n for n in a.shape if n != 1] for a in (view.got, view.expected)]
        name = "squeezed" if lengths[0] == lengths[1] else "reshaped"
        yield Guess(name, {}, _raveled)


def _raveled(view: View) -> Sides:
    return None if view.has_shape else (view.got.ravel(), view.expected.ravel())


def one_more(view: View) -> Iterator[Guess]:
    """One entry too many or too few at the start or at the end of an axis."""
    if view.got.ndim != view.expected.ndim:
        return
    pairs = enumerate(zip(view.got.shape, view.expected.shape, strict=True))
    for k, difference in [(k, g - e) for k, (g, e) in pairs if g != e]:
        if abs(difference) == 1:
            many = "many" if difference == 1 else "few"
            letter = view.letters[k] if view.letters else ""
            for end in ("start", "end"):
                name = f"one_too_{many}_{end}" if letter else f"element_too_{many}_{end}"
                sides = partial(_cut, axis=k, difference=difference, start=end == "start")
                yield Guess(name, {"axis": letter}, sides)


def _cut(view: View, axis: int, difference: int, start: bool) -> Sides:
    if view.has_shape:
        return None
    pair = [view.got, view.expected]
    longer = 0 if difference == 1 else 1
    n = pair[longer].shape[axis]
    pair[longer] = np.take(pair[longer], range(start, n - (not start)), axis)
    return pair[0], pair[1]
