"""The source of a solution as a notebook has it, with solution markers or without."""

import ast
import inspect
import textwrap
from functools import cache
from types import FunctionType

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"


@cache
def source_of(function: FunctionType) -> str:
    """Return the source of a function, without the blank lines at its end."""
    return textwrap.dedent(inspect.getsource(function)).rstrip()


def with_markers(source: str) -> str:
    """Put the body after the docstring between solution markers, but for a partial scaffold."""
    if BEGIN in source:
        return source
    (function,) = ast.parse(source).body
    assert isinstance(function, ast.FunctionDef)
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
