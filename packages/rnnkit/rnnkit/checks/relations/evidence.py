"""How surely two arrays agree: few discrete values do so by chance."""

import math

import numpy as np

ENOUGH = 12.0  # bits
# An agreement to 1e-7 is worth more than 20 bits; a fraction of small numbers, as an accuracy is,
# has few neighbours.
REAL, FRACTION, NEW_WORD = 20.0, 4.0, 8.0
DENOMINATORS = np.arange(2, 41)


def same(a: np.ndarray, b: np.ndarray, tolerance: float) -> bool:
    """Return whether two arrays differ by rounding only; NaN equals NaN."""
    if a.shape != b.shape or a.dtype.kind != b.dtype.kind:
        return False
    if a.dtype.kind != "f":
        return np.array_equal(a, b)
    square = _square(a - b)
    if not np.isfinite(square):
        return bool(np.allclose(a, b, rtol=tolerance, atol=0, equal_nan=True))
    return bool(square <= tolerance**2 * (_square(a) + _square(b)))


def _square(a: np.ndarray) -> float:
    flat = a.ravel()
    return flat @ flat


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
    n_whole = np.count_nonzero(changed % 1 == 0)
    # Each whole number is a draw from all that occur, and one more value stands for all others.
    n_values = int(np.count_nonzero(pool % 1 == 0)) + bool((pool % 1 != 0).any())
    return _worth(reals) + n_whole * math.log2(max(n_values, 1))


def _worth(reals: np.ndarray) -> float:
    is_fraction = (abs(reals[:, None] * DENOMINATORS % 1 - 0.5) > 0.5 - 1e-9).any(axis=1)
    return float(np.where(is_fraction, FRACTION, REAL).sum())
