"""Format findings and exceptions: shapes in letters, steps, types, the line that failed."""

import linecache
import re
import sys
import sysconfig
import traceback
from collections.abc import Iterable
from pathlib import Path
from types import FrameType

import numpy as np

from rnnkit.checks.casefile import BATCH, Case, Output, Value
from rnnkit.checks.comparing import FLOAT32_ERROR, Finding, is_masked
from rnnkit.checks.messages import MESSAGES, Sentence, message
from rnnkit.language import JOINTS, commas

Sentences = tuple[Sentence, ...]

LIBRARIES = (sysconfig.get_path("stdlib"), sysconfig.get_path("purelib"), "<frozen")
OURS = str(Path(__file__).parents[1])
ADDRESS = " at 0x"  # of an object: another one in every run
ARRAYS = {"U": "array_of_text", "S": "array_of_text", "O": "array_of_objects"}
ARRAYS["c"] = "array_of_complex_numbers"


def describe(finding: Finding, output: Output, case: Case, where: str) -> Sentences:
    """Return what is wrong with one output, and possibly a hint."""
    match finding.kind:
        case "ok":
            return (message("ok"),)
        case "not_float64":
            return (message("not_float64", error=f"{finding.error:.2g}"),)
        case "raised":
            return (message("raised", cases=where),)
        case "wrong" if finding.error <= FLOAT32_ERROR:  # except where it must be exactly 0
            return _describe_values(finding, output, where), message("not_zero")
        case "not_finite" | "wrong_entries" | "wrong":
            return (_describe_values(finding, output, where),)
        case "wrong_shape":
            return _describe_shape(finding, output, case, where)
    return _describe_kind(finding)


def _describe_kind(finding: Finding) -> Sentences:
    """Say what is wrong with an output that is not made as it should be."""
    got, expected = finding.got, finding.expected
    match finding.kind:
        case "wrong_kind":
            kinds = {"expected": _kind(expected), "got": _kind(got)}
            cure = "cure_complex_numbers" if got == "complex_numbers" else f"cure_{expected}"
            return message("wrong_kind", **kinds), message(cure)
        case "wrong_length":
            text = message("wrong_length", expected=expected, got=got)
            if finding.entry is None:
                return (text,)
            first, a, b = finding.entry
            hint = message("first_difference", first=first, got=_value(a), expected=_value(b))
            return text, hint
        case "wrong_keys":
            return (_describe_keys(got, expected),)
        case "not_fresh":
            return message("not_fresh"), message("alias_of", argument=got)
    text = message("wrong_type", expected=type_of(expected), got=type_of(got))
    return (text, message("masked")) if is_masked(got) else (text,)


def _describe_values(finding: Finding, output: Output, where: str) -> Sentence:
    if finding.kind == "not_finite":
        what = "NaN" if np.isnan(finding.got).any() else "inf"
        return message("not_finite", what=what, places=_at_steps(finding) + where)
    if finding.kind == "wrong_entries" and finding.entry is not None:
        return _describe_entries(len(finding.got), finding.expected, finding.entry, where)
    if np.ndim(finding.got) == 0:
        got, expected = _value(finding.got), _value(finding.expected)
        return message("wrong_value", got=got, expected=expected, cases=where)
    if finding.kind == "wrong" and np.asarray(finding.expected).dtype.kind in "iu":
        wrong = np.argwhere(finding.got != finding.expected)
        at = tuple(wrong[0])
        entry = list(map(int, at)), finding.got[at], finding.expected[at]
        return _describe_entries(len(wrong), finding.got.size, entry, where)
    places = _at_steps(finding) + _in_gates(finding, output)
    return message("wrong", error=f"{finding.error:.2g}", places=places, cases=where)


def _describe_entries(count: int, total: int, entry: tuple, where: str) -> Sentence:
    first, got, expected = entry
    values = {"got": _value(got), "expected": _value(expected), "first": repr(first)}
    return message("wrong_entries", count=count, total=total, cases=where, **values)


def _kind(kind: str) -> str:
    return message(f"kind_{kind}") if f"kind_{kind}" in MESSAGES else kind


def _value(value: Value) -> str:
    is_single = isinstance(value, np.ndarray | np.generic) and value.ndim == 0
    is_number = is_single and value.dtype.kind in "iuf"
    return f"{float(value):.6g}" if is_number else f"{_repr(value):.60}"


def _repr(value: Value) -> str:
    """Return how a value writes itself, in one line; its type where that says nothing."""
    try:
        text = " ".join(repr(value).split())
    except Exception:  # a stranger's __repr__ may raise anything
        text = ADDRESS
    return type(value).__name__ if ADDRESS in text else text


def _describe_keys(got: dict, expected: dict) -> Sentence:
    """Say which keys are missing from a dict, and which are too many."""
    parts = []
    for name, some, others in (("missing", expected, got), ("extra", got, expected)):
        if keys := [key for key in some if key not in others]:
            shown = commas(map(repr, keys[:3]))
            parts.append(message(f"keys_{name}", count=len(keys), keys=shown))
    return message("wrong_keys", parts=JOINTS["semicolon"].join(parts))


def name_parts(finding: Finding, output: Output) -> Sentences:
    """Say in which entries of a tuple an output is wrong, where the exercise names them."""
    if not finding.parts or len(output.parts) <= max(finding.parts):
        return ()
    names = commas(output.parts[i] for i in finding.parts)
    is_all = len(finding.parts) == len(output.parts)
    return () if is_all else (message("wrong_parts", output=output.name, parts=names),)


def type_of(value: Value) -> str:
    """Name a value as a student would: an array with its shape, a tuple with its length."""
    if isinstance(value, np.ndarray):
        name = "masked_array" if is_masked(value) else ARRAYS.get(value.dtype.kind, "array")
        return message(name if value.ndim or name != "array" else "number", shape=value.shape)
    if isinstance(value, tuple | list | dict):
        return message("sequence", kind=type(value).__name__, length=len(value))
    if value is None:
        return "None"
    plain = value.item() if isinstance(value, np.generic) else value
    kind, text = type(plain).__name__, _repr(plain)
    return message("object", kind=kind) if text == kind else f"{kind} {text:.40}"


def _describe_shape(finding: Finding, output: Output, case: Case, where: str) -> Sentences:
    got, expected, letters = tuple(finding.got), tuple(finding.expected), output.letters
    named = f"{output.shape} = " if len(letters) == len(expected) else ""
    came = _in_letters(got, expected, letters)
    text = message("wrong_shape", expected=f"{named}{expected}", got=came, cases=where)
    return (text, *_shape_hints(got, expected, letters, case.sizes))


def _shape_hints(got: tuple, expected: tuple, letters: tuple, sizes: dict) -> Iterable[Sentence]:
    if len(got) > 1 and got == expected[::-1]:
        yield message("transposed")
    elif len(expected) == 1 and got == expected * 2:
        yield message("bias_broadcast")
    elif BATCH not in letters and got == (sizes.get(BATCH), *expected):
        yield message("batch_not_summed")
    elif got == tuple(size for size in expected if size != 1):
        yield message("squeezed")
    elif len(got) == len(expected) and len(letters) == len(expected):
        yield from _off_by_one(got, expected, letters, sizes)


def _off_by_one(got: tuple, expected: tuple, letters: tuple, sizes: dict) -> Iterable[Sentence]:
    """Say that an axis is longer or shorter by one, unless another one has that length."""
    triples = [t for t in zip(got, expected, letters, strict=True) if t[0] != t[1]]
    size, right, axis = triples[0]
    if len(triples) == 1 and size not in (*sizes.values(), *expected) and abs(size - right) == 1:
        yield message("one_too_many" if size > right else "one_too_few", axis=axis)


def _in_letters(got: tuple, expected: tuple, letters: tuple[str, ...]) -> str:
    """Name each axis by what it is in this output, where there is no doubt about it."""
    if len(letters) != len(expected):
        return str(got)
    named = [*zip(letters, expected, strict=True)]
    names = []
    for axis, size in enumerate(got):
        known = {letter for letter, n in named if n == size}
        if len(got) == len(expected) and named[axis] == (letters[axis], size):
            known = {letters[axis]}  # an axis that has its size keeps its letter
        names.append(known.pop() if len(known) == 1 else str(size))
    if not any(map(str.isalpha, "".join(names))):
        return str(got)
    shown = f"({', '.join(names)}{',' * (len(got) == 1)})"
    return message("in_letters", shape=got, letters=shown)


def _at_steps(finding: Finding) -> str:
    if not finding.steps:
        return ""
    last = len(finding.expected) - 1
    if len(finding.steps) == last + 1:
        return message("at_steps", steps=message("every_step"))
    steps = ", ".join(map(str, finding.steps))
    return message("at_steps", steps=message("some_steps", steps=steps, last=last))


def _in_gates(finding: Finding, output: Output) -> str:
    """Return the wrong gates, counted from 1, unless all are wrong."""
    if not 0 < len(finding.gates) < output.gates:
        return ""
    gates = ", ".join(str(gate + 1) for gate in finding.gates)
    return message("in_gates", gates=gates, count=output.gates)


def describe_exception(error: BaseException) -> list[Sentence]:
    """Name the last line of the student's own code, and the shapes of the arrays in it."""
    what = f"{type(error).__name__}: {error}".rstrip(": ")
    frames = [(f, line) for f, line in traceback.walk_tb(error.__traceback__) if _is_students(f)]
    if not frames:
        return [message("exception_elsewhere", error=what)]
    frame, line = frames[-1]
    source = linecache.getline(frame.f_code.co_filename, line).strip()
    first = message("exception", error=what, line=line, function=frame.f_code.co_name)
    shapes = commas(_shapes_in(source, frame))
    hints = [message("exception_shapes", shapes=shapes)] if shapes else []
    code = [message("exception_line", source=source)] if source else []
    return [first, *code, *hints]


def is_wrong_call(error: BaseException) -> bool:
    """Return whether the call itself failed, before any line of the student's ran."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    return isinstance(error, TypeError) and not any(map(_is_students, frames))


def _is_students(frame: FrameType) -> bool:
    # IPython's mark of a frame that readers should not see: a grader calls through such frames.
    if frame.f_locals.get("__tracebackhide__"):
        return False
    return not frame.f_code.co_filename.startswith((*LIBRARIES, OURS, sys.prefix))


def _shapes_in(source: str, frame: FrameType) -> Iterable[str]:
    words = re.findall(r"\w+", source)
    for name, value in frame.f_locals.items():
        if name in words and isinstance(value, np.ndarray):
            yield f"{name} {value.shape}"
