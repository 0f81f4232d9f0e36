"""Every known mistake, handed in: what it costs and what its author is told."""

import pytest
from classroom import CHAPTERS, said_in, squeezed

from authoring.answers import mistakes, pack, reference_sources, references, written_questions
from authoring.patching import patched_source, wrong_function
from rnnkit.checks.judging import judge

# A first student of each chapter shows that the chain works; the others take minutes.
STUDENTS = [
    pytest.param(
        chapter, number, made, id=f"{chapter}-{number}", marks=[pytest.mark.slow] * (number > 0)
    )
    for chapter in CHAPTERS
    for number, made in enumerate(pack([(each.exercise, each) for each in mistakes(chapter)]))
]


def points_alone(classroom, mistake, reference):
    """What a check gives the wrong function by itself, visible and hidden cases together."""
    exercise, hidden = (bank[mistake.exercise] for bank in (classroom.exercises, classroom.hidden))
    return judge(wrong_function(mistake, reference), exercise, hidden.cases).points


def test_every_known_mistake_is_handed_in():
    handed_in = [each.id for student in STUDENTS for each in student.values[2].values()]
    assert sorted(handed_in) == sorted(each.id for name in CHAPTERS for each in mistakes(name))


@pytest.mark.parametrize(("chapter", "number", "made"), STUDENTS)
def test_mistakes_cost_points_in_their_own_exercise_and_are_named(classroom, chapter, number, made):
    functions = references(chapter)
    wrong = {name: patched_source(each, functions[name]) for name, each in made.items()}
    lost = {
        f"test_{name}": points_alone(classroom, each, functions[name])
        for name, each in made.items()
    }
    full = classroom.max_points(chapter)
    assert all(points < full[cell] for cell, points in lost.items())

    student = f"mistaken-{number}"
    notebook = classroom.filled_in(chapter, reference_sources(chapter) | wrong)
    points = classroom.grade(student, chapter, notebook)
    unanswered = dict.fromkeys(written_questions(chapter), 0)
    assert points == pytest.approx(full | lost | unanswered, rel=1e-5)

    page = classroom.feedback(student, chapter)
    unsaid = [
        each.id
        for name, each in made.items()
        if squeezed(each.message) not in said_in(page, f"test_{name}")
    ]
    assert not unsaid, f"their messages are not in the feedback: {unsaid}"
