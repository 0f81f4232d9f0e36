"""Snapshots of the cells that nbgrader knows by name: as released, and as in the source."""

import json
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from nbformat import NotebookNode
from nbgrader.api import Gradebook, Notebook
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_locked, is_solution, is_task

from nbgrader_sandbox import GradingCourse, GradingError, find_assignment, folder_of
from rnn_course.build.nbgrader_run import Refused, generate_assignment

ROLES = ("grade", "solution", "task")


@dataclass(frozen=True)
class NamedCell:
    """One cell with an nbgrader name."""

    kind: str  # code or markdown
    roles: tuple[str, ...]  # of grade, solution, task
    locked: bool
    points: float  # what it can earn; 0 where nothing is graded
    source: str  # with hidden tests, without solutions
    checksum: str | None

    @property
    def is_graded(self) -> bool:
        """Whether the gradebook has points for it."""
        return bool({"grade", "task"} & set(self.roles))

    @property
    def earns(self) -> float | None:
        """Its points, None where nothing is graded."""
        return self.points if self.is_graded else None

    @property
    def is_answer(self) -> bool:
        """Whether students write in it."""
        return bool({"solution", "task"} & set(self.roles))


@dataclass
class NamedCells:
    """All of one notebook, by name and in order."""

    cells: dict[str, NamedCell] = field(default_factory=dict)
    kernelspec: str = "{}"


Notebooks = dict[str, NamedCells]


def in_gradebook(gradebook: Gradebook, assignment: str) -> Notebooks:
    """Read the cells of the last release."""
    notebooks = find_assignment(gradebook, assignment).notebooks
    return {each.name: _known(each) for each in sorted(notebooks, key=lambda each: each.name)}


def _known(notebook: Notebook) -> NamedCells:
    points = {c.name: c.max_score for c in (*notebook.grade_cells, *notebook.task_cells)}
    names = {role: {cell.name for cell in getattr(notebook, f"{role}_cells")} for role in ROLES}
    cells = {
        cell.name: NamedCell(
            cell.cell_type,
            tuple(role for role in ROLES if cell.name in names[role]),
            bool(cell.locked),
            float(points.get(cell.name, 0)),
            cell.source or "",
            cell.checksum,
        )
        for cell in notebook.source_cells
    }
    return NamedCells(cells, notebook.kernelspec or "{}")


def in_source(course: GradingCourse, assignment: str) -> tuple[Notebooks, dict[str, bytes]]:
    """Generate the assignment, and return its cells and the students' files; write nothing."""
    collected: Notebooks = {}
    with TemporaryDirectory() as folder:
        config = deepcopy(course.config)
        # An absolute folder stays as it is where nbgrader joins it to the course's.
        config.CourseDirectory.release_directory = str(Path(folder).resolve() / "release")
        try:
            directory = generate_assignment(config, assignment, _collector(collected))
        except Refused as refusal:
            raise _refused(course, assignment, refusal) from refusal
        released = folder_of(directory, "release", ".", assignment)
        files = sorted(path for path in released.rglob("*") if path.is_file())
        release = {path.relative_to(released).as_posix(): path.read_bytes() for path in files}
    return dict(sorted(collected.items())), release


def _collector(into: Notebooks) -> type[NbGraderPreprocessor]:
    class Collect(NbGraderPreprocessor):
        def preprocess(self, notebook: NotebookNode, resources: dict) -> tuple:
            tests = (is_grade, is_solution, is_locked, is_task)
            cells = [cell for cell in notebook.cells if any(test(cell) for test in tests)]
            named = {cell.metadata.nbgrader["grade_id"]: _fresh(cell) for cell in cells}
            kernelspec = json.dumps(notebook.metadata.get("kernelspec", {}))
            into[resources["nbgrader"]["notebook"]] = NamedCells(named, kernelspec)
            return notebook, resources

    return Collect


def _fresh(cell: NotebookNode) -> NamedCell:
    has = dict(zip(ROLES, (is_grade(cell), is_solution(cell), is_task(cell)), strict=True))
    header = cell.metadata.nbgrader
    return NamedCell(
        cell.cell_type,
        tuple(role for role in has if has[role]),
        bool(is_locked(cell)),
        float(header["points"]) if has["grade"] or has["task"] else 0.0,
        cell.source,
        header.get("checksum"),
    )


def _refused(course: GradingCourse, assignment: str, refusal: Refused) -> GradingError:
    folder = course.folder("source", assignment=assignment)
    if not any(folder.glob("*.ipynb")):
        return GradingError(f"{folder} has no notebook. Build or write the source first.")
    return GradingError(f"nbgrader cannot make a release of {folder}; mend it first.\n{refusal}")


def from_plain(plain: dict) -> Notebooks:
    """Undo ``asdict`` and JSON."""
    return {
        name: NamedCells(
            {n: NamedCell(**(c | {"roles": tuple(c["roles"])})) for n, c in each["cells"].items()},
            each["kernelspec"],
        )
        for name, each in plain.items()
    }
