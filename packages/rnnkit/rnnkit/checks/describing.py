"""Format findings and exceptions: shapes in letters, steps, types, the line that failed."""

import linecache
import sys
import sysconfig
import traceback
from collections.abc import Iterable
from pathlib import Path
from types import FrameType

import numpy as np

from rnnkit.checks.axes import BATCH, TIME, gates_in
from rnnkit.checks.casefile import Case, Output, Value
from rnnkit.checks.comparing import Finding
from rnnkit.checks.messages import message

LIBRARIES = (sysconfig.get_path("stdlib"), sysconfig.get_path("purelib"), "<frozen")
OURS = str(Path(__file__).parents[1])


def describe(finding: Finding, output: Output, case: Case, where: str) -> tuple[str, ...]:
    """Return what is wrong with one output, and possibly a hint."""
    match finding.kind:
        case "ok":
            return (message("ok"),)
        case "not_float64":
            return (message("not_float64", error=_short(finding.error)),)
        case "wrong_shape":
            return _describe_shape(finding, output, case)
        case "wrong_type":
            expected, got = type_of(finding.expected), type_of(finding.got)
            return (message("wrong_type", expected=expected, got=got),)
        case "not_finite":
            what = "NaN" if np.isnan(finding.got).any() else "inf"
            return (message("not_finite", what=what, steps=_at_steps(finding, case)),)
        case "wrong_entries":
            count, first = len(finding.got), finding.got[0]
            return (message("wrong_entries", count=count, total=finding.expected, first=first),)
    error = _short(finding.error)
    places = _at_steps(finding, case) + _in_gates(finding, output)
    return (message("wrong", error=error, places=places, cases=where),)


def type_of(value: Value) -> str:
    """Name a value as a student would: an array with its shape, a tuple with its length."""
    if isinstance(value, np.ndarray) and value.dtype != object:
        return message("array", shape=value.shape)
    if isinstance(value, tuple | list):
        return message("sequence", kind=type(value).__name__, length=len(value))
    if value is None:
        return "None"
    return f"{type(value).__name__} {value!r:.40}"


def _short(error: float) -> str:
    return f"{error:.2g}"


def _describe_shape(finding: Finding, output: Output, case: Case) -> tuple[str, ...]:
    got, expected = tuple(finding.got), tuple(finding.expected)
    letters = f"{output.shape} = " if output.shape.startswith("(") else ""
    text = message("wrong_shape", expected=f"{letters}{expected}", got=_in_letters(got, case))
    return (text, *_shape_hints(got, expected, case))


def _shape_hints(got: tuple, expected: tuple, case: Case) -> Iterable[str]:
    if len(got) > 1 and got == expected[::-1]:
        yield message("transposed")
    elif len(expected) == 1 and got == expected * 2:
        yield message("bias_broadcast")
    elif len(got) == len(expected) + 1 and got[1:] == expected and got[0] == case.sizes.get(BATCH):
        yield message("batch_not_summed")


def _in_letters(shape: tuple, case: Case) -> str:
    letter_of = {size: letter for letter, size in case.sizes.items()}
    letters = [letter_of.get(size, str(size)) for size in shape]
    if not shape or not any(letter.isalpha() for letter in letters):
        return str(shape)
    named = f"({', '.join(letters)}{',' * (len(shape) == 1)})"
    return message("in_letters", shape=shape, letters=named)


def _at_steps(finding: Finding, case: Case) -> str:
    if not finding.steps:
        return ""
    last = case.sizes[TIME] - 1
    if len(finding.steps) == last + 1:
        return message("at_steps", steps=message("every_step"))
    steps = ", ".join(map(str, finding.steps))
    return message("at_steps", steps=message("some_steps", steps=steps, last=last))


def _in_gates(finding: Finding, output: Output) -> str:
    """Return the wrong gates, counted from 1, unless all are wrong."""
    count = gates_in(output.shape)
    if not 0 < len(finding.gates) < count:
        return ""
    gates = ", ".join(str(gate + 1) for gate in finding.gates)
    return message("in_gates", gates=gates, count=count)


def describe_exception(error: BaseException) -> list[str]:
    """Name the last line of the student's own code, and the shapes of the arrays in it."""
    what = f"{type(error).__name__}: {error}".rstrip(": ")
    frames = [(f, line) for f, line in traceback.walk_tb(error.__traceback__) if _is_students(f)]
    if not frames:
        return [what]
    frame, line = frames[-1]
    source = linecache.getline(frame.f_code.co_filename, line).strip()
    first = message("exception", error=what, line=line, function=frame.f_code.co_name)
    shapes = ", ".join(_shapes_in(source, frame))
    hints = [message("exception_shapes", shapes=shapes)] if shapes else []
    return [first, f"    {source}", *hints]


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
    names = {name: value for name, value in frame.f_locals.items() if name in _words(source)}
    for name, value in names.items():
        if isinstance(value, np.ndarray):
            yield f"{name} {value.shape}"


def _words(source: str) -> set[str]:
    return set("".join(c if c.isalnum() or c == "_" else " " for c in source).split())
