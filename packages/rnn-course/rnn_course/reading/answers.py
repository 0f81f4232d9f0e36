"""All answers to one question: from the gradebook, the graded notebooks and the records.

A record is what the gradebook has no place for, a file an answer: ``<id of the grade>.json``.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from nbformat import NotebookNode, from_dict
from nbformat.v4 import reads_json
from nbgrader.api import BaseCell, Comment, Grade, Gradebook, Notebook
from nbgrader.api import SubmittedAssignment as Submission
from nbgrader.api import SubmittedNotebook as Submitted

from nbgrader_sandbox import GradingCourse, find_assignment
from rnn_course.cells import grade_id, header
from rnn_course.class_table.table import ClassCourse
from rnn_course.reading.marks import Mark

Cells = list[NotebookNode]


@dataclass(frozen=True)
class Question:
    """A question that a person grades."""

    notebook: str
    cell: str  # its grade_id
    most: float  # points
    # What asks it, and the model answer; nothing and None without a source notebook.
    prompt: Cells = field(compare=False)
    model: NotebookNode | None = field(compare=False)
    released: str  # what stands in the cell before a student writes
    given: frozenset[str]  # the course's own texts, which are no part of an answer

    @property
    def key(self) -> str:
        """Its name in the assignment."""
        return f"{self.notebook}/{self.cell}"


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook as it stands: to validate hundreds of them takes seconds."""
    return reads_json(path.read_text(encoding="utf-8"))


def _cells(path: Path, question: Question | None = None) -> Cells:
    """Read the cells of a notebook, or only those of an answer; none if there is no file."""
    return _read_once(path, path.stat().st_mtime_ns, question) if path.is_file() else []


@lru_cache(maxsize=1000)  # each change asks for its question, and for the answers of teams
def _read_once(path: Path, _changed: int, question: Question | None) -> Cells:
    cells = read_notebook(path).cells
    return answer_cells(question, cells) if question else cells


def find_questions(course: GradingCourse, gradebook: Gradebook, assignment: str) -> list[Question]:
    """Find the questions of an assignment, in the order of its notebooks."""
    notebooks = find_assignment(gradebook, assignment).notebooks
    folders = [course.folder(step, ".", assignment) for step in ("source", "release")]
    found = []
    for notebook in sorted(notebooks, key=lambda each: each.name):
        cells, given = (_cells(folder / f"{notebook.name}.ipynb") for folder in folders)
        found += _in_notebook(notebook, cells, given)
    return found


def _in_notebook(notebook: Notebook, cells: Cells, given: Cells) -> list[Question]:
    places = {grade_id(cell): place for place, cell in enumerate(cells)}
    released = {cell.name: cell.source or "" for cell in notebook.source_cells}
    answered = {cell.name for cell in notebook.solution_cells}
    graded = [cell for cell in notebook.grade_cells if cell.name in answered]
    found = sorted([*graded, *notebook.task_cells], key=lambda cell: places.get(cell.name, 0))
    texts = frozenset(map(stripped, [*cells, *given]))
    return [
        Question(
            notebook.name,
            cell.name,
            cell.max_score,
            _prompt(cells[: places.get(cell.name, 0)]),
            cells[places[cell.name]] if cell.name in places else None,
            released.get(cell.name, ""),
            texts,
        )
        for cell in found
    ]


def stripped(cell: NotebookNode) -> str:
    """Return a cell's text, without blank ends."""
    return cell.source.strip()


def _prompt(before: Sequence[NotebookNode]) -> Cells:
    """Return the text right before a question, if it stands in a cell of its own."""
    return [cell for cell in before[-1:] if cell.cell_type == "markdown" and not header(cell)]


def answer_cells(question: Question, cells: Iterable[NotebookNode]) -> Cells:
    """Return the cells of an answer: the one that was asked for, and what a student put below."""
    found: Cells = []
    for cell in cells:
        if grade_id(cell) == question.cell:
            found = [cell]
        elif found and (header(cell) or not question.given or stripped(cell) in question.given):
            break
        elif found:
            found.append(cell)
    return found


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
    everybody: tuple["Marked", ...] = ()  # of a team, whose answer it is; itself among them


@dataclass(frozen=True)
class Answer:
    """An answer as it is read."""

    marked: Marked
    record: Record
    cells: Cells  # none if the notebook or the cell is missing
    earlier: Cells  # as it was read before; none if nobody kept it
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
    course: ClassCourse, book: Gradebook, name: str, question: Question
) -> list[Marked]:
    """Return all answers to a question, a team's once, in an order that is not the students'."""
    rows = (
        book.db.query(Grade, Submission.student_id, Comment)
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
        .filter(Submission.assignment_id == book.find_assignment(name).id)
        .order_by(Grade.id)
    )
    alike = defaultdict(list)  # what members of a team have so: answer, points and comment
    for grade, student, comment in rows:
        mark = Mark(grade.manual_score, bool(grade.needs_manual_grade))
        said = (comment and comment.manual_comment) or ""
        marked = Marked(grade.id, student, mark, grade.extra_credit or 0.0, said)
        team = course.class_table.teams.get(student)
        cells = _cells_in(course.folder("autograded", student, name), question) if team else []
        same = team, repr(_content(cells)), replace(marked, id="", student="")
        alike[same if cells else grade.id].append(marked)
    return [replace(each[0], everybody=tuple(each)) for each in alike.values()]


def read_answer(
    course: GradingCourse, assignment: str, question: Question, marked: Marked, record: Record
) -> Answer:
    """Read one answer; what cannot be read has no cells."""
    folder = course.folder("autograded", marked.student, assignment)
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


def _cells_in(folder: Path, question: Question) -> Cells:
    try:
        return _cells(folder / f"{question.notebook}.ipynb", question)
    except Exception:  # stock nbgrader keeps whatever a student's notebook holds
        return []


def _content(cells: Cells) -> list[tuple[str, str, object]]:
    return [(each.cell_type, stripped(each), each.get("attachments", {})) for each in cells]
