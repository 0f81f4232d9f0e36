"""A cell's nbgrader metadata, and the exercises that its checks are for."""

import ast
import re
from collections.abc import Iterable

from nbformat import NotebookNode

from rnnkit.language import ENGLISH, language

SETUP = "setup"  # the cell that imports the tools, and says which language they speak
SPEAKS = re.compile(r'^rnnkit\.use_language\("([\w-]+)"\)', re.MULTILINE)
HEADING = re.compile(r"^(#+) +(.*\S)", re.MULTILINE)
MARKUP = re.compile(r"[*$`]")


def header(cell: NotebookNode) -> NotebookNode:
    """Return a cell's nbgrader metadata, empty where it has none."""
    return cell.metadata.get("nbgrader", NotebookNode())


def grade_id(cell: NotebookNode) -> str:
    """Return the name that nbgrader has for a cell, empty where it has none."""
    return header(cell).get("grade_id", "")


def language_of(notebook: NotebookNode) -> str:
    """Return the language of the edition that a notebook is of; what is no chapter has ours."""
    setup = next((cell for cell in notebook.cells if grade_id(cell) == SETUP), None)
    if setup is None:
        return language()
    found = SPEAKS.search(setup.source)
    return found[1] if found else ENGLISH


def headings(cell: NotebookNode) -> list[tuple[int, str]]:
    """Return the headings of a text cell with their levels, from 1; without markup."""
    found = HEADING.findall(cell.source) if cell.cell_type == "markdown" else []
    return [(len(signs), MARKUP.sub("", text)) for signs, text in found]


def title_of(cells: Iterable[NotebookNode]) -> str:
    """Return the first heading of the first level, empty if there is none."""
    found = (text for cell in cells for level, text in headings(cell) if level == 1)
    return next(found, "")


def checked_exercises(source: str) -> list[str]:
    """Return the exercise that each ``check`` of a test cell names, empty where it names none."""
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # magics, or no cell of ours
        return []
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    return [_second_argument(each) for each in calls if getattr(each.func, "id", "") == "check"]


def _second_argument(call: ast.Call) -> str:
    named = [keyword.value for keyword in call.keywords if keyword.arg == "exercise"]
    for value in (*call.args[1:2], *named):
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            return value.value
    return ""
