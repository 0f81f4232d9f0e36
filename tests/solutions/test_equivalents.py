"""Right answers in other words must pass, whatever they print, warn or show."""

import inspect
from collections.abc import Callable

import numpy as np
import pytest

from rnn_course.build.cases import AT_LEAST
from rnnkit.checks import meanings
from rnnkit.checks.calling import run
from rnnkit.checks.comparing import compare
from tests.support.solution_bank import EQUIVALENTS, REFERENCES, case_files, exercise_of

TOLERANCE = 1e-12
DIFFERENCES = ("numerical_gradient", "gradient_check")
equivalents = pytest.mark.parametrize("function", EQUIVALENTS.values(), ids=EQUIVALENTS)


def alone(function):
    """The function in a notebook that has nothing but ``np`` and ``Callable``."""
    namespace = {"np": np, "Callable": Callable}
    exec(inspect.getsource(function), namespace)
    return namespace[function.__name__]


@pytest.mark.parametrize("exercise", REFERENCES)
def test_every_exercise_has_enough_of_them(exercise):
    assert sum(exercise_of(function) == exercise for function in EQUIVALENTS.values()) >= AT_LEAST


@equivalents
def test_it_takes_what_the_reference_takes(function):
    reference = inspect.signature(REFERENCES[exercise_of(function)]).parameters
    assert list(inspect.signature(function).parameters) == list(reference)
    assert len(inspect.getdoc(function).splitlines()) == 1


@equivalents
def test_it_equals_the_reference_and_changes_no_argument(function):
    built = case_files(exercise_of(function))
    exercise = built.visible
    tolerance = exercise.tolerance if exercise.name in DIFFERENCES else TOLERANCE
    for case in built.visible.cases + built.hidden.cases:
        result = run(alone(function), case, exercise.parameters, exercise.outputs)
        assert result.mutated == ()
        meant = meanings.of_both(exercise.meaning, case, result.outputs)
        for got, expected, output in zip(*meant, exercise.outputs, strict=True):
            finding = compare(got, expected, output, tolerance)
            assert finding.kind == "ok", f"{output.name}: {finding.error:.1e}"


def call(name):
    case = case_files(exercise_of(EQUIVALENTS[name])).visible.cases[0]
    return EQUIVALENTS[name](*case.arguments)


@pytest.mark.parametrize("name", ["sigmoid__prints", "rnn_backward__lists"])
def test_some_print(name, capsys):
    call(name)
    assert capsys.readouterr().out


@pytest.mark.parametrize(
    "name", ["rnn_forward__batch_first_with_progress_bar", "numerical_gradient__two_copies"]
)
def test_some_show_a_progress_bar_on_stderr(name, capsys):
    call(name)
    assert "100%" in capsys.readouterr().err


def test_some_warn():
    with np.errstate(all="ignore"), pytest.warns(UserWarning, match="logits are large"):
        call("softmax__warns")


@pytest.mark.parametrize(
    "name", ["output_forward__step_by_step", "rnn_cell_forward__einsum", "rnn_backward__lists"]
)
def test_some_return_lists(name):
    assert isinstance(call(name), list)
