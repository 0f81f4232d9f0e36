"""A cell made only of imports from ``solutions`` becomes the source of what it imports."""

import ast
import inspect
import textwrap
from types import FunctionType

from rnn_course.build.chapters import CellPlace
from rnn_course.build.solutions import load_function
from rnn_course.errors import AuthoringError

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"


def imports_of(source: str, place: CellPlace) -> list[tuple[str, str]]:
    """List (module, function) of a cell made only of imports from ``solutions``.

    Other cells give an empty list.

    Raises
    ------
    AuthoringError
        If a cell imports from ``solutions`` and does anything else as well: the built
        notebook has no ``solutions`` in reach.
    """
    if "solutions" not in source:
        return []
    try:
        statements = ast.parse(source).body
    except SyntaxError:  # an IPython magic, or code that is wrong on purpose
        return []
    found = [(node, _imported(node)) for node in statements]
    if not any(_reaches_solutions(node) for node in ast.walk(ast.Module(statements, []))):
        return []
    if not all(names for _, names in found):
        expected = "only `from solutions.module import function` in a cell with such an import"
        remedy = "give the imports a cell of their own, without `as` and without other code"
        raise AuthoringError(str(place), expected, _first_line(source, found), remedy)
    return [name for _, names in found for name in names]


def _reaches_solutions(node: ast.AST) -> bool:
    if isinstance(node, ast.ImportFrom):
        return (node.module or "").split(".")[0] == "solutions"
    is_import = isinstance(node, ast.Import)
    return is_import and any(alias.name.split(".")[0] == "solutions" for alias in node.names)


def _imported(node: ast.stmt) -> list[tuple[str, str]]:
    """(module, name) of one import, or nothing if it is not of the kind that can be inlined."""
    if not isinstance(node, ast.ImportFrom) or not _reaches_solutions(node):
        return []
    parts = node.module.split(".")
    if len(parts) != 2 or any(alias.asname or alias.name == "*" for alias in node.names):
        return []
    return [(parts[1], alias.name) for alias in node.names]


def _first_line(source: str, found: list) -> str:
    node = next(node for node, names in found if not names)
    return f"`{source.splitlines()[node.lineno - 1].strip()}`"


def inline(imports: list[tuple[str, str]], place: CellPlace, is_solution: bool) -> str:
    """Source of the imported functions, as it stands in the notebook."""
    functions = [load_function(module, name, place) for module, name in imports]
    mark = with_markers if is_solution else without_markers
    return "\n\n\n".join(mark(source_of(function)) for function in functions)


def source_of(function: FunctionType) -> str:
    """Source of a function, without the blank lines at its end."""
    return textwrap.dedent(inspect.getsource(function)).rstrip()


def with_markers(source: str) -> str:
    """Put the body after the docstring between solution markers.

    Markers that are there already are left as they are: a partial scaffold.
    """
    if BEGIN in source:
        return source
    function = ast.parse(source).body[0]
    has_docstring = ast.get_docstring(function) is not None
    first = function.body[0]
    # Comments below the docstring belong to the solution, so count from its last line.
    head = first.end_lineno if has_docstring else first.lineno - 1
    indent = " " * first.col_offset
    lines = source.splitlines()
    return "\n".join([*lines[:head], indent + BEGIN, *lines[head:], indent + END])


def without_markers(source: str) -> str:
    """Drop markers, for a function that a chapter gives instead of asking for it."""
    lines = source.splitlines()
    return "\n".join(line for line in lines if BEGIN not in line and END not in line)
