"""Read the text of a chapter as a notebook: headers completed, ids fixed, jupytext gone."""

import ast
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from jupytext.myst import myst_to_notebook
from nbformat import NotebookNode, from_dict
from nbgrader.utils import is_solution

from rnn_course.cells import grade_id, header
from rnn_course.errors import CellPlace, fault

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
HEADER = {"schema_version": 3, "grade": False, "locked": False, "solution": False, "task": False}
AUTHORED_KEYS = {"grade_id", "points", *HEADER}


class SolutionImport(NamedTuple):
    """A function that a cell imports: ``from solutions.module import name``."""

    module: str
    name: str


def solution_imports(source: str, place: CellPlace) -> list[SolutionImport]:
    """List what a cell imports that is made of imports from ``solutions``; refuse a mixture."""
    if "solutions" not in source:
        return []
    try:
        tree = ast.parse(source)
    except SyntaxError:  # an IPython magic, or code that is wrong on purpose
        return []
    found = [(node, _imported(node)) for node in tree.body]
    if not any(map(_reaches_solutions, ast.walk(tree))):
        return []
    if other := next((node for node, names in found if not names), None):
        line = source.splitlines()[other.lineno - 1].strip()
        raise fault("mixed_import", place, line=line)
    return [name for _, names in found for name in names]


def _reaches_solutions(node: ast.AST) -> bool:
    match node:
        case ast.ImportFrom(module=str(module)):
            return module.split(".")[0] == "solutions"
        case ast.Import(names=names):
            return any(alias.name.split(".")[0] == "solutions" for alias in names)
    return False


def _imported(node: ast.stmt) -> list[SolutionImport]:
    """Return what one statement imports; nothing if it is not of the kind that can be inlined."""
    if not isinstance(node, ast.ImportFrom) or not _reaches_solutions(node):
        return []
    parts = (node.module or "").split(".")
    if len(parts) != 2 or any(alias.asname or alias.name == "*" for alias in node.names):
        return []
    return [SolutionImport(parts[1], alias.name) for alias in node.names]


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
        found = enumerate(zip(self.lines, self.notebook.cells, strict=True), start=1)
        return [(CellPlace(self.name, n, grade_id(cell), line), cell) for n, (line, cell) in found]


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
        raise fault("chapter", f"course/chapters/{path.name}:1", error=what) from error
    lines = _lines_of(notebook, text.splitlines())
    # `built_from` tells a build's own files from an instructor's when they get stale.
    about = {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    notebook.metadata = from_dict(about | {"built_from": f"course/chapters/{path.name}"})
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
    """Return where cells begin: the fence of code, the first words of text."""
    starts = list(notebook.metadata.source_map)
    for i, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown":
            starts[i] = next(n for n, line in enumerate(text, 1) if n > starts[i] and line.strip())
    return tuple(starts)


def _complete_header(cell: NotebookNode, place: CellPlace) -> None:
    if "nbgrader" not in cell.metadata:
        return
    authored = header(cell)
    _check_header(authored, place)
    is_test = bool(authored.get("grade")) and not authored.get("solution")
    cell.metadata.nbgrader = NotebookNode(HEADER | {"locked": is_test} | authored)


def _check_header(authored: NotebookNode, place: CellPlace) -> None:
    keys = ", ".join(sorted(AUTHORED_KEYS))
    if not isinstance(authored, dict) or not authored.get("grade_id"):
        raise fault("header", place, keys=keys, got=repr(authored))
    if unknown := sorted(authored.keys() - AUTHORED_KEYS):
        raise fault("header", place, keys=keys, got=f"also {', '.join(unknown)}")
    points = authored.get("points")
    is_none = isinstance(points, bool) or not isinstance(points, int | float) or points <= 0
    if authored.get("grade") and is_none:
        got = "no points" if points is None else f"points: {points!r}"
        raise fault("points", place, got=got)


def _check_unique(chapter: Chapter) -> None:
    seen: dict[str, CellPlace] = {}
    for place, _ in chapter.cells():
        if place.grade_id in seen:
            first = seen[place.grade_id].ordinal
            raise fault("grade_id_twice", place, grade_id=place.grade_id, first=first)
        if place.grade_id:
            seen[place.grade_id] = place
