"""Read what a student returned into views: numbers as arrays, arguments by name."""

import contextlib
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from rnnkit.checks.casefile import Case, Exercise, Output, Value
from rnnkit.checks.comparing import is_masked
from rnnkit.checks.relations.views import View

# What a student returns may be of any size and depth; what is far larger than it should be, or
# deeper than any argument, is not looked into.
LARGEST, DEEPEST, MOST_PARTS = 100_000, 3, 60


def views(
    exercise: Exercise, index: int, cases: Sequence[Case], results: Sequence[tuple]
) -> list[View] | None:
    """Look at one output in every case; None if it cannot be compared entry by entry."""
    pairs = zip(cases, results, strict=True)
    found = [view for pair in pairs if (view := _view(exercise, index, *pair))]
    return found if len(found) == len(cases) else None


def _view(exercise: Exercise, index: int, case: Case, result: tuple) -> View | None:
    right, came = case.outputs[index], result[index]
    parts, is_dict = _parts(right), isinstance(right, dict)
    got, expected = _read(came, right), _read(right, right)
    if is_dict != isinstance(came, dict) or got is None or expected is None or expected.size == 0:
        return None
    output = exercise.outputs[index]
    arguments = dict(zip(exercise.parameters, case.arguments, strict=True))
    given = dict(_arrays(arguments.items()))
    return View(
        got,
        expected,
        output.letters if len(output.letters) == expected.ndim else (),
        _others(exercise, output, case.outputs, case.outputs),
        _others(exercise, output, result, case.outputs),
        given,
        _sizes(case, exercise, given),
        {name: value for name, value in arguments.items() if isinstance(value, bool)},
        parts,
        max(exercise.tolerance, 1e-7),
        output.parts,
        (_shapes(came), _shapes(right)) if parts and not is_dict else ([], []),
    )


def _others(
    exercise: Exercise, output: Output, values: tuple, right: tuple
) -> dict[str, np.ndarray]:
    read = map(_read, values, right)
    pairs = [(o, array) for o, array in zip(exercise.outputs, read, strict=True) if o is not output]
    return {o.name: array for o, array in pairs if array is not None}


def _read(value: Value, right: Value) -> np.ndarray | None:
    """Read a nested output as one row: that its parts have one shape may be so by chance."""
    is_nested = _parts(value if isinstance(right, int | float) else right)
    is_row = is_nested and isinstance(value, tuple | list | dict | np.ndarray)
    return _flat(value) if is_row else as_array(value)


def as_array(value: Value) -> np.ndarray | None:
    """Return numbers as float64 and words as text; a nested value as one row of all its numbers."""
    if is_masked(value):
        return None
    try:
        array = np.asarray(value)
    except Exception:  # lists of unequal length; a stranger's __array__ may raise anything
        return _flat(value)
    if array.size > LARGEST:
        return None
    if array.dtype.kind in "biuf":
        return array.astype(float)
    return array if array.dtype.kind == "U" else _flat(value)


def _flat(value: Value) -> np.ndarray | None:
    with contextlib.suppress(Exception):  # as above
        leaves = [np.asarray(leaf) for leaf in _leaves(value)]
        is_small = sum(leaf.size for leaf in leaves) <= LARGEST
        if leaves and is_small and all(leaf.dtype.kind in "biuf" for leaf in leaves):
            return np.concatenate([leaf.ravel() for leaf in leaves]).astype(float)
    return None


def _leaves(value: Value, depth: int = 0) -> Iterator[Value]:
    if isinstance(value, dict):
        value = [value[key] for key in sorted(value)]
    if not isinstance(value, tuple | list):
        yield value
        return
    if depth > DEEPEST or len(value) > LARGEST:
        raise ValueError
    for item in value:
        yield from _leaves(item, depth + 1)


def _arrays(named: Iterable[tuple[str, Value]]) -> Iterator[tuple[str, np.ndarray]]:
    """Yield every array and number among the arguments, with its name."""
    for name, value in named:
        if isinstance(value, tuple | list) and 0 < len(value) <= MOST_PARTS:
            parts = [(f"{name}[{k}]", part) for k, part in enumerate(value)]
            if any(isinstance(part, np.ndarray | tuple | list) for part in value):
                yield from _arrays(parts)
                continue
        array = None if isinstance(value, dict) or callable(value) else as_array(value)
        if array is not None and array.size:
            yield name, array


def _sizes(case: Case, exercise: Exercise, given: dict[str, np.ndarray]) -> dict[str, int]:
    """Return the letters that stand for a size in this exercise, with the size."""
    there = {size for array in given.values() for size in array.shape}
    sizes = {letter: size for letter, size in case.sizes.items() if size in there}
    for output, value in zip(exercise.outputs, case.outputs, strict=True):
        if isinstance(value, list):
            sizes[f"len({output.name})"] = len(value)
        if isinstance(value, np.ndarray) and value.ndim == len(output.letters):
            pairs = zip(output.letters, value.shape, strict=True)
            sizes |= {letter: size for letter, size in pairs if letter.isalpha()}
    return sizes


def _parts(value: Value) -> tuple[int, ...]:
    """Return how many numbers each part of a nested value has; nothing for a plain list."""
    if isinstance(value, dict):
        return (len(value),)
    if not isinstance(value, tuple | list) or all(isinstance(v, str | int | float) for v in value):
        return ()
    return tuple(a.size if (a := as_array(part)) is not None else 0 for part in value)


def _shapes(value: Value) -> list[tuple[int, ...]]:
    """Return the shape of each part of a nested value."""
    arrays = map(as_array, value if np.iterable(value) else ())
    return [array.shape for array in arrays if array is not None]
