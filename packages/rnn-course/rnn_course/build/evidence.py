"""How much it says that two programs give the same wrong result."""

import numpy as np

from rnnkit.checks.casefile import Value
from rnnkit.checks.comparing import as_numbers
from rnnkit.checks.sketches import arrays_in

ENOUGH = 12.0  # bits: a random answer agrees with one of some twenty programs once in 200 runs
_OF_ANY_NUMBER, _OF_A_WORD = 20.0, 3.0
_DENOMINATORS = np.arange(1, 61)


def bits(got: Value, expected: Value) -> float:
    """Return the evidence in a wrong output: its entries that differ from the right ones."""
    a, b = as_numbers(got), as_numbers(expected)
    if a is None or b is None:
        return _bits_of_words(got, expected)
    if a.shape != b.shape:
        return _OF_A_WORD + (_of_each(a).sum() if a.size != b.size else 0)
    with np.errstate(invalid="ignore"):
        differs = ~((np.abs(a - b) <= 1e-9 * np.abs(b)) | (a == b) | (np.isnan(a) & np.isnan(b)))
    # Which entry it is says something, too.
    return float((_of_each(a[differs]) + np.log2(a.size)).sum())


def _of_each(numbers: np.ndarray) -> np.ndarray:
    """Return the bits of each number: of a fraction p / q, how many have no larger p and q."""
    flat = np.where(np.isfinite(numbers), numbers, 0).ravel()
    multiples = np.outer(flat, _DENOMINATORS)
    is_whole = np.abs(multiples - np.round(multiples)) < 1e-9
    q = _DENOMINATORS[is_whole.argmax(axis=1)]
    of_fraction = np.maximum(1.0, np.log2(q * (np.abs(flat) + 1)))
    return np.where(is_whole.any(axis=1), of_fraction, _OF_ANY_NUMBER)


def _bits_of_words(got: Value, expected: Value) -> float:
    """Return the bits of nested words and arrays, part by part where the parts correspond."""
    if isinstance(got, dict) and isinstance(expected, dict):
        got, expected = sorted(got.items(), key=repr), sorted(expected.items(), key=repr)
    if isinstance(got, tuple | list) and isinstance(expected, tuple | list):
        if len(got) == len(expected):
            return sum(bits(g, e) for g, e in zip(got, expected, strict=True))
        words = [part for part in got if next(arrays_in(part), None) is None]
        new = sum(part not in expected for part in words)
        return _OF_A_WORD * (new + abs(len(got) - len(expected)))
    return 0.0 if type(got) is type(expected) and got == expected else _OF_A_WORD
