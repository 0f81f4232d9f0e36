"""Bring the gradebook from one version of an assignment to another, submissions included."""

from collections.abc import Callable
from typing import TypeAlias

from nbgrader import api
from nbgrader.api import Gradebook, Notebook

from nbgrader_sandbox import transaction
from rnn_course.regrade.diff import Change
from rnn_course.regrade.snapshot import NamedCell, NamedCells, Notebooks

NamedRow: TypeAlias = api.GradeCell | api.SolutionCell | api.TaskCell | api.SourceCell
CELLS: tuple[type[NamedRow], ...] = api.GradeCell, api.SolutionCell, api.TaskCell, api.SourceCell
KINDS = dict(zip(("grade", "solution", "task", "source"), CELLS, strict=True))


def update_cells(book: Gradebook, assignment: str, new: Notebooks, changes: list[Change]) -> None:
    """Make the book's cells those of ``new``, with places for points in all submissions.

    nbgrader itself refuses when a cell comes or goes after students have handed in.
    """
    with transaction(book):
        for notebook in book.find_assignment(assignment).notebooks:
            cells = new[notebook.name]
            names = {c.old_name: c.cell for c in changes if c.old_name}
            for role in KINDS:
                for row in getattr(notebook, f"{role}_cells"):
                    row.name = names.get(row.name, row.name)
            book.db.flush()
            for role in KINDS:
                _update_rows(book, notebook, cells, role)
            notebook.kernelspec = cells.kernelspec


def _update_rows(gradebook: Gradebook, notebook: Notebook, cells: NamedCells, role: str) -> None:
    every = cells.cells.items()
    wanted = {name: cell for name, cell in every if role == "source" or role in cell.roles}
    known = {row.name: row for row in gradebook.db.query(KINDS[role]).filter_by(notebook=notebook)}
    for name in known.keys() - wanted.keys():
        if role != "source":
            for row in (*known[name].grades, *known[name].comments):
                gradebook.db.delete(row)
            gradebook.db.flush()
        gradebook.db.delete(known[name])
    for name, cell in wanted.items():
        if name in known:
            for column, value in _columns(cell, role).items():
                setattr(known[name], column, value)
        else:
            added = KINDS[role](name=name, notebook=notebook, **_columns(cell, role))
            gradebook.db.add(added)
            gradebook.db.flush()
            _add_rows(gradebook, notebook, added, role)
    gradebook.db.flush()


def _columns(cell: NamedCell, role: str) -> dict[str, str | float | bool | None]:
    if role == "source":
        text = {"source": cell.source, "checksum": cell.checksum}
        return {"cell_type": cell.kind, "locked": cell.locked, **text}
    return {} if role == "solution" else {"max_score": cell.points, "cell_type": cell.kind}


def _add_rows(gradebook: Gradebook, notebook: Notebook, cell: NamedRow, role: str) -> None:
    for submitted in notebook.submissions:
        if role in ("grade", "task"):
            gradebook.db.add(api.Grade(cell_id=cell.id, notebook=submitted))
        if role in ("solution", "task"):
            gradebook.db.add(api.Comment(cell_id=cell.id, notebook=submitted))


def settle(
    gradebook: Gradebook, assignment: str, is_settled: Callable[[str, str, api.Grade], bool | None]
) -> None:
    """Set for each grade whether a person has to look at it; None leaves it as it is."""
    with transaction(gradebook):
        for submission in gradebook.find_assignment(assignment).submissions:
            for notebook in submission.notebooks:
                for grade in notebook.grades:
                    cell = f"{notebook.name}/{grade.name}"
                    settled = is_settled(submission.student.id, cell, grade)
                    if settled is not None:
                        grade.needs_manual_grade = not settled
