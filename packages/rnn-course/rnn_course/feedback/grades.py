"""What the gradebook has for each student, as plain values that processes can be sent."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from nbgrader.api import Comment, Grade, Gradebook, SubmittedAssignment, SubmittedNotebook

from nbgrader_sandbox import find_assignment, seconds_late
from rnn_course.class_table.table import ClassTable


@dataclass(frozen=True)
class CellGrade:
    """Points of a graded cell."""

    points: float
    most: float
    waits: bool  # for a person to read it


@dataclass(frozen=True)
class NotebookGrades:
    """Points and comments of a notebook, by grade_id, and what late work costs."""

    cells: dict[str, CellGrade] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    untouched: tuple[str, ...] = ()  # cells in which nothing was written
    penalty: float = 0.0

    @property
    def points(self) -> float:
        """The sum, without what late work costs, never below 0: as nbgrader exports it."""
        return max(0.0, sum(cell.points for cell in self.cells.values()) - self.penalty)

    @property
    def most(self) -> float:
        """Points that can be had."""
        return sum(cell.most for cell in self.cells.values())

    @property
    def waiting(self) -> int:
        """How many cells a person has not read yet."""
        return sum(cell.waits for cell in self.cells.values())


@dataclass(frozen=True)
class Graded:
    """A student's assignment."""

    notebooks: dict[str, NotebookGrades]
    handed_in: datetime | None = None  # in UTC, without a zone
    due: datetime | None = None  # the same, with the extension
    extension: timedelta | None = None
    late: timedelta = timedelta()
    team: tuple[str, ...] = ()  # the others, by name as far as it is known


def grades_of(gradebook: Gradebook, assignment: str, class_table: ClassTable) -> dict[str, Graded]:
    """Return what the gradebook has of an assignment, by student."""
    found = find_assignment(gradebook, assignment)
    grades, comments = (_by_notebook(gradebook, kind, found.id) for kind in (Grade, Comment))
    every = found.submissions
    return {each.student_id: _graded(each, grades, comments, class_table) for each in every}


def _by_notebook(book: Gradebook, kind: type[Grade | Comment], assignment: str) -> dict[str, list]:
    """Return grades, or comments, by submitted notebook: one query, however many students."""
    rows = (
        book.db.query(kind)
        .join(SubmittedNotebook, kind.notebook_id == SubmittedNotebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .filter(SubmittedAssignment.assignment_id == assignment)
    )
    found: defaultdict[str, list] = defaultdict(list)
    for row in rows:
        found[row.notebook_id].append(row)
    return found


def _graded(
    submission: SubmittedAssignment,
    grades: Mapping[str, list[Grade]],
    comments: Mapping[str, list[Comment]],
    class_table: ClassTable,
) -> Graded:
    student = submission.student_id
    others = [each for each in class_table.teams.get(student, ()) if each != student]
    notebooks = submission.notebooks
    return Graded(
        {each.name: _notebook(each, grades[each.id], comments[each.id]) for each in notebooks},
        submission.timestamp,
        submission.duedate,
        submission.extension,
        timedelta(seconds=seconds_late(submission)),
        tuple(class_table.members[each].name or each for each in others),
    )


def _notebook(
    submitted: SubmittedNotebook, grades: list[Grade], comments: list[Comment]
) -> NotebookGrades:
    points = {g.name: CellGrade(g.score, g.max_score, bool(g.needs_manual_grade)) for g in grades}
    said = {each.name: each.manual_comment for each in comments if each.manual_comment}
    return NotebookGrades(
        dict(sorted(points.items())),
        dict(sorted(said.items())),
        tuple(sorted(each.name for each in comments if each.auto_comment)),
        submitted.late_submission_penalty or 0.0,
    )
