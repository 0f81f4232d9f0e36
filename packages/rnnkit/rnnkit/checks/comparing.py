"""Compare one output with the reference: right, or what is wrong with it and where."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from rnnkit.checks.casefile import Output, Value

# Correct float64 code is at 3e-15 at worst, float32 near 1e-7, the smallest real bug at 1e-2.
FLOAT32_ERROR = 1e-5
# What 1.5 − 0.5 − 0.5 − 0.5 leaves in another order: an output of zeros has no size of its own.
ZERO = 1e-14
# Where one right answer has an exp that is 0, another may have one that is nearly that small.
UNDERFLOW = 1e-300

# What an array is made of, by the letter of its dtype.
KINDS = {"i": "whole_numbers", "u": "whole_numbers", "f": "numbers", "b": "truths"}
KINDS["c"] = "complex_numbers"


@dataclass(frozen=True)
class Finding:
    """The result of a comparison; not every ``kind`` uses the fields after it.

    ``kind`` is ok, not_float64, wrong, wrong_entries, wrong_type, wrong_kind, wrong_length,
    wrong_keys, wrong_shape, not_finite, not_fresh or raised. ``entry`` is the first entry of a
    list or dict that differs: its index or key, what came and what was expected.
    """

    kind: str
    error: float = 0.0
    got: Value = None
    expected: Value = None
    steps: tuple[int, ...] = ()
    gates: tuple[int, ...] = ()
    parts: tuple[int, ...] = ()
    entry: tuple[Value, Value, Value] | None = None

    @property
    def is_right(self) -> bool:
        """Whether the output earns its points."""
        return self.kind in ("ok", "not_float64")


RAISED = Finding("raised", 1.0)


def compare(got: Value, expected: Value, output: Output, tolerance: float) -> Finding:
    """Compare one output, nested or not, with the reference's: its values, then their kind."""
    if isinstance(expected, tuple | list | dict):
        return _compare_parts(got, expected, tolerance)
    if isinstance(expected, np.ndarray | float | int) and not isinstance(expected, bool):
        finding = _compare_arrays(got, np.asarray(expected), output, tolerance)
    elif _is_equal(got, expected):
        finding = Finding("ok")
    else:
        finding = Finding("wrong", 1.0, got, expected)
    needed = kind_of(expected)
    if finding.kind == "wrong_type" and (real := _real_parts(got)) is not None:
        is_right = _compare_arrays(real, np.asarray(expected), output, tolerance).is_right
        return Finding("wrong_kind", 1.0, "complex_numbers", needed) if is_right else finding
    if not finding.is_right and is_masked(got):
        return Finding("wrong_type", 1.0, got, expected)
    if finding.kind == "wrong" and isinstance(got, bool | np.bool) and needed == "numbers":
        return Finding("wrong_type", 1.0, bool(got), expected)
    if finding.is_right and output.single and isinstance(got, tuple | list):
        return Finding("wrong_kind", 1.0, "list", "one_array")
    if not finding.is_right or fits(got, needed) or (output.truths and kind_of(got) == "truths"):
        return finding
    return Finding("wrong_kind", 1.0, kind_of(got), needed)


def is_masked(value: Value) -> bool:
    """Return whether entries of an array are masked: what lies below them was not meant."""
    return isinstance(value, np.ma.MaskedArray) and np.ma.is_masked(value)


def _real_parts(got: Value) -> np.ndarray | None:
    """Return complex numbers as real ones, if they differ by rounding only."""
    if kind_of(got) != "complex_numbers":
        return None
    array = np.asarray(got)
    rounding = ZERO * np.abs(array).max(initial=1.0)
    return array.real if np.all(np.abs(array.imag) < rounding) else None


def kind_of(value: Value) -> str:
    """Return what a value is made of: whole_numbers, numbers, truths, or another type's name."""
    try:
        letter = np.asarray(value).dtype.kind
    except Exception:  # __array__ of a stranger's object may raise anything
        letter = "O"
    return KINDS.get(letter, type(value).__name__)


def fits(got: Value, needed: str) -> bool:
    """Return whether a right value can stand where ``needed`` is expected: floats index nothing."""
    if needed == "numbers":
        return kind_of(got) in ("whole_numbers", "numbers")
    if needed == "truths" and np.ndim(got) == 0:
        return True
    return needed not in ("whole_numbers", "truths") or kind_of(got) == needed


def _is_equal(got: Value, expected: Value) -> bool:
    """Compare text, truth values and None."""
    try:
        return bool(got == expected)
    except Exception:  # an array has no one truth value; a stranger's __eq__ may raise anything
        return False


def relative_error(a: np.ndarray, b: np.ndarray) -> float:
    """‖a − b‖ / (‖a‖ + ‖b‖), over the entries where both are finite."""
    finite = np.isfinite(a) & np.isfinite(b)
    a, b = np.where(finite, a, 0.0), np.where(finite, b, 0.0)
    largest = max(np.abs(a).max(initial=0.0), np.abs(b).max(initial=0.0))
    if largest == 0:
        return 0.0
    a, b = a / largest, b / largest  # squares of huge numbers would overflow
    return float(np.linalg.norm(a - b) / (np.linalg.norm(a) + np.linalg.norm(b)))


def _compare_parts(got: Value, expected: Value, tolerance: float) -> Finding:
    """Return the worst finding over the parts of a tuple, list or dict."""
    keys: Sequence[Value] = range(len(expected))
    if isinstance(expected, dict):
        if not isinstance(got, dict):
            return Finding("wrong_type", 1.0, got, expected)
        if got.keys() != expected.keys():
            return Finding("wrong_keys", 1.0, got, expected)
        keys = list(expected)
        got, expected = [got[key] for key in keys], list(expected.values())
    is_array = isinstance(got, np.ndarray) and got.ndim
    if is_array and (len(got) == len(expected) or not any(map(_has_parts, expected))):
        got = list(got)  # else its rows are no parts
    if not isinstance(got, tuple | list):
        return Finding("wrong_type", 1.0, got, expected)
    if len(got) != len(expected):
        entry = None if any(map(_has_parts, expected)) else _first_difference(got, expected)
        return Finding("wrong_length", 1.0, len(got), len(expected), entry=entry)
    part = Output("", "")
    findings = [compare(g, e, part, tolerance) for g, e in zip(got, expected, strict=True)]
    wrong = {i: finding for i, finding in enumerate(findings) if not finding.is_right}
    are_values = any(finding.kind != "wrong_kind" for finding in wrong.values())
    if are_values and not any(map(_has_parts, expected)):
        i = min(wrong)
        entry = keys[i], got[i], expected[i]
        return Finding("wrong_entries", 1.0, tuple(wrong), len(expected), entry=entry)
    shown = [*wrong.values()] or findings or [Finding("ok")]
    worst = max(shown, key=lambda finding: finding.error)
    return replace(worst, parts=tuple(wrong))


def _first_difference(got: Sequence, expected: Sequence) -> tuple[int, Value, Value] | None:
    pairs = enumerate(zip(got, expected, strict=False))
    return next(((i, g, e) for i, (g, e) in pairs if not _is_equal(g, e)), None)


def _has_parts(value: Value) -> bool:
    return isinstance(value, np.ndarray | tuple | list | dict)


def _compare_arrays(got: Value, expected: np.ndarray, output: Output, tolerance: float) -> Finding:
    array = as_numbers(got)
    if array is None:
        return Finding("wrong_type", 1.0, got, expected)
    if array.shape != expected.shape:
        return Finding("wrong_shape", 1.0, array.shape, expected.shape)
    is_finite = _equal_where_not_finite(array, expected)
    error = relative_error(array, expected) if is_finite else 1.0
    if is_finite and not expected.any() and np.all(np.abs(array) < ZERO):
        error = 0.0
    has_zeros = not output.exact or np.all(np.abs(array[expected == 0]) < UNDERFLOW)
    if has_zeros and error <= max(tolerance, FLOAT32_ERROR):
        kind = "ok" if error <= tolerance else "not_float64"
        return Finding(kind, error, array, expected)
    steps = _wrong_parts(array, expected, tolerance) if output.has_time else ()
    if not is_finite:
        return Finding("not_finite", error, array, expected, steps)
    gates: tuple[int, ...] = ()
    if output.gates > 1 and expected.shape[-1] % output.gates == 0:  # a mistake may have any shape
        split = partial(np.split, indices_or_sections=output.gates, axis=-1)
        gates = _wrong_parts(split(array), split(expected), tolerance)
    return Finding("wrong", error, array, expected, steps, gates)


def as_numbers(got: Value) -> np.ndarray | None:
    """Return numbers as an ndarray: lists and other libraries' arrays too, else None."""
    try:
        array = np.asarray(got)
        return array.astype(float) if array.dtype.kind in "biuf" else None
    except Exception:  # __array__ of a stranger's object may raise anything
        return None


def _equal_where_not_finite(a: np.ndarray, b: np.ndarray) -> bool:
    not_finite = ~(np.isfinite(a) & np.isfinite(b))
    return np.array_equal(a[not_finite], b[not_finite], equal_nan=True)


def _wrong_parts(got: Iterable, expected: Iterable, tolerance: float) -> tuple[int, ...]:
    """Return the indices of parts that differ by more than rounding to float32."""
    largest = max(tolerance, FLOAT32_ERROR)
    return tuple(
        index
        for index, (g, e) in enumerate(zip(got, expected, strict=True))
        if relative_error(g, e) > largest or not _equal_where_not_finite(g, e)
    )
