"""All answers to one question: from the gradebook, the graded notebooks and the records."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode, from_dict
from nbgrader.api import (
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)

from nbgrader_sandbox import GradingCourse
from rnn_course.reading.marks import Mark
from rnn_course.reading.questions import Question, answer_cells, read_notebook, stripped
from rnn_course.reading.records import Record


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
        gradebook.db.query(Grade, SubmittedAssignment.student_id, Comment)
        .join(BaseCell, Grade.cell_id == BaseCell.id)
        .join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id)
        .join(Notebook, SubmittedNotebook.notebook_id == Notebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .outerjoin(
            Comment,
            (Comment.notebook_id == Grade.notebook_id)
            & Comment.cell.has(BaseCell.name == question.cell),
        )
        .filter(BaseCell.name == question.cell, Notebook.name == question.notebook)
        .filter(SubmittedAssignment.assignment_id == gradebook.find_assignment(assignment).id)
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
        archived = _archived(course.root, assignment, marked.student)
        earlier = next(filter(None, (_cells_in(each, question) for each in archived)), [])
    text = "".join(map(stripped, cells))
    is_empty = bool(cells) and text in ("", question.released.strip())
    return Answer(marked, record, cells, earlier, is_empty)


def _archived(root: Path, assignment: str, student: str) -> Iterator[Path]:
    """Yield where ``rnn-course regrade`` has put what was graded before, the newest first."""
    folders = sorted((root / "regrades").glob(f"{assignment}-*"), reverse=True)
    yield from (folder / "autograded" / student / assignment for folder in folders)


def _cells_in(folder: Path, question: Question) -> list[NotebookNode]:
    try:
        cells = read_notebook(folder / f"{question.notebook}.ipynb").cells
        return answer_cells(question, cells)
    except Exception:  # stock nbgrader keeps whatever a student's notebook holds
        return []


def _content(cells: list[NotebookNode]) -> list[tuple[str, str, object]]:
    return [(each.cell_type, stripped(each), each.get("attachments", {})) for each in cells]
