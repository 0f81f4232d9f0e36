"""A cell's nbgrader metadata, and the exercises that its checks are for."""

import ast

from nbformat import NotebookNode


def header(cell: NotebookNode) -> NotebookNode:
    """Return a cell's nbgrader metadata, empty where it has none."""
    return cell.metadata.get("nbgrader", NotebookNode())


def grade_id(cell: NotebookNode) -> str:
    """Return the name that nbgrader has for a cell, empty where it has none."""
    return header(cell).get("grade_id", "")


def checked_exercises(source: str) -> list[str]:
    """Return the exercise that each ``check`` of a test cell names, empty where it names none."""
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # magics, or no cell of ours
        return []
    return [
        _second_argument(node)
        for node in nodes
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "check"
    ]


def _second_argument(call: ast.Call) -> str:
    named = [keyword.value for keyword in call.keywords if keyword.arg == "exercise"]
    for value in (*call.args[1:2], *named):
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            return value.value
    return ""
