"""Where an output is wrong: at the first step, in some gates, in the padding.

What is wrong there is then looked at by itself.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

import numpy as np

from rnnkit.checks.relations.conditions import signs
from rnnkit.checks.relations.order import blocks, taken_blocks
from rnnkit.checks.relations.views import ENOUGH, View, bits


class Place(NamedTuple):
    """Part of an output, and the views of it; none if there is nothing more to say of it."""

    id: str
    values: dict[str, str]
    views: list[View]


# Which indices of an axis of n are wrong.
PATTERNS: dict[str, Callable[[int], list[int]]] = {
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
            yield Place(name, {}, [_taken(view, axis, [index]) for view in views])
    if all(np.abs(view.expected).max() < 1 > np.abs(view.got).max() for view in views):
        yield Place("before_tanh", {}, [_before_tanh(view) for view in views])


def _before_tanh(view: View) -> View:
    both = np.arctanh(view.got), np.arctanh(view.expected)
    return View(*both, view.letters, given=view.given, sizes=view.sizes, tolerance=view.tolerance)


def _gates(views: list[View]) -> Iterator[Place]:
    count = min(map(blocks, views))
    if count == 1:
        return
    wrong = _wrong_blocks([np.split(view.wrong_entries, count, axis=-1) for view in views])
    if len(wrong) < count:
        values = {"gates": ", ".join(str(k + 1) for k in wrong)}
        name = ("gate" if len(wrong) == 1 else "gates") if count > 2 else "half"
        take = partial(taken_blocks, wrong, count)
        parts = [view.part(take) for view in views]
        if _are_wrong_throughout(parts):
            yield Place(name, values, parts)


def _ends(views: list[View]) -> Iterator[Place]:
    wrong = [view for view in views if not view.is_right]
    for axis, letter in enumerate(wrong[0].letters):
        if letter not in AXES or (letter == "N" and _is_taken_up(wrong[0])):
            continue
        lengths = [view.expected.shape[axis] for view in wrong]
        found = [np.flatnonzero(_wrong_along(view, axis)).tolist() for view in wrong]
        for name, pattern in PATTERNS.items():
            pairs = [(w, pattern(n)) for w, n in zip(found, lengths, strict=True)]
            within = all({*w} <= {*allowed} for w, allowed in pairs)
            # That one sequence of one batch is wrong tells nothing of its place.
            is_met = sum(w == allowed for w, allowed in pairs) > (letter == "N")
            if within and is_met and max(lengths) > 2:
                parts = [_taken(v, axis, pattern(v.expected.shape[axis])) for v in views]
                if _are_wrong_throughout(parts):
                    yield Place(f"{name}_of_{AXES[letter]}", {}, parts)


def _are_wrong_throughout(parts: list[View]) -> bool:
    """Return whether most of a part is wrong in some case: a few entries lie anywhere by chance."""
    return any(part.wrong_entries.mean() > 0.5 for part in parts if part.expected.size)


def _wrong_along(view: View, axis: int) -> np.ndarray:
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
    kept = []
    for view, mask in zip(views, masks, strict=True):
        if mask is None or view.wrong_entries[~mask].any():
            return
        if mask.any():
            kept.append(view.part(partial(lambda m, a: a[m], mask)))
    yield Place("padding", {}, kept)


def _short(views: list[View]) -> Iterator[Place]:
    """Sequences that have padding, where an output has an axis N."""
    axis = views[0].axis("N")
    masks = [_short_ones(view) for view in views]
    if axis is None or any(mask is None for mask in masks):
        return
    pairs = [(v, m) for v, m in zip(views, masks, strict=True) if m is not None and m.any()]
    found = [(_wrong_along(view, axis), mask) for view, mask in pairs]
    is_telling = any((wrong == mask).all() and not mask.all() for wrong, mask in found)
    if is_telling and all((wrong <= mask).all() for wrong, mask in found):
        parts = [_taken(view, axis, np.flatnonzero(mask).tolist()) for view, mask in pairs]
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
    count = len(views[0].parts)
    if any(len(view.parts) != count or sum(view.parts) != view.got.size for view in views):
        return
    ends = [np.cumsum(view.parts)[:-1] for view in views]
    pairs = zip(views, ends, strict=True)
    wrong = _wrong_blocks([np.split(view.wrong_entries, each) for view, each in pairs])
    if count > 1 and len(wrong) < count:
        names = views[0].part_names or [f"[{k}]" for k in range(count)]
        values = {"parts": ", ".join(names[k] for k in wrong)}
        pairs = zip(views, ends, strict=True)
        take = [view.part(partial(taken_blocks, wrong, each)) for view, each in pairs]
        name = "kept" if all(names[k] in views[0].given for k in wrong) else "part"
        yield Place(name + "s" * (len(wrong) > 1), values, take)


def _wrong_blocks(flags: list[list[np.ndarray]]) -> list[int]:
    return [k for k in range(len(flags[0])) if any(parts[k].any() for parts in flags)]


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
