"""All exercises of the course: references, mistakes, equivalents, and their case files."""

from collections.abc import Iterator
from functools import cache
from types import FunctionType
from typing import NamedTuple

import numpy as np

from rnn_course.bank.mistake import Mistake
from rnn_course.build import answers
from rnn_course.build.solutions import functions_in
from rnn_course.errors import CellPlace
from rnnkit.checks.casefile import Exercise, load
from tests.support.repository import COURSE

NO_EXERCISE = (
    "{chapter} has no exercise with mistakes and equivalents in solutions/ yet: "
    "rnn-course new exercise {chapter} NAME writes one to begin with"
)
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
    name: function
    for each in CHAPTERS
    for name, function in functions_in(
        f"{answers.module_of(each)}.mistakes.forms", CellPlace(each, 1)
    ).items()
    if name.count("__") >= 2  # exercise__mistake__how
}


class CaseFiles(NamedTuple):
    """The two case files of an exercise."""

    visible: Exercise
    hidden: Exercise


@cache
def case_files(exercise: str) -> CaseFiles:
    """What ``make build`` has left; a test builds the course anew and compares."""
    folders = (COURSE.cases, COURSE.hidden_cases)
    return CaseFiles(*(load(folder / f"{exercise}.npz") for folder in folders))


def leaves(value: object) -> Iterator[np.ndarray]:
    """All arrays in nested arguments."""
    if isinstance(value, np.ndarray):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from leaves(item)


def exercise_of(equivalent: FunctionType) -> str:
    return answers.exercise_of(equivalent.__name__)


def first_student(students: dict[str, list[dict]], chapter: str) -> dict:
    """The first of the students who were dealt answers to a chapter's exercises."""
    assert students[chapter], NO_EXERCISE.format(chapter=chapter)
    return students[chapter][0]
