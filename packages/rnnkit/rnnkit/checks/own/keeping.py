"""Keep a right answer as ``own/<exercise>.py`` beside the notebook."""

import contextlib
import datetime
import io
import os
from collections.abc import Callable
from pathlib import Path

from rnnkit._atomic import write_if_changed
from rnnkit.checks import judging
from rnnkit.checks.casefile import Exercise
from rnnkit.checks.diagnosis import Observations
from rnnkit.checks.messages import message
from rnnkit.checks.own.program import NotUsed, program

FOLDER = "own"
LARGEST = 64 * 1024  # bytes


def is_graded() -> bool:
    """Return whether nbgrader runs the notebook, to validate or to grade it."""
    return "NBGRADER_EXECUTION" in os.environ


def keep(function: Callable, exercise: Exercise) -> None:
    """Write a function that passed its check as a file, if it passes from there as well.

    A folder that cannot be written is no error. An older file stays until another one passes.

    Raises
    ------
    NotUsed
        If the function cannot stand alone.
    """
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
    """Run a program alone, check its function in silence, and return it.

    Parameters
    ----------
    text : bytes
        The program.
    path : Path
        The file that it stands in, or will.
    exercise : Exercise
        What it is to pass.

    Raises
    ------
    NotUsed
        If it does not.
    """
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
    """Call a function on every case and compare what it returns.

    Raises
    ------
    NotUsed
        If it stops with an error.
    """
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
