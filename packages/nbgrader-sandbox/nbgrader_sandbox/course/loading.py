"""Loading of an assignment as the instructor made it, from the gradebook and the release."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, Notebook
from nbgrader.coursedir import CourseDirectory

from nbgrader_sandbox.course.assignment import Assignment, Cell, Role, Template
from nbgrader_sandbox.course.directory import folder_of
from nbgrader_sandbox.course.gradebook import find_assignment
from nbgrader_sandbox.errors import GradingError
from nbgrader_sandbox.notes import described

SKIPPED_TAG = "demo"
UNREADABLE = "{path} is no notebook that can be read: mend it, or put another in its place. {error}"


def load_assignment(
    name: str, gradebook: Gradebook, course: CourseDirectory, editions: Sequence[str] = ()
) -> Assignment:
    """Read an assignment from the gradebook and the release.

    ``editions`` are folders of releases with the same cells in other languages. GradingError if
    it has not been generated, or gradebook and release do not fit together.
    """
    remedy = f"Run `nbgrader generate_assignment {name} --force` first."
    notebooks = find_assignment(gradebook, name).notebooks
    folder = folder_of(course, "release", assignment=name).resolve()
    source = folder_of(course, "source", assignment=name).resolve()
    others = [Path(course.format_path(edition, ".", name)).resolve() for edition in editions]
    templates = [_template(notebook, folder, source, remedy) for notebook in notebooks]
    templates = [_with_editions(template, others) for template in templates]
    return Assignment(name, tuple(templates), folder, source, tuple(course.ignore))


def _template(notebook: Notebook, folder: Path, source: Path, remedy: str) -> Template:
    path = folder / f"{notebook.name}.ipynb"
    if not path.is_file():
        raise GradingError(f"{path} is missing. {remedy}")
    released = _read(path)
    sources = {cell.name: cell for cell in notebook.source_cells}
    points = {cell.name: cell.max_score for cell in (*notebook.grade_cells, *notebook.task_cells)}
    solutions = _solutions(source / path.name)
    cells = tuple(_cell(cell, sources, points, solutions) for cell in released.cells)
    missing = points.keys() - {cell.grade_id for cell in cells}
    if missing:
        raise GradingError(f"{path} has no cells {', '.join(sorted(missing))}. {remedy}")
    return Template(notebook.name, cells, dict(released.metadata))


def _with_editions(template: Template, folders: Sequence[Path]) -> Template:
    """Add to each cell what it is in the same notebook of other editions, by its id."""
    texts: dict[str, set[str]] = {}
    for path in (folder / f"{template.name}.ipynb" for folder in folders):
        for cell in _read(path).cells if path.is_file() else ():
            texts.setdefault(cell.get("id", ""), set()).add(cell.source.strip())
    found = [(cell, frozenset(texts.get(cell.cell_id, ()))) for cell in template.cells]
    return replace(template, cells=tuple(replace(cell, elsewhere=t) for cell, t in found))


def _solutions(path: Path) -> dict[str, str]:
    """Return the instructor's own answers by grade_id, if the notebook with them is there."""
    if not path.is_file():
        return {}
    headers = ((cell, cell.metadata.get("nbgrader", {})) for cell in _read(path).cells)
    answers = [(c, h) for c, h in headers if c.cell_type == "code" and h.get("solution")]
    return {header["grade_id"]: cell.source for cell, header in answers if header.get("grade_id")}


def _read(path: Path) -> NotebookNode:
    try:
        return nbformat.read(path, as_version=4)
    except Exception as error:  # of half a file, in many ways
        raise GradingError(UNREADABLE.format(path=path, error=described(error))) from None


def _cell(released: NotebookNode, sources: dict, points: dict, solutions: dict) -> Cell:
    metadata = {key: dict(v) if isinstance(v, dict) else v for key, v in released.metadata.items()}
    header = metadata.get("nbgrader", {})
    grade_id = header.get("grade_id", "")
    role = _role(released, header)
    known, source = sources.get(grade_id), released.source
    if known and role in (Role.TEST, Role.GIVEN):  # the release has no hidden tests
        source = known.source
    if known and known.checksum:
        header["checksum"] = known.checksum
    if grade_id in points:
        header["points"] = points[grade_id]
    kind, given, cell_id = released.cell_type, released.source, released.get("id", "")
    worth, solution = float(points.get(grade_id, 0)), solutions.get(grade_id, "")
    return Cell(role, kind, grade_id, cell_id, source, metadata, worth, given, solution)


def _role(cell: NotebookNode, header: dict) -> Role:
    if cell.cell_type != "code":
        return Role.WRITTEN if header.get("solution") else Role.TEXT
    if header.get("solution"):
        return Role.SOLUTION
    if header.get("grade"):
        return Role.TEST
    if SKIPPED_TAG in cell.metadata.get("tags", []):
        return Role.SKIPPED
    return Role.GIVEN if header.get("locked") else Role.PLAIN
