"""Where an output is wrong: at the first step, in some gates, in the padding.

What is wrong there is then looked at by itself.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

import numpy as np

from rnnkit.checks.relations.conditions import signs
from rnnkit.checks.relations.evidence import ENOUGH, bits
from rnnkit.checks.relations.order import blocks
from rnnkit.checks.relations.views import View

Pattern = Callable[[int], list[int]]


class Place(NamedTuple):
    """Part of an output, and the views of it. ``is_claim``: nothing is wrong outside of it."""

    id: str
    values: dict[str, str]
    views: list[View]
    is_claim: bool = True


# Which indices of an axis of n are wrong.
PATTERNS: dict[str, Pattern] = {
    "first": lambda n: [0],
    "last": lambda n: [n - 1],
    "after_first": lambda n: list(range(1, n)),
    "before_last": lambda n: list(range(n - 1)),
}
AXES = {"T": "steps", "U": "steps", "N": "batch", "L": "layers"}


def places(views: list[View]) -> Iterator[Place]:
    """Yield the places that hold all that is wrong, the most telling first."""
    if all(view.has_shape and view.is_numeric for view in views) and _tells(views):
        yield from _padding(views)
        yield from _short(views)
        yield from _parts(views)
        yield from _gates(views)
        yield from _ends(views)
        for claim, values in signs(views, [view.wrong_entries for view in views]):
            yield Place(claim.removeprefix("only_"), values, [])


def _tells(views: list[View]) -> bool:
    """Return whether what is right in wrong outputs is so by more than chance."""
    right = [view.expected[~view.wrong_entries] for view in views if not view.is_right]
    return sum(bits(a, 0 * a) for a in right) >= 2 * ENOUGH


def depths(views: list[View]) -> Iterator[Place]:
    """Yield parts at which a mistake shows before others follow from it."""
    if not all(view.has_shape and view.is_numeric for view in views):
        return
    axis = views[0].axis("T", "U")
    if axis is not None:
        for name, index in (("first_of_steps", 0), ("last_of_steps", -1)):
            yield Place(name, {}, [_taken(view, axis, [index]) for view in views], is_claim=False)
    if all(np.abs(view.expected).max() < 1 > np.abs(view.got).max() for view in views):
        yield Place("before_tanh", {}, [_before_tanh(view) for view in views], is_claim=False)


def _before_tanh(view: View) -> View:
    letters = view.letters
    inverse = np.arctanh(view.got), np.arctanh(view.expected)
    return View(*inverse, letters, given=view.given, sizes=view.sizes, tolerance=view.tolerance)


def _gates(views: list[View]) -> Iterator[Place]:
    count = min(map(blocks, views))
    if count == 1:
        return
    wrong = sorted(set().union(*(_wrong_blocks(view, count) for view in views)))
    if len(wrong) < count:
        values = {"gates": ", ".join(str(k + 1) for k in wrong)}
        name = ("gate" if len(wrong) == 1 else "gates") if count > 2 else "half"
        yield Place(name, values, [view.part(partial(_blocks, count, wrong)) for view in views])


def _blocks(count: int, wrong: list[int], a: np.ndarray) -> np.ndarray:
    return np.concatenate([np.split(a, count, axis=-1)[k] for k in wrong], axis=-1)


def _wrong_blocks(view: View, count: int) -> set[int]:
    parts = np.split(view.wrong_entries, count, axis=-1)
    return {k for k, part in enumerate(parts) if part.any()}


def _ends(views: list[View]) -> Iterator[Place]:
    wrong = [view for view in views if not view.is_right]
    for axis, letter in enumerate(wrong[0].letters):
        if letter not in AXES or (letter == "N" and _is_taken_up(wrong[0])):
            continue
        found = [_wrong_along(view, axis) for view in wrong]
        for name, pattern in PATTERNS.items():
            allowed = [pattern(view.expected.shape[axis]) for view in wrong]
            within = all(set(w) <= set(a) for w, a in zip(found, allowed, strict=True))
            exact = any(w == a for w, a in zip(found, allowed, strict=True))
            if within and exact and max(view.expected.shape[axis] for view in wrong) > 2:
                parts = [_taken(v, axis, pattern(v.expected.shape[axis])) for v in views]
                yield Place(f"{name}_of_{AXES[letter]}", {}, parts)


def _wrong_along(view: View, axis: int) -> list[int]:
    return np.flatnonzero(_wrong_flags(view, axis)).tolist()


def _wrong_flags(view: View, axis: int) -> np.ndarray:
    others = tuple(k for k in range(view.expected.ndim) if k != axis)
    return np.asarray(view.wrong_entries.any(axis=others))


def _taken(view: View, axis: int, indices: list[int]) -> View:
    """Take a part along an axis; a single index takes the axis away."""
    if len(indices) == 1:
        rest = view.letters[:axis] + view.letters[axis + 1 :]
        return view.part(lambda a: np.take(a, indices[0], axis), rest)
    return view.part(lambda a: np.take(a, indices, axis), view.letters)


def _padding(views: list[View]) -> Iterator[Place]:
    masks = [padding(view) for view in views]
    for view, mask in zip(views, masks, strict=True):
        if mask is None or (view.wrong_entries & ~_wide(mask, view)).any():
            return
    kept = [(v, m) for v, m in zip(views, masks, strict=True) if m is not None and m.any()]
    yield Place("padding", {}, [view.part(partial(_at, mask)) for view, mask in kept])


def _at(mask: np.ndarray, a: np.ndarray) -> np.ndarray:
    return a[mask]


def _wide(mask: np.ndarray, view: View) -> np.ndarray:
    return mask.reshape(mask.shape + (1,) * (view.expected.ndim - mask.ndim))


def _short(views: list[View]) -> Iterator[Place]:
    """Sequences that have padding, where an output has an axis N."""
    axis = views[0].axis("N")
    masks = [_short_ones(view) for view in views]
    if axis is None or any(mask is None for mask in masks):
        return
    pairs = [(view, mask) for view, mask in zip(views, masks, strict=True) if mask is not None]
    found = [(_wrong_flags(view, axis), mask) for view, mask in pairs if mask.any()]
    if all((wrong <= mask).all() for wrong, mask in found) and any(
        (wrong == mask).all() and not mask.all() for wrong, mask in found
    ):
        parts = [
            _taken(view, axis, np.flatnonzero(mask).tolist()) for view, mask in pairs if mask.any()
        ]
        yield Place("short", {}, parts)


def _short_ones(view: View) -> np.ndarray | None:
    for name, array in view.given.items():
        if "mask" in name and array.ndim == 2:
            return (array == 0).any(axis=0)
        if "lengths" in name and array.ndim == 1:
            return array < array.max()
    return None


def _is_taken_up(view: View) -> bool:
    """Return whether sequences differ by more than their place, or agree by chance."""
    return _short_ones(view) is not None or bool((view.expected % 1 == 0).all())


def _parts(views: list[View]) -> Iterator[Place]:
    """Parts of a tuple or list, as a cache."""
    lengths = views[0].parts
    if any(len(view.parts) != len(lengths) or sum(view.parts) != view.got.size for view in views):
        return
    wrong = sorted(set().union(*map(_wrong_parts, views)))
    if len(lengths) > 1 and len(wrong) < len(lengths):
        names = views[0].part_names or [f"[{k}]" for k in range(len(lengths))]
        values = {"parts": ", ".join(names[k] for k in wrong)}
        take = [view.part(partial(_part, view.parts, wrong)) for view in views]
        name = "kept" if all(names[k] in views[0].given for k in wrong) else "part"
        yield Place(name + "s" * (len(wrong) > 1), values, take)


def _wrong_parts(view: View) -> set[int]:
    ends = np.cumsum(view.parts)
    return {int(k) for k in np.searchsorted(ends, np.flatnonzero(view.wrong_entries), "right")}


def _part(lengths: tuple[int, ...], wrong: list[int], a: np.ndarray) -> np.ndarray:
    parts = np.split(a, np.cumsum(lengths)[:-1])
    return np.concatenate([parts[k] for k in wrong])


def padding(view: View) -> np.ndarray | None:
    """Return where steps (T, N) are padding, by a mask or by the lengths; None if nothing says."""
    shape = view.expected.shape[:2]
    if view.letters[:2] not in (("T", "N"), ("U", "N")):
        return None
    for name, array in {**view.outputs, **view.given}.items():
        if "mask" in name and array.shape == shape:
            return array == 0
        if "lengths" in name and array.shape == shape[1:]:
            return np.arange(shape[0])[:, None] >= array
    return None
