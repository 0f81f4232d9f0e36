"""The exercises of a chapter: which functions it asks for, and their points."""

from dataclasses import dataclass

from nbformat import NotebookNode
from nbgrader.utils import is_grade

from rnn_course.build.chapters import Chapter, is_exercise
from rnn_course.build.solution_imports import SolutionImport
from rnn_course.build.solutions import place_in
from rnn_course.cells import header
from rnn_course.errors import AuthoringError, CellPlace

HIDDEN_REGION = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"


@dataclass(frozen=True)
class ExerciseSpec:
    """One function that a chapter asks for: its solution, its cell, its points.

    ``position`` counts the exercises of the chapter.
    """

    solution: SolutionImport
    place: CellPlace
    points: float
    position: int

    @property
    def name(self) -> str:
        """The function's name, which is the cell's too."""
        return self.solution.name

    @property
    def module(self) -> str:
        """The module of ``solutions``."""
        return self.solution.module

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
            specs.append(ExerciseSpec(solution, place, points, position=len(specs)))
    return specs


def _only(imports: list[SolutionImport], place: CellPlace) -> SolutionImport:
    if [each.name for each in imports] == [place.grade_id]:
        return imports[0]
    names = ", ".join(each.name for each in imports)
    remedy = "give each exercise a cell, and its function's name as grade_id"
    raise AuthoringError(str(place), f"one import, of {place.grade_id}", names, remedy)


def _points_of(test: NotebookNode | None, name: str, place: CellPlace) -> float:
    """Return the points of an exercise: those of its test cell."""
    expected = f"a code cell test_{name} with `grade: true` and points"
    remedy = f"add one with `:nbgrader: {{grade_id: test_{name}, grade: true, points: 2}}`"
    if test is None or test.cell_type != "code" or not is_grade(test):
        got = "no such cell" if test is None else "a cell of that name which is not graded"
        raise AuthoringError(str(place), expected, got, remedy)
    if missing := _missing_in(test.source, name):
        visible, _, hidden, _ = _parts(name)
        expected = f"`{visible}`, then `{hidden}` between hidden-test markers"
        got = f"a cell test_{name} without {', '.join(f'`{part}`' for part in missing)}"
        remedy = "copy the test cell of another exercise and put this function's name in"
        raise AuthoringError(str(place), expected, got, remedy)
    return header(test)["points"]


def _missing_in(source: str, name: str) -> list[str]:
    return [part for part in _parts(name) if part not in source]


def _parts(name: str) -> tuple[str, ...]:
    """Return what a test cell holds: each check names its exercise, so that no other one counts."""
    begin, end = HIDDEN_REGION
    return f'check({name}, "{name}")', begin, f'check({name}, "{name}", hidden=True)', end
