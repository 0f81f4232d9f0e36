"""Read the text of a chapter as a notebook: headers completed, ids fixed, jupytext gone."""

from dataclasses import dataclass, field
from pathlib import Path

from jupytext.myst import myst_to_notebook
from nbformat import NotebookNode
from nbgrader.utils import is_solution

from rnn_course.build.solution_imports import SolutionImport, solution_imports
from rnn_course.cells import grade_id, header
from rnn_course.errors import AuthoringError, CellPlace

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
HEADER = {"schema_version": 3, "grade": False, "locked": False, "solution": False, "task": False}
AUTHORED_KEYS = {"grade_id", "points", *HEADER}


@dataclass(frozen=True)
class Chapter:
    """A chapter as it is written, solutions not yet in it."""

    name: str  # its file's, without the ending
    notebook: NotebookNode  # headers completed, ids fixed
    # The cells that are made of imports from `solutions`.
    imports: dict[CellPlace, list[SolutionImport]] = field(default_factory=dict)
    lines: tuple[int, ...] = ()  # where each cell begins in the file

    def cell(self, place: CellPlace) -> NotebookNode:
        """Return the cell at a place."""
        return self.notebook.cells[place.ordinal - 1]

    def cells(self) -> list[tuple[CellPlace, NotebookNode]]:
        """List all cells, each with its place."""
        return [
            (CellPlace(self.name, ordinal, grade_id(cell), line), cell)
            for ordinal, (line, cell) in enumerate(
                zip(self.lines, self.notebook.cells, strict=True), start=1
            )
        ]


def is_exercise(cell: NotebookNode) -> bool:
    """Return whether a cell is code that a student has to write."""
    return cell.cell_type == "code" and is_solution(cell)


def read_chapter(path: Path) -> Chapter:
    """Read one MyST notebook."""
    try:
        text = path.read_text(encoding="utf-8")
        notebook = myst_to_notebook(text, add_source_map=True)
    except Exception as error:
        (first_line, *_) = str(error).splitlines() or [""]
        what = f"{type(error).__name__}: {first_line}"
        remedy = "compare the top and the cell headers with another chapter"
        raise AuthoringError(
            f"course/chapters/{path.name}:1", "a MyST notebook", what, remedy
        ) from error
    lines = _lines_of(notebook, text.splitlines())
    # `built_from` tells a build's own files from an instructor's when they get stale.
    notebook.metadata = NotebookNode(
        kernelspec=NotebookNode(KERNEL),
        language_info=NotebookNode(name="python"),
        built_from=f"course/chapters/{path.name}",
    )
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    chapter = Chapter(path.stem, notebook, lines=lines)
    for place, cell in chapter.cells():
        _complete_header(cell, place)
        cell["id"] = place.grade_id or f"{place.chapter}-{place.ordinal}"
        if cell.cell_type == "code" and (imports := solution_imports(cell.source, place)):
            chapter.imports[place] = imports
    _check_unique(chapter)
    return chapter


def _lines_of(notebook: NotebookNode, text: list[str]) -> tuple[int, ...]:
    """Return where cells begin: the fence of one with code, the first words of one with text."""
    places = zip(notebook.metadata.source_map, notebook.cells, strict=True)
    return tuple(
        next(n for n in range(start + 1, len(text) + 1) if text[n - 1].strip())
        if cell.cell_type == "markdown"
        else start
        for start, cell in places
    )


def _complete_header(cell: NotebookNode, place: CellPlace) -> None:
    if "nbgrader" not in cell.metadata:
        return
    authored = header(cell)
    _check_header(authored, place)
    is_test = bool(authored.get("grade")) and not authored.get("solution")
    cell.metadata.nbgrader = NotebookNode(HEADER | {"locked": is_test} | authored)


def _check_header(authored: NotebookNode, place: CellPlace) -> None:
    expected = f"an nbgrader header with a grade_id and only {', '.join(sorted(AUTHORED_KEYS))}"
    remedy = "write it as `:nbgrader: {grade_id: test_softmax, grade: true, points: 2}`"
    if not isinstance(authored, dict) or not authored.get("grade_id"):
        raise AuthoringError(str(place), expected, f"{authored!r}", remedy)
    if unknown := sorted(authored.keys() - AUTHORED_KEYS):
        raise AuthoringError(str(place), expected, f"also {', '.join(unknown)}", remedy)
    if authored.get("grade"):
        _check_points(authored, place)


def _check_points(authored: NotebookNode, place: CellPlace) -> None:
    points = authored.get("points")
    if isinstance(points, bool) or not isinstance(points, int | float) or points <= 0:
        got = "no points" if points is None else f"points: {points!r}"
        raise AuthoringError(str(place), "points above 0", got, "add `points: 2` to its header")


def _check_unique(chapter: Chapter) -> None:
    seen: dict[str, CellPlace] = {}
    for place, _ in chapter.cells():
        if place.grade_id in seen:
            expected = f"each grade_id once; cell {seen[place.grade_id].ordinal} has it already"
            remedy = "give one of the two another grade_id"
            raise AuthoringError(str(place), expected, f"{place.grade_id} again", remedy)
        if place.grade_id:
            seen[place.grade_id] = place
