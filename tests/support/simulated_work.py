"""What a whole class did in a chapter, without a class: for pages about many students."""

from random import Random

from nbgrader_sandbox import Note
from rnn_course.bank.mistake import Mistake
from rnn_course.build.answers import patched_mistakes, right_predictions, written_questions
from rnn_course.predictions import predictions_in
from rnn_course.report.anonymous import Anonymiser
from rnn_course.report.gathering import Attempt, ClassWork
from rnn_course.report.page import AssignmentPart, summarise
from rnnkit.workbook.paths import notebook_in
from tests.support.classroom import read
from tests.support.packed_answers import mistaken_sources
from tests.support.repository import COURSE
from tests.support.solution_bank import case_files

NOBODY = Anonymiser([], [])


def part_of(
    chapter: str, size: int = 100, section_of: dict[str, str] | None = None
) -> AssignmentPart:
    """Each student makes known mistakes in some exercises, and half of the questions are unread."""
    return summarise(class_work(chapter, size), right_predictions(chapter), section_of)


def class_work(chapter: str, size: int = 100) -> ClassWork:
    rng = Random(chapter)
    students = [f"student{number:03}" for number in range(size)]
    attempts = [each for student in students for each in _attempts(chapter, student, rng)]
    predictions = predictions_in(read(notebook_in(COURSE.release, chapter)))
    return ClassWork(
        chapter,
        attempts,
        totals={s: sum(a.score for a in attempts if a.student == s) for s in students},
        max_total=sum(a.max_score for a in attempts if a.student == students[0]),
        late=students[:3],
        without_grades={"broken": "the notebook is empty"},
        absent=["lazybones"],
        notes={students[0]: [Note("cells_timed_out", {"cells": attempts[0].cell})]},
        predictions=predictions,
        letters=[{name: rng.choice([*each.choices]) for name, each in predictions.items()}] * size,
        title=f"{chapter[:2]} · {chapter[3:]}",
    )


def _attempts(chapter: str, student: str, rng: Random) -> list[Attempt]:
    known: dict[str, list[Mistake]] = {}
    for mistake in patched_mistakes(chapter):
        known.setdefault(mistake.exercise, []).append(mistake)
    skill = rng.random()
    tests = [_attempt(chapter, student, known[name], skill, rng) for name in known]
    return tests + [
        Attempt(student, name, 0.0, points, is_written=True, is_waiting=rng.random() < 1 / 2)
        for name, points in written_questions(COURSE, chapter).items()
    ]


def _attempt(
    chapter: str, student: str, known: list[Mistake], skill: float, rng: Random
) -> Attempt:
    name = known[0].exercise
    points = case_files(name).visible.points
    if rng.random() < skill:
        return Attempt(student, f"test_{name}", points, points)
    made = rng.choice(known[: 1 + rng.randrange(len(known))])
    answer = NOBODY.program(mistaken_sources(chapter, {name: made})[name], name)
    return Attempt(student, f"test_{name}", 0.0, points, {made.id: made.message}, answer=answer)
