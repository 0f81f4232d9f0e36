"""Compare a student's function with the reference, and name the mistake."""

import difflib
import os
import sys
from collections.abc import Callable
from pathlib import Path

from rnnkit.checks import judging, progress
from rnnkit.checks.casefile import VISIBLE_CASES, Value, load
from rnnkit.checks.messages import message
from rnnkit.checks.verdict import CheckFailed, Points

__all__ = ["CheckFailed", "Points", "check"]


def check(function: Callable, hidden: bool = False) -> Points:
    """Compare a function with the reference on the cases of its exercise.

    Parameters
    ----------
    function : callable
        The function of an exercise, called as its docstring says.
    hidden : bool
        Take the hidden cases as well. They exist where submissions are graded only.

    Returns
    -------
    points : Points
        What it earned: each output that is right in every case has its share.

    Raises
    ------
    CheckFailed
        If nothing is right, or if there was nothing to compare. It shows no traceback.
    """
    name = _exercise_of(function, sys._getframe(1).f_globals)
    exercise = load(VISIBLE_CASES / f"{name}.npz")
    hidden_cases = load(_hidden_file(name)).cases if hidden else ()
    verdict = judging.judge(function, exercise, hidden_cases)
    progress.record(verdict)
    return verdict.conclude()


def _exercise_of(function: Value, namespace: dict) -> str:
    """Find the exercise by the function's own name, else by the name it has in the notebook."""
    files = VISIBLE_CASES.iterdir() if VISIBLE_CASES.is_dir() else ()
    exercises = sorted(path.stem for path in files if path.suffix == ".npz")
    if not callable(function):
        got = type(function).__name__
        raise CheckFailed(message("not_a_function", name="your_function", got=got))
    bound = [name for name in exercises if namespace.get(name) is function]
    name = getattr(function, "__name__", "a function without a name")
    if name in exercises or bound:
        return name if name in exercises else bound[0]
    close = difflib.get_close_matches(name, exercises, n=1)
    known = (
        message("did_you_mean", name=close[0])
        if close
        else message("exercises", names=", ".join(exercises))
    )
    raise CheckFailed(message("no_exercise", name=name, hint=known))


def _hidden_file(name: str) -> Path:
    path = Path(os.environ.get("RNNKIT_HIDDEN_CASES", "")) / f"{name}.npz"
    if not path.is_file():
        raise CheckFailed(message("no_hidden_cases", name=name))
    return path
