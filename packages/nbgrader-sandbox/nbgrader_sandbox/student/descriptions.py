"""Descriptions of a student's objects and errors, in text and numbers only."""

import builtins
import inspect
import traceback
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import FunctionType, TracebackType

import numpy as np

from nbgrader_sandbox.protocol.connection import Message

MAX_FRAMES = 30  # of a traceback
GRADER = str(Path(__file__).parents[1])  # the whole package
BUILTIN_ERRORS = {
    name: kind
    for name, kind in vars(builtins).items()
    if isinstance(kind, type) and issubclass(kind, BaseException)
}


def describe_error(error: BaseException, counts: Mapping[str, int]) -> Message:
    """Return what was raised, and where; ``counts`` numbers cells by IPython's file names."""
    kind = type(error)
    base = next((k.__name__ for k in kind.__mro__ if k in BUILTIN_ERRORS.values()), "Exception")
    try:
        text = str(error)
    except Exception:  # the student's own __str__
        text = ""
    frames = list(_frames(error.__traceback__, counts))[-MAX_FRAMES:]
    return {"name": kind.__name__, "base": base, "text": text, "frames": frames}


def describe_object(value: object, counts: Mapping[str, int]) -> Message:
    """Return what can be known of an object without running its code."""
    about: Message = {"type": type(value).__name__, "callable": callable(value)}
    about["array"] = hasattr(type(value), "__array__")
    if isinstance(value, FunctionType | type):
        about |= {"name": value.__name__, "doc": value.__doc__, "is_class": isinstance(value, type)}
        about["parameters"] = _parameters(value)
    if isinstance(value, FunctionType):
        code = value.__code__
        about |= {"cell": counts.get(code.co_filename), "line": code.co_firstlineno}
    return {key: item for key, item in about.items() if _is_plain(item)}


def _is_plain(item: object) -> bool:
    return item is None or isinstance(item, bool | int | str | list)


def _parameters(function: Callable[..., object]) -> list[tuple[str, int, bool]] | None:
    try:
        found = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return None
    return [(p.name, int(p.kind), p.default is not p.empty) for p in found]


def _frames(trace: TracebackType | None, counts: Mapping[str, int]) -> Iterator[Message]:
    """Describe the frames of the student's own cells, and of the libraries that they called."""
    for frame, line in traceback.walk_tb(trace):
        file = frame.f_code.co_filename
        if file.startswith(GRADER):
            continue
        shapes = {
            name: list(value.shape)
            for name, value in list(frame.f_locals.items())
            if isinstance(value, np.ndarray)
        }
        yield {
            "cell": counts.get(file),
            "file": file,
            "line": line,
            "function": frame.f_code.co_name,
            "shapes": shapes,
        }
