"""What of a graded notebook is the student's, what is the chapter's, and which test is whose."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_solution, is_task

from rnn_course.cells import grade_id, header, headings

NOT_GRADED = "not-graded"  # the grader's own cell in a notebook that it could not read
Given = frozenset[tuple[str, str]]  # kinds and texts of released cells


@dataclass
class Exercise:
    """A cell that was asked for, with the tests that follow it."""

    answer: NotebookNode | None  # None if tests stand alone
    heading: str
    tests: list[NotebookNode] = field(default_factory=list)

    @property
    def is_written(self) -> bool:
        """Whether it is an answer in words."""
        return self.answer is not None and self.answer.cell_type != "code"

    @property
    def name(self) -> str:
        """Its function, or what the chapter calls it."""
        if self.is_written and self.heading:
            return self.heading
        if self.answer is not None:
            return grade_id(self.answer)
        return grade_id(self.tests[0]).removeprefix("test_")

    @property
    def cells(self) -> list[str]:
        """The grade_ids that have its points and comments."""
        return [grade_id(cell) for cell in (self.answer, *self.tests) if cell is not None]


@dataclass
class Own:
    """A cell that a student added, or one of the chapter's that they changed."""

    cell: NotebookNode


@dataclass
class Text:
    """Cells of the chapter between two of the student's."""

    cells: list[NotebookNode] = field(default_factory=list)

    @property
    def headings(self) -> list[str]:
        """What its headings say."""
        return [text for cell in self.cells for _, text in headings(cell)]


Part = Exercise | Own | Text


def given_in(notebooks: Iterable[NotebookNode]) -> Given:
    """Return what students were given, to tell it from what they wrote."""
    return frozenset(_content(cell) for notebook in notebooks for cell in notebook.cells)


def parts_of(cells: Iterable[NotebookNode], given: Given) -> list[Part]:
    """Sort the cells of a graded notebook, in its order."""
    parts: list[Part] = []
    heading = ""
    for cell in cells:
        if is_solution(cell) or is_task(cell):
            parts.append(Exercise(cell, heading))
        elif is_grade(cell):
            _add_test(parts, cell, heading)
        elif cell.get("id") != NOT_GRADED:
            is_own = not header(cell) and bool(given) and _content(cell) not in given
            if is_own and cell.source.strip():
                parts.append(Own(cell))
            elif not is_own:
                _text_at_end(parts).cells.append(cell)
                heading = next((text for _, text in reversed(headings(cell))), heading)
    return parts


def _add_test(parts: list[Part], cell: NotebookNode, heading: str) -> None:
    """Give a test to the exercise before it, whatever text or own cell stands between."""
    known = [part for part in parts if isinstance(part, Exercise)]
    if not known or known[-1].is_written:
        parts.append(Exercise(None, heading))
        known = [parts[-1]]  # type: ignore[list-item]  # it is one
    known[-1].tests.append(cell)


def _text_at_end(parts: list[Part]) -> Text:
    last = parts[-1] if parts else None
    if isinstance(last, Text):
        return last
    text = Text()
    parts.append(text)
    return text


def _content(cell: NotebookNode) -> tuple[str, str]:
    return cell.cell_type, cell.source.strip()
