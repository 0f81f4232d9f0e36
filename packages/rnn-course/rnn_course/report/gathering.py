"""Scores from the gradebook, verdicts and answers from the autograded notebooks."""

import os
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Grade, Gradebook, SubmittedAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import is_solution
from sqlalchemy.exc import DBAPIError

from nbgrader_sandbox import GradingCourse, Note, folder_of, printable, seconds_late
from rnn_course.cells import grade_id, title_of
from rnn_course.class_table.table import FILE, Member, read_class_table
from rnn_course.predictions import Prediction, letters_in, predictions_in
from rnn_course.report.anonymous import Anonymiser
from rnn_course.report.sentences import NOTES, SENTENCES
from rnn_course.verdicts import last_verdict
from rnnkit.language import JOINTS, commas


@dataclass(frozen=True)
class Attempt:
    """One student at one graded cell."""

    student: str
    cell: str
    score: float
    max_score: float
    mistakes: dict[str, str] = field(default_factory=dict)  # that were recognised: messages by id
    has_problem: bool = False  # there was nothing to compare
    answer: str = ""  # the student's code, without names
    is_written: bool = False
    is_waiting: bool = False

    @property
    def share(self) -> float:
        """Part of the points, 0 to 1."""
        return self.score / self.max_score if self.max_score else 0.0


@dataclass(frozen=True)
class ClassWork:
    """An assignment as a whole class did it."""

    assignment: str
    attempts: list[Attempt]
    totals: dict[str, float]  # points by student
    max_total: float
    late: list[str]
    without_grades: dict[str, str]  # why there is no verdict, by student
    absent: list[str] = field(default_factory=list)  # of the gradebook or the class table
    notes: dict[str, list[Note]] = field(default_factory=dict)  # by student; they cost no point
    unprotected: list[str] = field(default_factory=list)  # whose code ran without a sandbox
    predictions: dict[str, Prediction] = field(default_factory=dict)
    letters: list[dict[str, str]] = field(default_factory=list)  # predicted, without saying by whom
    title: str = ""


@dataclass
class _Record:
    attempts: list[Attempt] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)  # why there is no verdict
    notes: list[Note] = field(default_factory=list)
    is_unprotected: bool = False
    letters: dict[str, str] = field(default_factory=dict)


def gather(course: CourseDirectory, gradebook: Gradebook, assignment: str) -> ClassWork:
    """Collect what is known of one assignment, with an attempt for each student and graded cell."""
    found = gradebook.assignment_submissions(assignment)
    submissions = sorted(found, key=lambda each: each.student_id)
    class_table = read_class_table(Path(course.root, FILE))
    people = _people(gradebook, class_table.members)
    title, predictions = _released(course, assignment)
    records = {each: _read(each, course, people, predictions) for each in submissions}
    graded = [each for each in submissions if records[each].attempts]
    without = _never_graded(course, assignment, {each.student_id for each in submissions})
    mark = JOINTS["semicolon"]
    without |= {s.student_id: mark.join(r.reasons) for s, r in records.items() if r.reasons}
    known = {*(each.student_id for each in submissions), *without}
    members = class_table.spelled(known).members
    return ClassWork(
        assignment,
        [attempt for each in graded for attempt in records[each].attempts],
        totals={each.student_id: each.score for each in graded},
        max_total=gradebook.find_assignment(assignment).max_score,
        late=[each.student_id for each in graded if seconds_late(each) > 0],
        without_grades=dict(sorted(without.items())),
        absent=sorted({*(each.id for each in gradebook.students), *members} - known),
        notes={s.student_id: r.notes for s, r in records.items() if r.notes},
        unprotected=[s.student_id for s, r in records.items() if r.is_unprotected],
        predictions=predictions,
        letters=[records[each].letters for each in graded],
        title=title or assignment,
    )


def _people(gradebook: Gradebook, members: dict[str, Member]) -> Anonymiser:
    students = gradebook.students
    names = [name for each in students for name in (each.first_name, each.last_name) if name]
    names += [each.name for each in members.values()]
    return Anonymiser([*(each.id for each in students), *members], names)


def _never_graded(course: CourseDirectory, assignment: str, known: set[str]) -> dict[str, str]:
    there = GradingCourse(Path(course.root)).folders("submitted", assignment=assignment)
    students = {who for who, _, folder in there if os.path.isdir(folder)} - known  # noqa: PTH112 (Path's raises without permission)
    return dict.fromkeys(map(printable, students), SENTENCES["not_graded"])


def _released(course: CourseDirectory, assignment: str) -> tuple[str, dict[str, Prediction]]:
    """Return the heading of the first released notebook, and what all of them ask to predict."""
    title, found = "", dict[str, Prediction]()
    for path in sorted(folder_of(course, "release", ".", assignment).glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        title = title or title_of(notebook.cells)
        found |= predictions_in(notebook)
    return title, found


def _read(
    submission: SubmittedAssignment,
    course: CourseDirectory,
    people: Anonymiser,
    predictions: dict[str, Prediction],
) -> _Record:
    student, assignment = submission.student_id, submission.assignment.name
    folder = folder_of(course, "autograded", student, assignment)
    record = _Record()
    for notebook in submission.notebooks:
        path = folder / f"{notebook.name}.ipynb"
        try:
            content = nbformat.read(path, as_version=4)
            record.letters |= letters_in(content, predictions)
            _take(student, notebook.grades, content, people, record)
        except DBAPIError:
            raise
        except Exception:  # stock nbgrader keeps what a student wrote around the cells
            is_absent = folder.is_dir() and not path.exists()
            record.reasons.append(SENTENCES["not_handed_in" if is_absent else "no_notebook"])
    return record


def _take(
    student: str, grades: list[Grade], content: NotebookNode, people: Anonymiser, record: _Record
) -> None:
    about = content.metadata.get("autograder", {})
    record.notes += map(Note.from_json, about.get("notes", []))
    record.is_unprotected |= about.get("sandbox") is False
    reason = about.get("no_verdict")
    if reason and any(grade.needs_manual_grade for grade in grades):
        record.reasons.append(Note.from_json(reason).to_text(NOTES))
        return
    places = {grade_id(cell): i for i, cell in enumerate(content.cells) if grade_id(cell)}
    known = [grade for grade in grades if grade.name in places]
    attempts = [_attempt(student, g, content.cells[: places[g.name] + 1], people) for g in known]
    record.attempts += attempts  # all or, where one cannot be read, none
    pairs = zip(known, attempts, strict=True)
    waiting = [grade for grade, each in pairs if each.is_waiting and not each.is_written]
    undecided = [grade.name for grade in waiting if grade.manual_score is None]
    if undecided:
        record.reasons.append(SENTENCES["undecided"].format(cells=commas(undecided)))


def _attempt(student: str, grade: Grade, cells: list[NotebookNode], people: Anonymiser) -> Attempt:
    """Take a graded cell, the last of ``cells``, together with the answer before it."""
    *earlier, cell = cells
    verdict = last_verdict(cell)
    answer = next(filter(is_solution, reversed(earlier)), None)
    code = people.program(answer.source, grade_id(answer)) if answer and verdict.mistakes else ""
    return Attempt(
        student,
        grade.name,
        grade.score,
        grade.max_score,
        mistakes=verdict.mistakes,
        has_problem=verdict.has_problem,
        answer=code,
        is_written=is_solution(cell),
        is_waiting=grade.needs_manual_grade,
    )
