"""Every known mistake, handed in: what it costs and what its author is told."""

import pytest

from rnn_course.build.answers import (
    patched_mistakes,
    reference_sources,
    references,
    written_questions,
)
from rnn_course.build.patching import wrong_function
from rnnkit.checks.judging import judge
from tests.support.classroom import CHAPTERS, Classroom, OneChapter, grade_here, said_in, squeezed
from tests.support.packed_answers import mistaken_sources, packed_mistakes
from tests.support.repository import COURSE
from tests.support.samples import sample
from tests.support.solution_bank import first_student

STUDENTS = {chapter: packed_mistakes(chapter) for chapter in CHAPTERS}


def points_alone(classroom, mistake, reference):
    """What a check gives the wrong function by itself, visible and hidden cases together."""
    exercise, hidden = (bank[mistake.exercise] for bank in (classroom.exercises, classroom.hidden))
    return judge(wrong_function(mistake, reference), exercise, hidden).points


def answers_of(chapter, made):
    """Answers of a student who makes these mistakes, by exercise."""
    return reference_sources(chapter) | mistaken_sources(chapter, made)


def points_of(classroom, chapter, made):
    """What the student deserves: mistakes cost points in their own exercise, and nowhere else."""
    functions, full = references(chapter), classroom.max_points(chapter)
    lost = {
        f"test_{name}": points_alone(classroom, each, functions[name])
        for name, each in made.items()
    }
    assert all(points < full[cell] for cell, points in lost.items())
    return full | lost | dict.fromkeys(written_questions(COURSE, chapter), 0)


def unsaid(page, made):
    """Mistakes whose messages are not in a feedback page."""
    return [
        each.id
        for name, each in made.items()
        if squeezed(each.message) not in said_in(page, f"test_{name}")
    ]


def test_every_known_mistake_that_fits_a_cell_is_handed_in():
    handed_in = [each.id for made in STUDENTS.values() for said in made for each in said.values()]
    known = [each.id for name in CHAPTERS for each in patched_mistakes(name)]
    assert sorted(handed_in) == sorted(known)


@pytest.mark.parametrize("chapter", sample(CHAPTERS, "01", "03", "07", mark="slow"))
def test_nbgrader_takes_points_for_mistakes_and_names_them(classroom, chapter):
    made = first_student(STUDENTS, chapter)
    notebook = classroom.filled_in(chapter, answers_of(chapter, made))
    points = classroom.grade("mistaken", chapter, notebook)
    assert points == pytest.approx(points_of(classroom, chapter, made), rel=1e-5)
    assert unsaid(classroom.feedback("mistaken", chapter), made) == []


@pytest.mark.slow
@pytest.mark.parametrize("chapter", sample(CHAPTERS, "00", "03", "05", "13"))
def test_so_does_the_own_grader_for_all_of_them(sandbox, whole_course, tmp_path, chapter):
    classroom = Classroom(OneChapter(whole_course.root, chapter=chapter), tmp_path / "course")
    students = {f"mistaken-{number}": made for number, made in enumerate(STUDENTS[chapter])}
    answers = {student: answers_of(chapter, made) for student, made in students.items()}
    classroom.hand_in_all(chapter, answers)
    grade_here(classroom.folder, chapter)
    for student, made in students.items():
        points = points_of(classroom, chapter, made)
        assert classroom.points(student, chapter) == pytest.approx(points, rel=1e-5)
        assert unsaid(classroom.feedback(student, chapter), made) == []
