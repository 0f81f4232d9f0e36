"""What a chapter asks for, and whether it may."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rnn_course.build.chapters import CellPlace, Chapter, header, is_exercise
from rnn_course.build.inlining import imports_of
from rnn_course.errors import AuthoringError
from rnn_course.paths import Course

HIDDEN_REGION = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"


@dataclass(frozen=True)
class Asked:
    """One function that a chapter asks for: its cell, where its solution is, its points.

    ``position`` counts the exercises of the chapter.
    """

    name: str
    module: str
    place: CellPlace
    points: float
    position: int


def asked_in(chapter: Chapter) -> list[Asked]:
    """List the exercises of a chapter.

    Raises
    ------
    AuthoringError
        If an exercise cell holds anything but one import named as the cell is, or its
        test cell is missing.
    """
    cells = {place.grade_id: cell for place, cell in chapter.cells()}
    asked = []
    for place, cell in chapter.cells():
        imports = imports_of(cell.source, place)
        if not is_exercise(cell) or not imports:
            continue
        module, name = _only(imports, place)
        points = _points_of(cells.get(f"test_{name}"), name, place)
        asked.append(Asked(name, module, place, points, position=len(asked)))
    return asked


def _only(imports: list[tuple[str, str]], place: CellPlace) -> tuple[str, str]:
    if [name for _, name in imports] == [place.grade_id]:
        return imports[0]
    names = ", ".join(name for _, name in imports)
    remedy = "give each exercise a cell, and its function's name as grade_id"
    raise AuthoringError(str(place), f"one import, of {place.grade_id}", names, remedy)


def _points_of(test: dict | None, name: str, place: CellPlace) -> float:
    """Points of an exercise: those of its test cell."""
    expected = f"a code cell test_{name} with `grade: true` and points"
    remedy = f"add one with `:nbgrader: {{grade_id: test_{name}, grade: true, points: 2}}`"
    if test is None or test.cell_type != "code" or not header(test).get("grade"):
        got = "no such cell" if test is None else "a cell of that name which is not graded"
        raise AuthoringError(str(place), expected, got, remedy)
    if missing := _missing_in(test.source, name):
        expected = f"`check({name})`, then `check({name}, hidden=True)` between hidden-test markers"
        got = f"a cell test_{name} without {', '.join(f'`{part}`' for part in missing)}"
        remedy = "copy the test cell of another exercise and put this function's name in"
        raise AuthoringError(str(place), expected, got, remedy)
    return header(test)["points"]


def _missing_in(source: str, name: str) -> list[str]:
    begin, end = HIDDEN_REGION
    parts = (f"check({name})", begin, f"check({name}, hidden=True)", end)
    return [part for part in parts if part not in source]


def check_unique(asked: Iterable[Asked]) -> None:
    """Hold every exercise's name to be its own over the whole course.

    Raises
    ------
    AuthoringError
        If two chapters ask for a function of the same name.
    """
    seen: dict[str, Asked] = {}
    for each in asked:
        if each.name in seen:
            expected = f"a name that no other exercise has; {seen[each.name].place} has this one"
            remedy = "rename one of the two functions: case files go by the name alone"
            raise AuthoringError(str(each.place), expected, f"{each.name} again", remedy)
        seen[each.name] = each


def check_not_given(course: Course, asked: Iterable[Asked]) -> None:
    """Hold each name to be given (``rnnkit``) or asked for (``solutions``), not both.

    Both are read, not imported.

    Raises
    ------
    AuthoringError
        If a name is public in both.
    """
    places = {each.name: str(each.place) for each in asked}
    given: dict[str, Path] = {}
    for path in sorted(course.rnnkit.rglob("*.py")):
        given |= dict.fromkeys(_names_bound_in(path), path)
    for path in sorted(course.solutions.glob("*/__init__.py")):
        for name in _functions_of(path):
            if name in given:
                where = given[name].relative_to(course.root).as_posix()
                place = places.get(name, path.relative_to(course.root).as_posix())
                remedy = "rename one, or make the one in rnnkit private with an underscore"
                expected = f"{name} in solutions or in rnnkit, not in both"
                raise AuthoringError(place, expected, f"{name} in {where} too", remedy)


def _functions_of(path: Path) -> Iterator[str]:
    for node in _statements(path):
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node.name


def _names_bound_in(path: Path) -> Iterator[str]:
    """Public names of a module, those that it imports from elsewhere included."""
    for node in _statements(path):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                names = [name]
            case ast.ImportFrom(names=aliases):
                names = [alias.asname or alias.name for alias in aliases]
            case ast.Assign(targets=targets):
                names = [n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name)]
            case ast.AnnAssign(target=ast.Name(id=name)):
                names = [name]
            case _:
                names = []
        yield from (name for name in names if not name.startswith("_"))


def _statements(path: Path) -> list[ast.stmt]:
    try:
        return ast.parse(path.read_text(encoding="utf-8")).body
    except SyntaxError as error:
        what = f"{error.msg}, line {error.lineno}"
        raise AuthoringError(str(path), "Python that parses", what, "mend it") from error
