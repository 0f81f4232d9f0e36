"""Import reference solutions of one course, and leave no trace of it."""

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FunctionType, ModuleType

from rnn_course.build.chapters import CellPlace
from rnn_course.errors import AuthoringError
from rnn_course.paths import Course


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
    """Return where the functions of a chapter stand, or its cases, mistakes, equivalents."""
    return f"solutions/{module}/{part}.py"


def load_module(name: str, place: object) -> ModuleType | None:
    """Import ``solutions.name``; None if there is no such file.

    Raises
    ------
    AuthoringError
        If it is there and cannot be imported.
    """
    full_name = f"solutions.{name}"
    try:
        return importlib.import_module(full_name)
    except Exception as error:
        absent = isinstance(error, ModuleNotFoundError) and error.name
        if absent and f"{full_name}.".startswith(f"{error.name}."):
            return None
        what = f"{type(error).__name__}: {error}"
        file = solution_file(*name.split("."))
        remedy = f"mend {file}"
        raise AuthoringError(str(place), f"{file} can be imported", what, remedy) from error


def load_function(module_name: str, name: str, place: CellPlace) -> FunctionType:
    """Import one reference solution.

    Raises
    ------
    AuthoringError
        If the import does not resolve to a function of that module.
    """
    module = load_module(module_name, place)
    function = getattr(module, name, None)
    if isinstance(function, FunctionType) and function.__module__ == module.__name__:
        return function
    file = solution_file(module_name)
    got = f"no {file}" if module is None else f"nothing of that kind in {file}"
    expected = f"a function {name} in {file}"
    raise AuthoringError(str(place), expected, got, f"write it, or mend the import of {name}")
