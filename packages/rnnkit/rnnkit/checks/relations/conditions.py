"""What the cases, or the entries, have in common in which an output is right, and no other has."""

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from rnnkit.checks.relations.views import ENOUGH, View, bits

Condition = tuple[str, dict[str, str]]


def conditions(views: list[View]) -> list[Condition]:
    """Find what tells the cases in which an output is right from those in which it is not."""
    right = [view for view in views if view.is_right and view.is_numeric]
    telling = max((bits(view.expected, 0 * view.expected) for view in right), default=0)
    if telling < 2 * ENOUGH:
        return []
    tests = _tests(views[0])
    held = [claim for claim, test in tests if all(v.is_right == test(v) for v in views)]
    wrong = [view for view in views if not view.is_right]
    return [claim for claim in held if claim[0] != "only_one" or _begins_early(wrong, claim[1])]


def _begins_early(wrong: list[View], values: dict[str, str]) -> bool:
    """Return whether the first two along an axis are wrong: later ones may go wrong by more."""
    axis = wrong[0].axis(values["size"])
    if axis is None or not all(view.has_shape for view in wrong):
        return True
    return any(np.take(view.wrong_entries, [0, 1], axis).any() for view in wrong)


def _tests(view: View) -> Iterator[tuple[Condition, Callable[[View], bool]]]:
    for name in view.switches:
        for value in (True, False):
            claim = ("only_switch", {"argument": name, "value": str(value)})
            yield claim, partial(lambda n, x, v: v.switches[n] == x, name, value)
    for name, array in view.given.items():
        if array.ndim:
            claim = ("only_zero", {"argument": name})
            yield claim, partial(lambda n, v: not v.given[n].any(), name)
        if "mask" in name or "lengths" in name:
            yield ("only_full", {}), partial(lambda n, v: np.ptp(v.given[n]) == 0, name)
    for letter in view.sizes:
        yield ("only_one", {"size": letter}), partial(lambda n, v: v.sizes[n] == 1, letter)


# Where entries are wrong: where an argument, or what is right, has a sign.
SIGNS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "negative": lambda a: a < 0,
    "positive": lambda a: a > 0,
    "nothing": lambda a: a == 0,
    "something": lambda a: a != 0,
}


def signs(views: list[View], wrong: list[np.ndarray]) -> Iterator[Condition]:
    """Yield which sign goes with being wrong, entry by entry."""
    shape = views[0].expected.shape
    given = views[0].given.items()
    for name in (*(n for n, a in given if a.dtype.kind == "f" and a.shape == shape), ""):
        for sign, holds in SIGNS.items():
            if sign == "something" and not name:
                continue  # a product is right where it is 0
            masks = [holds(view.given.get(name, view.expected)) for view in views]
            if all(map(np.array_equal, masks, wrong)):
                yield f"only_{sign}" + ("" if name else "_right"), {"argument": name}
