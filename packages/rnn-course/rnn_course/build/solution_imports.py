"""Imports from ``solutions``, the cells that are made of nothing else."""

import ast
from typing import NamedTuple

from rnn_course.build.faults import fault
from rnn_course.errors import CellPlace


class SolutionImport(NamedTuple):
    """A function that a cell imports: ``from solutions.module import name``."""

    module: str
    name: str


def solution_imports(source: str, place: CellPlace) -> list[SolutionImport]:
    """List what a cell imports that is made of imports from ``solutions``; refuse a mixture."""
    if "solutions" not in source:
        return []
    try:
        statements = ast.parse(source).body
    except SyntaxError:  # an IPython magic, or code that is wrong on purpose
        return []
    found = [(node, _imported(node)) for node in statements]
    if not any(_reaches_solutions(node) for node in ast.walk(ast.Module(statements, []))):
        return []
    if other := next((node for node, names in found if not names), None):
        line = source.splitlines()[other.lineno - 1].strip()
        raise fault("mixed_import", place, line=line)
    return [name for _, names in found for name in names]


def _reaches_solutions(node: ast.AST) -> bool:
    match node:
        case ast.ImportFrom(module=str(module)):
            return module.split(".")[0] == "solutions"
        case ast.Import(names=names):
            return any(alias.name.split(".")[0] == "solutions" for alias in names)
    return False


def _imported(node: ast.stmt) -> list[SolutionImport]:
    """Return what one statement imports; nothing if it is not of the kind that can be inlined."""
    if not isinstance(node, ast.ImportFrom) or not _reaches_solutions(node):
        return []
    parts = (node.module or "").split(".")
    if len(parts) != 2 or any(alias.asname or alias.name == "*" for alias in node.names):
        return []
    return [SolutionImport(parts[1], alias.name) for alias in node.names]
