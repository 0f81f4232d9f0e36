"""Right answers get every point, whatever their words; no answer gets none."""

import pytest
from classroom import CHAPTERS, grade_id

from authoring.answers import (
    equivalent_source,
    equivalents,
    exercise_of,
    pack,
    reference_sources,
    written_questions,
)

# tests/solutions judges each of them; the chain takes seconds for a student.
STUDENTS = [
    pytest.param(
        chapter, number, said, id=f"{chapter}-{number}", marks=[pytest.mark.slow] * (number > 0)
    )
    for chapter in CHAPTERS
    for number, said in enumerate(
        pack([(exercise_of(name), function) for name, function in equivalents(chapter).items()])
    )
]


def model_answers(classroom, chapter):
    cells, written = classroom.source(chapter).cells, written_questions(chapter)
    return {grade_id(cell): cell.source for cell in cells if grade_id(cell) in written}


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_reference_gets_every_point_and_written_answers_wait_for_a_teacher(classroom, chapter):
    written = model_answers(classroom, chapter)
    answers = reference_sources(chapter) | written
    points = classroom.grade("reference", chapter, classroom.filled_in(chapter, answers))
    assert points == classroom.max_points(chapter) | dict.fromkeys(written)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_blank_release_gets_nothing(classroom, chapter):
    points = classroom.grade("blank", chapter, classroom.filled_in(chapter, {}))
    cells = classroom.max_points(chapter) | written_questions(chapter)
    assert points == dict.fromkeys(cells, 0)


def test_every_equivalent_is_handed_in():
    handed_in = [each.__name__ for student in STUDENTS for each in student.values[2].values()]
    assert sorted(handed_in) == sorted(
        name for chapter in CHAPTERS for name in equivalents(chapter)
    )


@pytest.mark.parametrize(("chapter", "number", "said"), STUDENTS)
def test_equivalents_get_every_point(classroom, chapter, number, said):
    others = {name: equivalent_source(function) for name, function in said.items()}
    notebook = classroom.filled_in(chapter, reference_sources(chapter) | others)
    points = classroom.grade(f"equivalent-{number}", chapter, notebook)
    unanswered = dict.fromkeys(written_questions(chapter), 0)
    assert points == classroom.max_points(chapter) | unanswered
