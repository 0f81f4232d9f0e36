import numpy as np
import pytest

from rnnkit.checks.calling import Result
from rnnkit.checks.casefile import VISIBLE_CASES, load, save
from rnnkit.checks.judging import judge
from solutions import rnn_backward

EXERCISES = [load(path) for path in sorted(VISIBLE_CASES.glob("*.npz"))]
MISTAKES = [(exercise, name) for exercise in EXERCISES for name in exercise.messages]


def replay(exercise, results):
    """A function that returns what was recorded, and changes what was changed."""
    waiting = iter(results)

    def function(*arguments):
        result: Result = next(waiting)
        for name in result.mutated:
            spoil(arguments[exercise.parameters.index(name)])
        return result.outputs if len(result.outputs) > 1 else result.outputs[0]

    return function


def spoil(argument):
    if isinstance(argument, list | dict):
        argument.clear()
        return
    for array in argument if isinstance(argument, tuple) else [argument]:
        if isinstance(array, np.ndarray):
            array += 1


@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES, ids=[name for _, name in MISTAKES])
def test_every_known_mistake_loses_points_and_is_named_alone(exercise, mistake):
    results = [case.mistakes[mistake] for case in exercise.cases]
    verdict = judge(replay(exercise, results), exercise)
    assert verdict.points < exercise.points
    assert list(verdict.mistakes) == [mistake]


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_reference_has_full_points(exercise):
    results = [Result(case.outputs) for case in exercise.cases]
    verdict = judge(replay(exercise, results), exercise)
    assert verdict.is_full
    assert verdict.mistakes == {}


def test_two_mistakes_at_once_are_both_named(written):
    function = written(
        rnn_backward.rnn_cell_backward,
        ("dz_t @ W_hh.T", "dz_t @ W_hh"),
        ("dz_t.sum(axis=0)", "dz_t.mean(axis=0)"),
    )
    exercise = next(each for each in EXERCISES if each.name == "rnn_cell_backward")
    verdict = judge(function, exercise)
    assert len(verdict.mistakes) == 2
    assert verdict.points == 3
    messages = [hint for line in verdict.lines for hint in line.hints]
    assert messages == list(verdict.mistakes.values())


def test_unknown_mistake_is_not_explained(written):
    function = written(rnn_backward.rnn_cell_backward, ("dz_t @ W_hh.T", "0.9 * dz_t @ W_hh.T"))
    exercise = next(each for each in EXERCISES if each.name == "rnn_cell_backward")
    verdict = judge(function, exercise)
    assert verdict.mistakes == {}
    assert verdict.points == 4


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_case_file_is_read_as_it_was_written(exercise, tmp_path):
    first, second = save(exercise, tmp_path / "a"), save(load(save(exercise, tmp_path)), tmp_path)
    assert first.read_bytes() == second.read_bytes()
