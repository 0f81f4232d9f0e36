"""The exercises of a chapter: which functions it asks for, and their points."""

from dataclasses import dataclass

from nbformat import NotebookNode
from nbgrader.utils import is_grade

from rnn_course.build.chapters import Chapter, SolutionImport, is_exercise
from rnn_course.build.solutions import place_in
from rnn_course.cells import header
from rnn_course.errors import CellPlace, fault

HIDDEN_REGION = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"


@dataclass(frozen=True)
class ExerciseSpec:
    """One function that a chapter asks for: its solution, its cell, its points."""

    module: str  # of ``solutions``
    name: str  # of the function, and of the cell
    place: CellPlace
    points: float
    position: int  # among the exercises of the chapter

    def at(self, part: str = "__init__", *names: str) -> str:
        """Return file and line of the reference, or of what else there is in a file of it."""
        return place_in(self.module, part, *(names or [self.name]))


def exercises_in(chapter: Chapter) -> list[ExerciseSpec]:
    """List the exercises of a chapter."""
    cells = {place.grade_id: cell for place, cell in chapter.cells()}
    specs: list[ExerciseSpec] = []
    for place, imports in chapter.imports.items():
        if is_exercise(chapter.cell(place)):
            solution = _only(imports, place)
            points = _points_of(cells.get(f"test_{solution.name}"), solution.name, place)
            specs.append(ExerciseSpec(*solution, place, points, position=len(specs)))
    return specs


def _only(imports: list[SolutionImport], place: CellPlace) -> SolutionImport:
    if [each.name for each in imports] == [place.grade_id]:
        return imports[0]
    names = ", ".join(each.name for each in imports)
    raise fault("not_one_import", place, grade_id=place.grade_id, names=names)


def _points_of(test: NotebookNode | None, name: str, place: CellPlace) -> float:
    if test is None or test.cell_type != "code" or not is_grade(test):
        got = "no such cell" if test is None else "a cell of that name which is not graded"
        raise fault("test_cell", place, name=name, got=got)
    # Each check names its exercise, so that no other one counts.
    visible, hidden = f'check({name}, "{name}")', f'check({name}, "{name}", hidden=True)'
    parts = visible, HIDDEN_REGION[0], hidden, HIDDEN_REGION[1]
    if missing := ", ".join(f"`{part}`" for part in parts if part not in test.source):
        said = {"visible": visible, "hidden": hidden, "name": name, "missing": missing}
        raise fault("checks", place, **said)
    return header(test)["points"]
