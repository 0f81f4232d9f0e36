"""Answers to a chapter, dealt out to as few students as possible."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from types import FunctionType
from typing import TypeVar

from rnn_course.bank.mistake import Mistake
from rnn_course.build.answers import (
    equivalent_source,
    equivalents,
    exercise_of,
    patched_mistakes,
    references,
)
from rnn_course.build.patching import patched_source

Answer = TypeVar("Answer")


def packed_mistakes(chapter: str) -> list[dict[str, Mistake]]:
    """Deal the known mistakes out to as few students as possible, by exercise."""
    return _pack([(each.exercise, each) for each in patched_mistakes(chapter)])


def packed_equivalents(chapter: str) -> list[dict[str, FunctionType]]:
    """Deal right answers in other words out to as few students as possible, by exercise."""
    return _pack([(exercise_of(name), function) for name, function in equivalents(chapter).items()])


def mistaken_sources(chapter: str, made: Mapping[str, Mistake]) -> dict[str, str]:
    """Return the text of the functions in which a student made these mistakes."""
    functions = references(chapter)
    return {name: patched_source(each, functions[name]) for name, each in made.items()}


def equivalent_sources(chosen: Mapping[str, FunctionType]) -> dict[str, str]:
    """Return the text of one student's right answers in other words."""
    return {name: equivalent_source(function) for name, function in chosen.items()}


def _pack(answers: Sequence[tuple[str, Answer]]) -> list[dict[str, Answer]]:
    """Deal (exercise, answer) out to as few students as possible.

    Student k gets the k-th answer to each exercise, as far as there is one.
    """
    by_exercise: dict[str, list[tuple[str, Answer]]] = defaultdict(list)
    for exercise, answer in answers:
        by_exercise[exercise].append((exercise, answer))
    return [dict(filter(None, students)) for students in zip_longest(*by_exercise.values())]
