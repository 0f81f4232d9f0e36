"""Keep a right answer as ``own/<exercise>.py`` beside the notebook: a program that stands alone."""

import contextlib
import datetime
import inspect
import io
import os
import symtable
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from types import FunctionType, ModuleType

from rnnkit._atomic import write_if_changed
from rnnkit.checks import judging
from rnnkit.checks.casefile import Exercise, Value
from rnnkit.checks.diagnosis import Observations
from rnnkit.checks.messages import Sentence, message

FOLDER = "own"
LARGEST = 64 * 1024  # bytes


class NotUsed(Exception):
    """A student's function is not kept, or not taken; ``reason`` ends the sentence about it."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(reason)
        self.reason = reason


def is_graded() -> bool:
    """Return whether nbgrader runs the notebook, to validate or to grade it."""
    return "NBGRADER_EXECUTION" in os.environ


def keep(function: Callable, exercise: Exercise) -> None:
    """Write a function that passed its check as a file, if it passes from there, else `NotUsed`."""
    path = Path(FOLDER, f"{exercise.name}.py")
    today = datetime.datetime.now().astimezone().date()
    try:
        text = f"# {exercise.chapter}, {today}\n\n{program(function, exercise.name)}"
        load(text.encode(), path, exercise)
    except NotUsed:
        raise
    except Exception as error:  # what a notebook holds may raise anything when it is looked at
        raise _stopped(error) from None
    with contextlib.suppress(OSError):
        write_if_changed(path, text)


def load(text: bytes, path: Path, exercise: Exercise) -> Callable:
    """Run the program of a file alone, check its function in silence, and return it."""
    if len(text) > LARGEST:
        raise NotUsed(message("own_too_long", size=LARGEST // 1024))
    namespace: dict = {"__name__": f"{FOLDER}.{exercise.name}"}
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(text, str(path.resolve()), "exec"), namespace)
        function = namespace[exercise.name]
    except (Exception, SystemExit) as error:
        raise _stopped(error) from None
    seen = watched(function, exercise)
    if seen.wrong or seen.mutated:
        raise NotUsed(message("own_wrong"))
    return function


def watched(function: Callable, exercise: Exercise) -> Observations:
    """Call a function on every case and compare what it returns."""
    with contextlib.redirect_stdout(io.StringIO()):  # it has printed when it was checked first
        results, errors = judging.attempt(function, exercise)
    if errors:
        raise _stopped(errors[0])
    return judging.observe(exercise, results)


def _stopped(error: BaseException) -> NotUsed:
    if isinstance(error, NameError) and error.name:
        return NotUsed(message("own_needs", name=error.name))
    first_line = f"{type(error).__name__}: {error}".splitlines()[0]
    return NotUsed(message("own_raises", error=first_line))


def program(function: Callable, name: str) -> str:
    """Return the imports that a function uses, the functions that it calls, and itself.

    They are found by their names, transitively. ``name`` is what it is called in the program. One
    that has no text, or needs something else of its notebook, is `NotUsed`.
    """
    imports: set[str] = set()
    parts: dict[str, str] = {}
    _collect(function, name, imports, parts)
    return "\n\n\n".join(filter(None, ["\n".join(sorted(imports)), *parts.values()])) + "\n"


def _collect(function: Callable, name: str, imports: set[str], parts: dict[str, str]) -> None:
    """Add a function and what it needs; what it needs comes first."""
    if name in parts:
        return
    source, namespace = _source(function)
    if function.__name__ != name:
        _collect(function, function.__name__, imports, parts)
        parts[name] = f"{name} = {function.__name__}"
        return
    parts[name] = ""  # a circle ends here
    # A name that the notebook does not have is Python's own, or shows when the program is tried.
    for needed in filter(namespace.__contains__, _globals_in(source)):
        value = namespace[needed]
        if isinstance(value, FunctionType) and value.__globals__ is namespace:
            _collect(value, needed, imports, parts)
        else:
            imports.add(_import_of(value, needed))
    del parts[name]
    parts[name] = source


def _source(function: Callable) -> tuple[str, dict[str, Value]]:
    """Return the text of a ``def``, and the namespace that it looks names up in."""
    function = inspect.unwrap(function)
    try:
        source = textwrap.dedent(inspect.getsource(function)).rstrip()
    except (OSError, TypeError):
        source = ""
    if not isinstance(function, FunctionType) or not source.startswith(("def ", "@")):
        raise NotUsed(message("own_no_text"))
    return source, function.__globals__


def _globals_in(source: str) -> list[str]:
    """Return the global names that a program reads: in bodies, defaults and decorators."""
    tables = [symtable.symtable(source, "own", "exec")]
    for table in tables:
        tables += table.get_children()
    symbols = [symbol for table in tables for symbol in table.get_symbols()]
    return sorted({s.get_name() for s in symbols if s.is_global() and s.is_referenced()})


def _import_of(value: Value, name: str) -> str:
    if isinstance(value, ModuleType):
        return f"import {value.__name__}" + (f" as {name}" if name != value.__name__ else "")
    module, own_name = getattr(value, "__module__", None), getattr(value, "__name__", "")
    if module == "__main__" or getattr(sys.modules.get(str(module)), own_name, None) is not value:
        raise NotUsed(message("own_needs", name=name))
    return f"from {module} import {own_name}" + (f" as {name}" if name != own_name else "")
