"""One call of a student's function as relations look at it: arrays with named axes."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import NamedTuple

import numpy as np

ENOUGH = 12.0  # bits by which two arrays have to agree: few discrete values do so by chance
# An agreement to 1e-7 is worth more than 20 bits; a fraction of small numbers, as an accuracy is,
# has few neighbours.
REAL, FRACTION, NEW_WORD = 20.0, 4.0, 8.0
DENOMINATORS = np.arange(2, 41)
near = partial(math.isclose, rel_tol=1e-6)

Function = Callable[[np.ndarray], np.ndarray]
Sides = tuple[np.ndarray, np.ndarray] | None


@dataclass(frozen=True)
class View:
    """One output in one case.

    ``letters`` name the axes of ``expected``. ``outputs`` are the other outputs as they should be,
    ``returned`` as they came. ``given`` are the arguments, an array within one by its place, as
    ``cache[2]``. ``sizes`` holds the letters that the exercise's arrays have, ``switches`` the
    arguments that are True or False. ``parts`` are the lengths of the parts of a nested output,
    which is one row here, ``shapes`` their shapes as they came and as they should be,
    ``part_names`` their names in the docstring. ``is_part`` tells that the view is one of a part.
    """

    got: np.ndarray
    expected: np.ndarray
    letters: tuple[str, ...] = ()
    outputs: dict[str, np.ndarray] = field(default_factory=dict)
    returned: dict[str, np.ndarray] = field(default_factory=dict)
    given: dict[str, np.ndarray] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    switches: dict[str, bool] = field(default_factory=dict)
    parts: tuple[int, ...] = ()
    tolerance: float = 1e-9
    part_names: tuple[str, ...] = ()
    shapes: tuple[list, list] = ([], [])
    is_part: bool = False

    @cached_property
    def is_right(self) -> bool:
        """Whether there is nothing to explain."""
        came, right = self.shapes
        return came == right and same(self.got, self.expected, self.tolerance)

    @cached_property
    def wrong_entries(self) -> np.ndarray:
        """Where it is not right, as an array of truth values."""
        tolerance = 10 * self.tolerance
        scale = tolerance * np.abs(np.nan_to_num(self.expected)).max()
        return ~np.isclose(self.got, self.expected, rtol=tolerance, atol=scale, equal_nan=True)

    @property
    def has_shape(self) -> bool:
        """Whether every entry has its counterpart; parts may have come in another order."""
        came, right = map(sorted, self.shapes)
        return came == right and self.got.shape == self.expected.shape

    @property
    def is_numeric(self) -> bool:
        """Whether one can calculate with both."""
        return self.got.dtype.kind == self.expected.dtype.kind == "f"

    @property
    def is_list(self) -> bool:
        """Whether it is a list of words or numbers."""
        is_plain = not (self.letters or self.parts or self.is_part)
        return self.expected.ndim == 1 and is_plain

    @cached_property
    def terms(self) -> dict[str, np.ndarray]:
        """What the output can be related to: other outputs, arguments, their first or last step."""
        whole = self.outputs | self.given
        return whole | {
            f"{name}[{text}]": array[k]
            for name, array in whole.items()
            for k, text in ((0, "0"), (-1, "−1"))
            if array.ndim > 1 and array.shape[1:] == self.expected.shape and self.expected.ndim > 1
        }

    def axis(self, *letters: str) -> int | None:
        """Return the axis that has one of the letters."""
        return next((self.letters.index(x) for x in letters if x in self.letters), None)

    def part(self, take: Function, letters: tuple[str, ...] = ()) -> "View":
        """Return the view of a part; arrays of the whole's shape are cut alike."""
        shape = self.expected.shape

        def cut(arrays: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
            return {k: take(a) if a.shape == shape else a for k, a in arrays.items()}

        got, expected = take(self.got), take(self.expected)
        outputs, returned, given = map(cut, (self.outputs, self.returned, self.given))
        whole = replace(self, outputs=outputs, returned=returned, given=given)
        cut_out = replace(whole, got=got, expected=expected, letters=letters, is_part=True)
        return replace(cut_out, parts=(), shapes=([], []))


class Guess(NamedTuple):
    """What a relation claims: the two sides are the same in every case of which it says anything.

    ``sides`` returns None for a case of which it says nothing. ``spent`` bits of what the student
    returned went into the guess itself.
    """

    id: str
    values: dict[str, str]
    sides: Callable[[View], Sides]
    spent: float = 0.0

    def holds(self, views: list[View]) -> bool:
        """Return whether it explains every wrong case and contradicts no right one."""
        gained = 0.0
        for view in sorted(views, key=lambda view: view.is_right):
            sides = self.sides(view)
            if sides is None and view.is_right:
                continue
            if sides is None or not same(*sides, view.tolerance):
                return False
            if not view.is_right:
                gained += _evidence(view, sides[1])
        return gained - self.spent >= ENOUGH


def _evidence(view: View, met: np.ndarray) -> float:
    """Return what it is worth that ``met`` was met: entries that are right anyway tell nothing."""
    if not view.has_shape:
        return bits(met, np.empty(0, met.dtype))
    return bits(met, view.got if met is view.expected else view.expected)


def same(a: np.ndarray, b: np.ndarray, tolerance: float) -> bool:
    """Return whether two arrays differ by rounding only; NaN equals NaN."""
    if a.shape != b.shape or a.dtype.kind != b.dtype.kind:
        return False
    if a.dtype.kind != "f":
        return np.array_equal(a, b)
    square, *sizes = (each.ravel() @ each.ravel() for each in (a - b, a, b))
    if not np.isfinite(square):
        return bool(np.allclose(a, b, rtol=tolerance, atol=0, equal_nan=True))
    return bool(square <= tolerance**2 * sum(sizes))


def bits(a: np.ndarray, expected: np.ndarray) -> float:
    """Return how much it says that ``a`` was met where ``expected`` might have been."""
    changed = a
    if a.shape == expected.shape and a.dtype.kind == expected.dtype.kind:
        changed = a[a != expected] if a.dtype.kind == "U" else a[~np.isclose(a, expected)]
    pool = np.unique(np.concatenate([a.ravel(), expected.ravel()]))
    if a.dtype.kind != "f":
        n_new = np.count_nonzero(~np.isin(changed, expected))
        return n_new * NEW_WORD + (changed.size - n_new) * math.log2(len(pool))
    reals = np.unique(np.abs(changed[(changed % 1 != 0) & np.isfinite(changed)]).round(12))[:100]
    is_fraction = (abs(reals[:, None] * DENOMINATORS % 1 - 0.5) > 0.5 - 1e-9).any(axis=1)
    n_whole = np.count_nonzero(changed % 1 == 0)
    # Each whole number is a draw from all that occur, and one more value stands for all others.
    n_values = int(np.count_nonzero(pool % 1 == 0)) + bool((pool % 1 != 0).any())
    worth = float(np.where(is_fraction, FRACTION, REAL).sum())
    return worth + n_whole * math.log2(max(n_values, 1))
