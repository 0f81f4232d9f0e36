"""Names that two exercises have, or an exercise and ``rnnkit``, or that no cell defines."""

import ast
import builtins
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from nbformat import NotebookNode

from nbgrader_sandbox import names_of
from rnn_course.build.chapters import Chapter
from rnn_course.build.exercises import ExerciseSpec
from rnn_course.errors import fault
from rnn_course.paths import Course

# Students would get a NameError for any other.
OF_NOTEBOOKS = {"In", "Out", "_", "__", "___", "__name__", "display", "exit", "get_ipython", "quit"}


def check_unique(specs: Iterable[ExerciseSpec]) -> None:
    """Check that every exercise's name is its own over the whole course."""
    seen: dict[str, ExerciseSpec] = {}
    for each in specs:
        if each.name in seen:
            raise fault("name_twice", each.place, name=each.name, first=seen[each.name].place)
        seen[each.name] = each


def check_not_given(course: Course, specs: Iterable[ExerciseSpec]) -> None:
    """Check that nothing is given by ``rnnkit`` and asked for in ``solutions``: both are read."""
    places = {each.name: str(each.place) for each in specs}
    given: dict[str, Path] = {}
    for path in sorted(course.rnnkit.rglob("*.py")):
        given |= dict.fromkeys(_names_bound_in(path, course.root), path)
    for path in sorted(course.solutions.glob("*/__init__.py")):
        for node in _statements(path, course.root):
            if isinstance(node, ast.FunctionDef) and node.name in given:
                where = given[node.name].relative_to(course.root).as_posix()
                file = path.relative_to(course.root).as_posix()
                place = places.get(node.name, f"{file}:{node.lineno}")
                raise fault("given_and_asked", place, name=node.name, given=where)


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
        raise fault("not_python", place, error=error.msg) from error


def check_defined(chapter: Chapter, source: NotebookNode) -> None:
    """Check that some cell binds each name which a cell of the built notebook uses."""
    cells = list(zip(chapter.cells(), source.cells, strict=True))
    code = [(place, cell.source) for (place, _), cell in cells if cell.cell_type == "code"]
    bound = {name for _, text in code for name in names_of(text).bound}
    for place, text in code:
        for name in sorted(names_of(text).used - bound - OF_NOTEBOOKS - {*dir(builtins)}):
            lines = (each for each in text.splitlines() if re.search(rf"\b{name}\b", each))
            raise fault("undefined", place, name=name, line=next(lines, text).strip())
