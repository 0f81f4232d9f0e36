"""Whole numbers of 32 bits in arguments and expected results, as a browser's NumPy has them."""

import numpy as np
import pytest

from rnn_course.build.answers import patched_mistakes
from rnn_course.build.patching import patched_source
from rnnkit.checks import casefile, judging
from tests.support.repository import COURSE
from tests.support.solution_bank import CHAPTERS, REFERENCES, leaves

A_SAMPLE = [each for chapter in CHAPTERS for each in patched_mistakes(chapter)[::12]]


@pytest.fixture
def exercise_of(monkeypatch):
    """Load an exercise's case file as NumPy reads it there."""
    monkeypatch.setattr(casefile, "INTEGER", np.int32)
    return lambda name: casefile._load.__wrapped__(COURSE.cases / f"{name}.npz", 0)


@pytest.mark.parametrize("name", REFERENCES)
def test_references_pass(name, exercise_of):
    exercise = exercise_of(name)
    arrays = [array for case in exercise.cases for array in leaves((case.arguments, case.outputs))]
    assert all(array.dtype != np.int64 for array in arrays)
    assert judging.judge(REFERENCES[name], exercise).is_full


@pytest.mark.parametrize("mistake", A_SAMPLE, ids=lambda mistake: mistake.id)
def test_known_mistakes_are_recognised(mistake, exercise_of):
    reference = REFERENCES[mistake.exercise]
    namespace = dict(reference.__globals__)
    exec(patched_source(mistake, reference), namespace)
    verdict = judging.judge(namespace[mistake.exercise], exercise_of(mistake.exercise))
    assert not verdict.is_full
    assert mistake.id in verdict.mistakes
