"""What of a graded notebook is the student's or the chapter's, whose each test is, what it said."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_solution, is_task

from rnn_course.cells import grade_id, header, headings
from rnn_course.nbgrader import VERDICT

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
            # Of the exercise before it, whatever text or own cell stands between.
            known = [part for part in parts if isinstance(part, Exercise)]
            if not known or known[-1].is_written:
                known.append(Exercise(None, heading))
                parts.append(known[-1])
            known[-1].tests.append(cell)
        elif cell.get("id") != NOT_GRADED:
            is_own = not header(cell) and bool(given) and _content(cell) not in given
            if is_own and cell.source.strip():
                parts.append(Own(cell))
            elif not is_own:
                if not isinstance(last := parts[-1] if parts else None, Text):
                    last = Text()
                    parts.append(last)
                last.cells.append(cell)
                heading = next((text for _, text in reversed(headings(cell))), heading)
    return parts


def _content(cell: NotebookNode) -> tuple[str, str]:
    return cell.cell_type, cell.source.strip()


def shown_verdict(test: NotebookNode) -> tuple[dict | None, list[NotebookNode]]:
    """Return the last verdict of a test cell, which says it all, and its other outputs."""
    outputs = test.get("outputs", [])
    found = [(each, _verdict(each.get("data", {}).get(VERDICT))) for each in outputs]
    verdicts = [verdict for _, verdict in found if verdict]
    if not verdicts:
        return None, outputs
    others = [each for each, verdict in found if not verdict and not _is_score(each)]
    return verdicts[-1], others


def _is_score(output: NotebookNode) -> bool:
    return output.output_type == "execute_result" or output.get("ename") == "CheckFailed"


def _verdict(data: object) -> dict | None:
    """Read what a check left; in stock nbgrader a student's code can leave anything."""
    with suppress(KeyError, TypeError):
        match data:
            case {"lines": list(lines), "problem": list(problem), "notes": list(notes), **others}:
                return {
                    "language": str(others.get("language", "")),
                    "lines": [_line(each) for each in lines],
                    "sentences": [str(each) for each in (*problem, *notes)],
                }
    return None


def _line(data: dict) -> dict:
    return {
        "name": str(data["name"]),
        "shape": str(data["shape"]),
        "is_right": data["is_right"] is True,
        "said": [str(each) for each in (data["finding"], *data["hints"])],
    }
