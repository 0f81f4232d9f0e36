"""Right answers get every point, whatever their words; no answer gets none."""

import pytest

from rnn_course.build.answers import equivalents, reference_sources, written_questions
from tests.support.classroom import CHAPTERS, Classroom, OneChapter, grade_here, grade_id
from tests.support.packed_answers import equivalent_sources, packed_equivalents
from tests.support.repository import COURSE
from tests.support.samples import sample
from tests.support.solution_bank import first_student

STUDENTS = {chapter: packed_equivalents(chapter) for chapter in CHAPTERS}


def model_answers(classroom, chapter):
    cells, written = classroom.source(chapter).cells, written_questions(COURSE, chapter)
    return {grade_id(cell): cell.source for cell in cells if grade_id(cell) in written}


@pytest.mark.parametrize("chapter", sample(CHAPTERS, "02", "07", mark="slow"))
def test_reference_gets_every_point_and_written_answers_wait_for_a_teacher(classroom, chapter):
    written = model_answers(classroom, chapter)
    answers = reference_sources(chapter) | written
    points = classroom.grade("reference", chapter, classroom.filled_in(chapter, answers))
    assert points == classroom.max_points(chapter) | dict.fromkeys(written)


@pytest.mark.parametrize("chapter", sample(CHAPTERS, "04", "13", mark="slow"))
def test_blank_release_gets_nothing(classroom, chapter):
    points = classroom.grade("blank", chapter, classroom.filled_in(chapter, {}))
    cells = classroom.max_points(chapter) | written_questions(COURSE, chapter)
    assert points == dict.fromkeys(cells, 0)


def answers_of(chapter, said):
    """Answers of a student who says it in other words."""
    return reference_sources(chapter) | equivalent_sources(said)


def test_every_equivalent_is_handed_in():
    handed_in = [e.__name__ for said in STUDENTS.values() for each in said for e in each.values()]
    assert sorted(handed_in) == sorted(
        name for chapter in CHAPTERS for name in equivalents(chapter)
    )


@pytest.mark.parametrize("chapter", sample(CHAPTERS, "03", "11", mark="slow"))
def test_equivalents_get_every_point_from_nbgrader(classroom, chapter):
    notebook = classroom.filled_in(chapter, answers_of(chapter, first_student(STUDENTS, chapter)))
    points = classroom.grade("equivalent", chapter, notebook)
    unanswered = dict.fromkeys(written_questions(COURSE, chapter), 0)
    assert points == classroom.max_points(chapter) | unanswered


@pytest.mark.slow
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_all_of_them_get_every_point_from_the_own_grader(sandbox, whole_course, tmp_path, chapter):
    classroom = Classroom(OneChapter(whole_course.root, chapter=chapter), tmp_path / "course")
    full = classroom.max_points(chapter) | dict.fromkeys(written_questions(COURSE, chapter), 0)
    students = enumerate(STUDENTS[chapter])
    answers = {f"equivalent-{number}": answers_of(chapter, said) for number, said in students}
    classroom.hand_in_all(chapter, answers)
    grade_here(classroom.folder, chapter)
    points = {student: classroom.points(student, chapter) for student in answers}
    assert points == dict.fromkeys(answers, full)
