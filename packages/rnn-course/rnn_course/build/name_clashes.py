"""Names that two exercises have, or an exercise and ``rnnkit``."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from rnn_course.build.exercises import ExerciseSpec
from rnn_course.errors import AuthoringError
from rnn_course.paths import Course


def check_unique(specs: Iterable[ExerciseSpec]) -> None:
    """Check that every exercise's name is its own over the whole course."""
    seen: dict[str, ExerciseSpec] = {}
    for each in specs:
        if each.name in seen:
            expected = f"a name that no other exercise has; {seen[each.name].place} has this one"
            remedy = "rename one of the two functions: case files go by the name alone"
            raise AuthoringError(str(each.place), expected, f"{each.name} again", remedy)
        seen[each.name] = each


def check_not_given(course: Course, specs: Iterable[ExerciseSpec]) -> None:
    """Check that nothing is given by ``rnnkit`` and asked for in ``solutions``: both are read."""
    places = {each.name: str(each.place) for each in specs}
    given: dict[str, Path] = {}
    for path in sorted(course.rnnkit.rglob("*.py")):
        given |= dict.fromkeys(_names_bound_in(path, course.root), path)
    for path in sorted(course.solutions.glob("*/__init__.py")):
        for function in _functions_of(path, course.root):
            name = function.name
            if name in given:
                where = given[name].relative_to(course.root).as_posix()
                file = path.relative_to(course.root).as_posix()
                place = places.get(name, f"{file}:{function.lineno}")
                remedy = "rename one, or make the one in rnnkit private with an underscore"
                expected = f"{name} in solutions or in rnnkit, not in both"
                raise AuthoringError(place, expected, f"{name} in {where} too", remedy)


def _functions_of(path: Path, root: Path) -> Iterator[ast.FunctionDef]:
    for node in _statements(path, root):
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def _names_bound_in(path: Path, root: Path) -> Iterator[str]:
    """Yield the public names of a module, those that it imports from elsewhere included."""
    for node in _statements(path, root):
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


def _statements(path: Path, root: Path) -> list[ast.stmt]:
    try:
        return ast.parse(path.read_text(encoding="utf-8")).body
    except SyntaxError as error:
        place = f"{path.relative_to(root).as_posix()}:{error.lineno}"
        raise AuthoringError(place, "Python that parses", error.msg, "mend it") from error
