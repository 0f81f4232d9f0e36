"""Use a student's own function in place of the given one, and what it returns as arrays."""

import contextlib
import functools
import io
import math
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from rnnkit.checks import progress
from rnnkit.checks.casefile import VISIBLE_CASES, Case, Exercise, Value
from rnnkit.checks.casefile import load as load_exercise
from rnnkit.checks.describing import describe_exception
from rnnkit.checks.messages import message
from rnnkit.checks.own.keeping import FOLDER, LARGEST, NotUsed, is_graded, load, watched
from rnnkit.checks.rendering import CheckFailed

AGREEMENT = 1e-6  # ‖a − b‖ / (‖a‖ + ‖b‖)
SLOWEST = 4.0  # times as long as the given function
FLOOR = 0.25e-3  # seconds: what is done in four times this is never too slow
ROUNDS, PATIENCE = 3, 1.0  # measurements; seconds after which there is no further one


def yours(given: Callable, on: tuple) -> Callable:
    """Return the student's own function, if it can do a given function's work.

    `check` has kept it in ``own/``, beside this notebook or another. It is checked again and
    called on a real batch, beside the given one. It is taken if the results agree and it needs
    at most four times as long. One line says what came of it.

    Parameters
    ----------
    given : callable
        The given function. Its name is the exercise, and it is what one falls back to.
    on : tuple
        The arguments of a call, as they will be.

    Returns
    -------
    callable
        The student's function; the given one where no other will do, and under nbgrader, where
        no file is read. An error in the student's shows its line, and how to go on without it.
        `CheckFailed` is raised if no exercise has the function's name, or `on` is no tuple.

    Examples
    --------
    >>> forward = yours(rnn_forward, on=(x, h_0, W_xh, W_hh, b_h))  # doctest: +SKIP
    your own rnn_forward, chapter 02
    """
    name, cases = given.__name__, VISIBLE_CASES / f"{given.__name__}.npz"
    try:
        if is_graded():
            raise NotUsed(message("own_graded"))
        if not isinstance(on, tuple) or not cases.is_file():
            raise CheckFailed(message("own_call", name=name))
        exercise, path = load_exercise(cases), _file_of(name)
        own = load(_read(path), path, exercise)
        _assert_agrees(own, given, on, exercise)
        _assert_fast(own, given, on)
    except NotUsed as error:
        print(message("given", name=name, reason=error.reason))
        return given
    print(message("own", name=name, chapter=exercise.chapter[:2]))
    return _explaining(own, path)


def _file_of(name: str) -> Path:
    """Return the file beside this notebook, else one beside another, else where it would be."""
    here = Path(FOLDER, f"{name}.py")
    others = progress.neighbours(here.as_posix())[::-1]
    return next(filter(Path.is_file, [here, *others]), here)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError:
        reason = progress.why_not_kept(path.stem)
        raise NotUsed(reason or message("own_missing")) from None


def _assert_agrees(own: Callable, given: Callable, on: tuple, exercise: Exercise) -> None:
    returned = given(*on)
    outputs = returned if len(exercise.outputs) > 1 else (returned,)
    seen = watched(own, replace(exercise, cases=(Case({}, on, outputs),)))
    errors = [finding.error for each in seen.findings for finding in each]
    if seen.wrong or seen.mutated or max(errors) > AGREEMENT:
        raise NotUsed(message("own_differs"))


def _assert_fast(own: Callable, given: Callable, on: tuple) -> None:
    """Compare the shortest of several calls: one may have waited for the machine."""
    best, spent = [math.inf, math.inf], 0.0
    for _ in range(ROUNDS):
        seconds = [_seconds(function, on) for function in (own, given)]
        best, spent = [*map(min, best, seconds)], spent + sum(seconds)
        times = best[0] / max(best[1], FLOOR)
        if times <= SLOWEST:
            return
        if spent > PATIENCE:
            break
    raise NotUsed(message("own_slow", times=math.ceil(times)))


def _seconds(function: Callable, on: tuple) -> float:
    with contextlib.redirect_stdout(io.StringIO()):
        start = time.perf_counter()
        function(*on)
        return time.perf_counter() - start


def _explaining(own: Callable, path: Path) -> Callable:
    """Wrap a student's function so that an error in it says where, and how to go on."""

    @functools.wraps(own)
    def call(*arguments: Value, **named: Value) -> Value:
        try:
            return as_arrays(own(*arguments, **named))
        except CheckFailed:  # of another function of the student's, called by this one
            raise
        except Exception as error:
            how = message("own_remove", file=path.as_posix(), name=path.stem)
            raise CheckFailed("\n".join([*describe_exception(error), how])) from error

    return call


def as_arrays(results: Value) -> Value:
    """Return results with arrays in place of lists: given cells take whatever checks take.

    Several results, and caches, are tuples or lists of them.
    """
    if isinstance(results, tuple):
        return tuple(map(_as_array, results))
    return _as_array(results)


def _as_array(value: Value) -> Value:
    """Return an array for a list, and for a tuple of rows of one kind."""
    if isinstance(value, list) or (isinstance(value, tuple) and _holds_rows(value)):
        with contextlib.suppress(ValueError):  # parts of several shapes
            array = np.asarray(value)
            if array.dtype.kind in "biuf":
                return array
    return type(value)(map(_as_array, value)) if isinstance(value, tuple | list) else value


def _holds_rows(parts: tuple) -> bool:
    """Whether an array of its parts unpacks to the same parts, if it is a cache after all."""
    if not parts or not all(isinstance(part, list | tuple | np.ndarray) for part in parts):
        return False
    with contextlib.suppress(ValueError):
        return len({np.asarray(part).dtype for part in parts}) == 1
    return False
