"""All exercises of the course, built in memory as the builder builds them."""

from collections.abc import Iterator
from functools import cache
from types import FunctionType

import numpy as np

from rnn_course.bank.mistake import Mistake
from rnn_course.build import answers
from rnn_course.build.cases import BuiltExercise, build_exercise
from rnn_course.build.exercises import ExerciseSpec
from rnn_course.build.solution_imports import SolutionImport
from rnn_course.errors import CellPlace
from tests.support.repository import COURSE

CHAPTERS = COURSE.chapter_names()
REFERENCES: dict[str, FunctionType] = {
    name: function for each in CHAPTERS for name, function in answers.references(each).items()
}
MISTAKES: tuple[Mistake, ...] = tuple(
    mistake for each in CHAPTERS for mistake in answers.mistakes(each)
)
EQUIVALENTS: dict[str, FunctionType] = {
    name: function for each in CHAPTERS for name, function in answers.equivalents(each).items()
}
FORMS: dict[str, FunctionType] = {
    name: function for each in CHAPTERS for name, function in answers.forms(each).items()
}


@cache
def build(exercise: str) -> BuiltExercise:
    reference = REFERENCES[exercise]
    module = reference.__module__.removeprefix("solutions.")
    place = CellPlace(module, 0, exercise)
    spec = ExerciseSpec(SolutionImport(module, exercise), place, points=1, position=0)
    return build_exercise(spec, reference)


def leaves(value: object) -> Iterator[np.ndarray]:
    """All arrays in nested arguments."""
    if isinstance(value, np.ndarray):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from leaves(item)


def exercise_of(equivalent: FunctionType) -> str:
    return answers.exercise_of(equivalent.__name__)
