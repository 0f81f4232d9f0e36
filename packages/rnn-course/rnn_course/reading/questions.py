"""The questions of an assignment that a person grades, with their model answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import reads_json
from nbgrader.api import Gradebook, Notebook

from nbgrader_sandbox import GradingCourse, find_assignment
from rnn_course.cells import grade_id, header


@dataclass(frozen=True)
class Question:
    """A question that a person grades."""

    notebook: str
    cell: str  # its grade_id
    most: float  # points
    prompt: list[NotebookNode]  # what asks it; nothing without a source notebook
    model: NotebookNode | None  # the model answer; None without a source notebook
    released: str  # what stands in the cell before a student writes
    given: frozenset[str]  # the course's own texts, which are no part of an answer

    @property
    def key(self) -> str:
        """Its name in the assignment."""
        return f"{self.notebook}/{self.cell}"


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook as it stands: to validate hundreds of them takes seconds."""
    return reads_json(path.read_text(encoding="utf-8"))


def source_path(course: GradingCourse, assignment: str, notebook: str) -> Path:
    """Return where the notebook with the model answers is."""
    return _path(course, course.directory.source_directory, assignment, notebook)


def _path(course: GradingCourse, step: str, assignment: str, notebook: str) -> Path:
    return Path(course.directory.format_path(step, ".", assignment)) / f"{notebook}.ipynb"


def _cells(path: Path) -> list[NotebookNode]:
    return _read_once(path, path.stat().st_mtime_ns).cells if path.is_file() else []


@lru_cache(maxsize=8)  # each change asks for its question
def _read_once(path: Path, _changed: int) -> NotebookNode:
    return read_notebook(path)


def find_questions(course: GradingCourse, gradebook: Gradebook, assignment: str) -> list[Question]:
    """Find the questions of an assignment, in the order of its notebooks."""
    notebooks = find_assignment(gradebook, assignment).notebooks
    found = []
    steps = (course.directory.source_directory, course.directory.release_directory)
    for notebook in sorted(notebooks, key=lambda each: each.name):
        paths = (_path(course, step, assignment, notebook.name) for step in steps)
        found += _in_notebook(notebook, *map(_cells, paths))
    return found


def _in_notebook(
    notebook: Notebook, cells: list[NotebookNode], given: list[NotebookNode]
) -> list[Question]:
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


def _prompt(before: Sequence[NotebookNode]) -> list[NotebookNode]:
    """Return the text right before a question, if it stands in a cell of its own."""
    return [cell for cell in before[-1:] if cell.cell_type == "markdown" and not header(cell)]


def answer_cells(question: Question, cells: Iterable[NotebookNode]) -> list[NotebookNode]:
    """Return the cells of an answer: the one that was asked for, and what a student put below."""
    found: list[NotebookNode] = []
    for cell in cells:
        if grade_id(cell) == question.cell:
            found = [cell]
        elif found and (header(cell) or not question.given or stripped(cell) in question.given):
            break
        elif found:
            found.append(cell)
    return found
