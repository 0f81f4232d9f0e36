"""Whatever a check accepts, the given cells that follow in its chapter accept, too.

Each run of a chapter has another accepted answer to every exercise at the same time. Training
stops after two updates: what is learnt does not matter here, but that nothing crashes.
"""

import warnings
from collections.abc import Callable
from functools import wraps
from itertools import cycle, zip_longest

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from nbgrader.utils import is_grade, is_solution

from rnn_course.build.answers import equivalents, exercise_of, references
from rnn_course.build.chapters import read_chapter
from rnnkit.checks.casefile import load
from rnnkit.checks.judging import judge
from tests.support.notebooks import needs_training
from tests.support.repository import COURSE
from tests.support.samples import waiting
from tests.support.solution_bank import CHAPTERS


def as_lists(value):
    """Lists for arrays and tuples."""
    if isinstance(value, np.ndarray) and value.ndim:
        return value.tolist()
    if isinstance(value, tuple | list):
        return [as_lists(item) for item in value]
    return {k: as_lists(v) for k, v in value.items()} if isinstance(value, dict) else value


def as_numpy(value):
    """NumPy's numbers for Python's, int32 for whole numbers, arrays for lists of them."""
    if isinstance(value, dict):
        return {k: as_numpy(v) for k, v in value.items()}
    if isinstance(value, list) and len({type(item) for item in value} - {int, float, str}) == 0:
        value = np.array(value)
    elif isinstance(value, tuple | list):
        return type(value)(map(as_numpy, value))
    if value is None or isinstance(value, str) or np.asarray(value).dtype.kind not in "iufb":
        return value
    array = np.asarray(value)
    array = array.astype(np.int32) if array.dtype.kind in "iu" else array
    return array if isinstance(value, np.ndarray) else array[()]


def as_narrow(value):
    """Tuples for lists, float32, and the narrowest of the unsigned integers."""
    if isinstance(value, dict):
        return {k: as_narrow(v) for k, v in value.items()}
    if isinstance(value, tuple | list):
        return tuple(map(as_narrow, value))
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return value.astype(np.float32)
    if isinstance(value, np.ndarray) and value.dtype.kind in "iu" and np.all(value >= 0):
        return value.astype(np.min_scalar_type(value.max(initial=0)))
    return value


FORMS = (as_lists, as_numpy, as_narrow)


def returning(form: Callable, function: Callable) -> Callable:
    """A function, with its results in another form."""

    @wraps(function)
    def answer(*arguments, **named):
        return form(function(*arguments, **named))

    return answer


def answers(chapter):
    """List, by run, one accepted answer to each exercise: another function in another form."""
    functions = {name: [reference] for name, reference in references(chapter).items()}
    for name, function in equivalents(chapter).items():
        functions[exercise_of(name)].insert(-1, function)
    by_exercise = {
        name: [
            *(returning(form, answer) for form, answer in zip(FORMS, cycle(known), strict=False)),
            *known[len(FORMS) : -1],  # equivalents only: the reference itself runs everywhere else
        ]
        for name, known in functions.items()
    }
    runs = zip_longest(*by_exercise.values())
    return [dict(zip(by_exercise, run, strict=True)) for run in runs]


RUNS = [  # a run of each chapter is kept, and each form in some chapter
    pytest.param(chapter, run, id=f"{chapter}-{number}", marks=waiting(number == kept))
    for chapter, kept in zip(CHAPTERS, cycle(range(len(FORMS))), strict=False)
    for number, run in enumerate(answers(chapter))
]


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Two updates, and figures that are made but not drawn."""
    monkeypatch.setenv("RNNKIT_UPDATES", "2")
    monkeypatch.setattr("rnnkit.plots._display.to_png", lambda _figure: b"")
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
    plt.close("all")


def plain(answer):
    """The function without its form: where lists are not accepted, it may still be."""
    return getattr(answer, "__wrapped__", None)


def is_accepted(answer, name):
    exercise = load(COURSE.cases / f"{name}.npz")
    return judge(answer, exercise).points == exercise.points


def run_chapter(chapter, chosen):
    """Run all cells but the tests; return what each one raised, by its place."""
    read, namespace, raised = read_chapter(COURSE.chapters / f"{chapter}.md"), {}, {}
    for place, cell in read.cells():
        if cell.cell_type != "code" or (is_grade(cell) and not is_solution(cell)):
            continue
        try:
            exec(compile(cell.source, str(place), "exec"), namespace)
        except Exception as error:
            if not needs_training(cell):
                raised[str(place)] = f"{type(error).__name__}: {error}"
        if is_solution(cell):
            namespace |= {each.name: chosen[each.name] for each in read.imports[place]}
    return raised


@pytest.mark.slow
@pytest.mark.parametrize(("chapter", "run"), RUNS)
def test_given_cells_take_what_checks_take(chapter, run):
    own = references(chapter)
    chosen = {
        name: next((f for f in (answer, plain(answer)) if f and is_accepted(f, name)), own[name])
        for name, answer in run.items()
    }
    assert run_chapter(chapter, chosen) == {}
