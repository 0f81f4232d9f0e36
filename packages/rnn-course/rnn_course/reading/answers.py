"""All answers to one question: from the gradebook, the graded notebooks and the records.

A record is what the gradebook has no place for, a file an answer: ``<id of the grade>.json``.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nbformat import NotebookNode, from_dict
from nbgrader.api import BaseCell, Comment, Grade, Gradebook, Notebook
from nbgrader.api import SubmittedAssignment as Submission
from nbgrader.api import SubmittedNotebook as Submitted

from nbgrader_sandbox import GradingCourse
from rnn_course.reading.marks import Mark
from rnn_course.reading.questions import Question, answer_cells, read_notebook, stripped


@dataclass(frozen=True)
class Record:
    """What was ticked when points were given, the cells that were read, and those before them."""

    ticked: list[str] = field(default_factory=list)
    read: Sequence[dict] = ()
    before: Sequence[dict] = ()

    @classmethod
    def of(cls, path: Path) -> "Record":
        """Read it; an empty one if there is none, or something else in its place."""
        try:
            plain = json.loads(path.read_text(encoding="utf-8"))
            return cls(plain["ticked"], plain["read"], plain["before"])
        except (OSError, ValueError, KeyError, TypeError):
            return cls()


@dataclass(frozen=True)
class Marked:
    """An answer as the gradebook has it."""

    id: str  # of the grade; it says nothing about the student
    student: str
    mark: Mark
    extra: float  # credit, as given in formgrader
    comment: str  # a person's


@dataclass(frozen=True)
class Answer:
    """An answer as it is read."""

    marked: Marked
    record: Record
    cells: list[NotebookNode]  # none if the notebook or the cell is missing
    earlier: list[NotebookNode]  # as it was read before; none if nobody kept it
    is_empty: bool

    @property
    def is_again(self) -> bool:
        """Whether points stand that were given for what was there before."""
        return self.marked.mark.waits and self.marked.mark.points is not None

    @property
    def is_same(self) -> bool:
        """Whether it was graded again and reads as before."""
        return bool(self.earlier) and _content(self.earlier) == _content(self.cells)


def marked_answers(
    gradebook: Gradebook, assignment: str, question: Question, only: str = ""
) -> list[Marked]:
    """Return all answers to a question, or only one, in an order that is not the students'."""
    rows = (
        gradebook.db.query(Grade, Submission.student_id, Comment)
        .join(BaseCell, Grade.cell_id == BaseCell.id)
        .join(Submitted, Grade.notebook_id == Submitted.id)
        .join(Notebook, Submitted.notebook_id == Notebook.id)
        .join(Submission, Submitted.assignment_id == Submission.id)
        .outerjoin(
            Comment,
            (Comment.notebook_id == Grade.notebook_id)
            & Comment.cell.has(BaseCell.name == question.cell),
        )
        .filter(BaseCell.name == question.cell, Notebook.name == question.notebook)
        .filter(Submission.assignment_id == gradebook.find_assignment(assignment).id)
        .order_by(Grade.id)
    )
    rows = rows.filter(Grade.id == only) if only else rows
    return [
        Marked(
            grade.id,
            student,
            Mark(grade.manual_score, bool(grade.needs_manual_grade)),
            grade.extra_credit or 0.0,
            (comment and comment.manual_comment) or "",
        )
        for grade, student, comment in rows
    ]


def read_answer(
    course: GradingCourse, assignment: str, question: Question, marked: Marked, record: Record
) -> Answer:
    """Read one answer; what cannot be read has no cells."""
    step = course.directory.autograded_directory
    folder = Path(course.directory.format_path(step, marked.student, assignment))
    cells = _cells_in(folder, question)
    earlier = [from_dict(cell) for cell in record.read]
    if marked.mark.waits and not earlier:
        # Where `rnn-course regrade` has put what was graded before, the newest first.
        archives = sorted((course.root / "regrades").glob(f"{assignment}-*"), reverse=True)
        folders = (each / "autograded" / marked.student / assignment for each in archives)
        earlier = next(filter(None, (_cells_in(each, question) for each in folders)), [])
    text = "".join(map(stripped, cells))
    is_empty = bool(cells) and text in ("", question.released.strip())
    return Answer(marked, record, cells, earlier, is_empty)


def _cells_in(folder: Path, question: Question) -> list[NotebookNode]:
    try:
        return answer_cells(question, read_notebook(folder / f"{question.notebook}.ipynb").cells)
    except Exception:  # stock nbgrader keeps whatever a student's notebook holds
        return []


def _content(cells: list[NotebookNode]) -> list[tuple[str, str, object]]:
    return [(each.cell_type, stripped(each), each.get("attachments", {})) for each in cells]
