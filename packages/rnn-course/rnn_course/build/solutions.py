"""Import reference solutions of one course, and leave no trace of it."""

import ast
import importlib
import inspect
import sys
import textwrap
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from inspect import getmembers, isfunction
from pathlib import Path
from types import FunctionType, ModuleType
from typing import TypeVar

from rnn_course.build.chapters import Chapter, SolutionImport
from rnn_course.errors import CellPlace, fault
from rnn_course.paths import Course

Table = TypeVar("Table")

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"


@contextmanager
def solutions_in_reach(course: Course) -> Iterator[None]:
    """Make ``solutions`` mean this course's own, freshly read, inside the block."""
    kept = _forget_solutions()
    no_bytecode = sys.dont_write_bytecode
    # A pyc is dated by the second: too coarse for a file that was changed a moment ago.
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(course.root))
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.path.remove(str(course.root))
        sys.dont_write_bytecode = no_bytecode
        _forget_solutions()
        sys.modules.update(kept)


def _forget_solutions() -> dict[str, ModuleType]:
    names = [name for name in sys.modules if name.split(".")[0] == "solutions"]
    return {name: sys.modules.pop(name) for name in names}


def solution_file(module: str, part: str = "__init__") -> str:
    """Return where the functions of a chapter stand, or its cases, mistakes, forms, equivalents."""
    path = {"mistakes": "mistakes/__init__", "forms": "mistakes/forms"}.get(part, part)
    return f"solutions/{module}/{path}.py"


def place_in(module: str, part: str, *names: str) -> str:
    """Return file and line of a function, or of a known mistake by its exercise and name."""
    file = solution_file(module, part)
    path = Path(importlib.import_module("solutions").__path__[0]).parent / file
    lines = _lines_of(path, path.stat().st_mtime_ns) if path.is_file() else {}
    return f"{file}:{lines.get(names, 1)}"


@cache
def _lines_of(path: Path, _changed: int) -> dict[tuple[str, ...], int]:
    lines: dict[tuple[str, ...], int] = {}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.FunctionDef(name=name):
                lines[name,] = node.lineno
            case ast.Call(
                args=[ast.Constant(value=str(exercise)), ast.Constant(value=str(name)), *_]
            ):
                lines[exercise, name] = node.lineno
    return lines


def load_module(name: str, place: CellPlace) -> ModuleType | None:
    """Import ``solutions.name``; None if there is no such file."""
    full_name = f"solutions.{name}"
    try:
        return importlib.import_module(full_name)
    except Exception as error:
        absent = error.name if isinstance(error, ModuleNotFoundError) else None
        if absent and f"{full_name}.".startswith(f"{absent}."):
            return None
        file = solution_file(*name.split("."))
        where = _raised_at(error, file) or place
        raise fault("no_import", where, error=error, file=file) from error


def table_in(name: str, place: CellPlace, table: str, otherwise: Table) -> Table:
    """Return a table of ``solutions.name``; ``otherwise`` if there is no such file or table."""
    return getattr(load_module(name, place), table, otherwise)


def functions_in(name: str, place: CellPlace) -> dict[str, FunctionType]:
    """Return the functions of ``solutions.name``, without those that it imports."""
    found = getmembers(load_module(name, place), isfunction)
    return {each: made for each, made in found if made.__module__ == f"solutions.{name}"}


def _raised_at(error: Exception, file: str) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    places = [(each.filename, each.lineno) for each in frames]
    if isinstance(error, SyntaxError):
        places.append((error.filename or "", error.lineno))
    lines = [line for name, line in places if Path(name).as_posix().endswith(f"/{file}")]
    return f"{file}:{lines[-1]}" if lines else ""


def load_functions(chapter: Chapter) -> dict[SolutionImport, FunctionType]:
    """Import all reference solutions that a chapter asks for or gives."""
    imported = [(place, each) for place, some in chapter.imports.items() for each in some]
    return {each: _load_function(each, place) for place, each in imported}


def _load_function(wanted: SolutionImport, place: CellPlace) -> FunctionType:
    if function := functions_in(wanted.module, place).get(wanted.name):
        return function
    file = solution_file(wanted.module)
    got = f"nothing of that kind in {file}" if load_module(wanted.module, place) else f"no {file}"
    raise fault("no_function", place, name=wanted.name, file=file, got=got)


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
