"""Compare a student's function with the reference, and name the mistake."""

import difflib
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from rnnkit.checks import judging, progress
from rnnkit.checks.casefile import VISIBLE_CASES, Exercise, UnknownFormat, Value, load
from rnnkit.checks.messages import message
from rnnkit.checks.own.keeping import NotUsed, is_graded, keep
from rnnkit.checks.rendering import CheckFailed, Points, conclude, to_html, to_text
from rnnkit.checks.verdict import Verdict
from rnnkit.language import commas

__all__ = ["CheckFailed", "Points", "check"]


def check(function: Callable, exercise: str | None = None, hidden: bool = False) -> Points:
    """Compare a function with the reference on the cases of its exercise.

    Parameters
    ----------
    function : callable
        The function of an exercise, called as its docstring says.
    exercise : str
        The exercise, as test cells name it; by default the one that is called as the function is.
    hidden : bool
        Take the hidden cases as well. They exist where submissions are graded only.

    Returns
    -------
    points : Points
        What it earned: each output that is right in every case has its share. If nothing is right,
        or there was nothing to compare, `CheckFailed` is raised, and shows no traceback.

    Notes
    -----
    A right answer is kept as a file ``own/<exercise>.py`` beside the notebook, for `yours`.
    nbgrader has nothing kept.
    """
    name = _name_of_exercise(function, exercise, sys._getframe(1).f_globals)
    try:
        visible = load(VISIBLE_CASES / f"{name}.npz")
        verdict = judging.judge(function, visible, load(_hidden_file(name)) if hidden else None)
    except UnknownFormat as error:
        raise CheckFailed(str(error)) from None
    if not is_graded():
        verdict = _remembered(verdict, function, visible)
    return conclude(verdict)


def warm_up() -> None:
    """Read all case files and judge wrong answers, so that processes forked later are fast."""
    hidden = Path(os.environ.get("RNNKIT_HIDDEN_CASES") or VISIBLE_CASES)
    exercises = [load(path) for path in [*VISIBLE_CASES.glob("*.npz"), *hidden.glob("*.npz")]]
    exercise = next(each for each in exercises if each.name == "rnn_forward")
    for k in range(8):  # runs after which Python has specialised its code
        outputs = iter([case.outputs for case in exercise.cases] * 99)
        verdict = judging.judge(lambda *_, k=k, o=outputs: _changed(next(o), k), exercise)
        to_text(verdict), to_html(verdict)


def _changed(outputs: tuple, k: int) -> Value:
    """Return outputs of which the first is wrong, in a way that nothing explains."""
    first, *rest = outputs
    noise = np.random.default_rng(k).normal(size=first.shape)
    return (first + noise, *rest)


def _remembered(verdict: Verdict, function: Callable, exercise: Exercise) -> Verdict:
    """Record the points; keep a right answer for chapters to come, or say why not."""
    reason = ""
    if verdict.is_full:
        try:
            keep(function, exercise)
        except NotUsed as error:
            reason = error.reason
            note = message("not_kept", reason=reason)
            verdict = replace(verdict, notes=(*verdict.notes, note))
    progress.record(verdict, reason)
    return verdict


def _name_of_exercise(function: Value, exercise: str | None, namespace: dict) -> str:
    """Return the exercise that is named; else find it by the function's name, or by its own."""
    if not callable(function):
        got = type(function).__name__
        raise CheckFailed(message("not_a_function", name=exercise or "your_function", got=got))
    name = str(exercise or getattr(function, "__name__", "a function without a name"))
    if name.isidentifier() and (VISIBLE_CASES / f"{name}.npz").is_file():
        return name
    exercises = sorted(path.stem for path in VISIBLE_CASES.glob("*.npz"))
    bound = [each for each in exercises if namespace.get(each) is function]
    if bound and exercise is None:
        return bound[0]
    hint = message("exercises", names=commas(exercises))
    for close in difflib.get_close_matches(name, exercises, n=1):
        hint = message("did_you_mean", name=close)
    raise CheckFailed(message("no_exercise", name=name, hint=hint))


def _hidden_file(name: str) -> Path:
    path = Path(os.environ.get("RNNKIT_HIDDEN_CASES", "")) / f"{name}.npz"
    if not path.is_file():
        raise CheckFailed(message("no_hidden_cases", name=name))
    return path
