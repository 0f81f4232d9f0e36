"""Sketches of outputs: a few numbers by which a known mistake's result is recognised.

A sketch is a code of the structure (shapes, words, where NaN stand) and two products of the
numbers with fixed vectors. It takes 24 bytes, where the arrays of a thousand wrong programs
would take megabytes, and two results that agree in it agree in some 60 bits.
"""

import zlib
from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from rnnkit.checks.casefile import Value
from rnnkit.checks.comparing import as_numbers

Sketch = np.ndarray  # (3,): structure, and two products

# In place of a structure's code.
AS_REFERENCE, UNKNOWN, RAISED = -1.0, -2.0, -3.0
DEEPEST = 9  # a list may contain itself
_IRRATIONALS = (5**0.5 - 1) / 2, 2**0.5 - 1


def sketch(value: Value) -> tuple[Sketch, float]:
    """Return the sketch of an output, and the norm of the numbers in it."""
    structure, numbers = _take_apart(value)
    flat = np.concatenate([array.ravel() for array in numbers]) if numbers else np.zeros(0)
    finite = np.isfinite(flat)
    if not finite.all():
        structure += str(np.flatnonzero(~finite).tolist()) + str(flat[~finite])
        flat = np.where(finite, flat, 0.0)
    products = _vectors(flat.size) @ flat
    code = float(zlib.crc32(structure.encode()))
    largest = np.abs(flat).max(initial=0.0)
    # Squares of huge numbers would overflow.
    norm = largest * np.linalg.norm(flat / largest) if largest else 0.0
    return np.array([code, *products]), float(norm)


@lru_cache(maxsize=256)
def _vectors(size: int) -> np.ndarray:
    """Return two vectors of numbers in [-½, ½) that no structure of an array repeats."""
    places = np.arange(1, size + 1)
    return np.stack([(places * step) % 1.0 - 0.5 for step in _IRRATIONALS])


def _take_apart(value: Value, depth: int = 0) -> tuple[str, list[np.ndarray]]:
    """Return the structure of a value in words, and the arrays in it in their order."""
    array = as_numbers(value)
    if array is not None:
        return str(array.shape), [array]
    if isinstance(value, dict):
        keys = sorted(value, key=repr)
        bracket, parts = "{", [part for key in keys for part in (key, value[key])]
    elif isinstance(value, tuple | list):
        bracket, parts = "[", list(value)
    else:
        return (repr(str(value)) if isinstance(value, str) else type(value).__name__), []
    if depth > DEEPEST:
        return "", []
    taken = [_take_apart(part, depth + 1) for part in parts]
    structure = ",".join(words for words, _ in taken)
    return f"{bracket}{structure}", [array for _, arrays in taken for array in arrays]


def arrays_in(value: Value, depth: int = 0) -> Iterator[np.ndarray]:
    """Yield the arrays in a nested value."""
    if isinstance(value, np.ndarray):
        yield value
    parts = value.values() if isinstance(value, dict) else value
    for part in parts if isinstance(value, tuple | list | dict) and depth <= DEEPEST else ():
        yield from arrays_in(part, depth + 1)
