"""Bring the gradebook from one version of an assignment to another, submissions included."""

from collections.abc import Callable
from typing import TypeAlias

from nbgrader.api import (
    Comment,
    Grade,
    Gradebook,
    GradeCell,
    Notebook,
    SolutionCell,
    SourceCell,
    TaskCell,
)

from nbgrader_sandbox import transaction
from rnn_course.regrade.diff import Change
from rnn_course.regrade.snapshot import NamedCell, NamedCells, Notebooks

NamedRow: TypeAlias = GradeCell | SolutionCell | TaskCell | SourceCell
Columns: TypeAlias = dict[str, str | float | bool | None]
KINDS: dict[str, type[NamedRow]] = {"grade": GradeCell, "solution": SolutionCell, "task": TaskCell}


def update_cells(
    gradebook: Gradebook, assignment: str, new: Notebooks, changes: list[Change]
) -> None:
    """Make the gradebook's cells those of ``new``; do nothing where they are.

    nbgrader itself refuses when a cell comes or goes after students have handed in. Here
    each submission gets a place for the points of a cell that came, and loses that of a
    cell that went.
    """
    with transaction(gradebook):
        for notebook in gradebook.find_assignment(assignment).notebooks:
            cells = new[notebook.name]
            names = {c.old_name: c.cell for c in changes if c.old_name}
            _rename(gradebook, notebook, names)
            for role, kind in KINDS.items():
                _update_kind(gradebook, notebook, kind, cells, role)
            _update_sources(gradebook, notebook, cells)
            notebook.kernelspec = cells.kernelspec


def _rename(gradebook: Gradebook, notebook: Notebook, names: dict[str, str]) -> None:
    groups = (notebook.grade_cells, notebook.solution_cells, notebook.task_cells)
    for group in (*groups, notebook.source_cells):
        for cell in group:
            cell.name = names.get(cell.name, cell.name)
    gradebook.db.flush()


def _update_kind(
    gradebook: Gradebook, notebook: Notebook, kind: type[NamedRow], cells: NamedCells, role: str
) -> None:
    wanted = {name: cell for name, cell in cells.cells.items() if role in cell.roles}
    known = {cell.name: cell for cell in gradebook.db.query(kind).filter_by(notebook=notebook)}
    for name in known.keys() - wanted.keys():
        for row in (*known[name].grades, *known[name].comments):
            gradebook.db.delete(row)
        gradebook.db.flush()
        gradebook.db.delete(known[name])
    for name, cell in wanted.items():
        if name in known:
            _set(known[name], _graded(cell, role))
        else:
            added = kind(name=name, notebook=notebook, **_graded(cell, role))
            gradebook.db.add(added)
            gradebook.db.flush()
            _add_rows(gradebook, notebook, added, role)
    gradebook.db.flush()


def _graded(cell: NamedCell, role: str) -> Columns:
    return {} if role == "solution" else {"max_score": cell.points, "cell_type": cell.kind}


def _set(row: NamedRow, values: Columns) -> None:
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def _add_rows(gradebook: Gradebook, notebook: Notebook, cell: NamedRow, role: str) -> None:
    """Add rows for a cell to all submissions, as nbgrader does for a new submission."""
    for submitted in notebook.submissions:
        if role != "solution":
            gradebook.db.add(Grade(cell_id=cell.id, notebook=submitted))
        if role != "grade":
            gradebook.db.add(Comment(cell_id=cell.id, notebook=submitted))


def _update_sources(gradebook: Gradebook, notebook: Notebook, cells: NamedCells) -> None:
    known = {cell.name: cell for cell in notebook.source_cells}
    for name in known.keys() - cells.cells.keys():
        gradebook.db.delete(known[name])
    for name, cell in cells.cells.items():
        values: Columns = {
            "cell_type": cell.kind,
            "locked": cell.locked,
            "source": cell.source,
            "checksum": cell.checksum,
        }
        if name in known:
            _set(known[name], values)
        else:
            gradebook.db.add(SourceCell(name=name, notebook=notebook, **values))
    gradebook.db.flush()


def settle(
    gradebook: Gradebook, assignment: str, is_settled: Callable[[str, str, Grade], bool | None]
) -> None:
    """Set for each grade whether a person has to look at it.

    ``is_settled`` takes student, ``notebook/cell`` and grade; None leaves it as it is.
    """
    with transaction(gradebook):
        for submission in gradebook.find_assignment(assignment).submissions:
            for notebook in submission.notebooks:
                for grade in notebook.grades:
                    cell = f"{notebook.name}/{grade.name}"
                    settled = is_settled(submission.student.id, cell, grade)
                    if settled is not None:
                        grade.needs_manual_grade = not settled
