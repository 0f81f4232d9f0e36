"""Write a function of a notebook as a program that stands alone."""

import inspect
import symtable
import sys
import textwrap
from collections.abc import Callable
from types import FunctionType, ModuleType

from rnnkit.checks.casefile import Value
from rnnkit.checks.messages import Sentence, message


class NotUsed(Exception):
    """A student's function is not kept, or not taken; ``reason`` ends the sentence about it."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(reason)
        self.reason = reason


def program(function: Callable, name: str) -> str:
    """Return the imports that a function uses, the functions that it calls, and itself.

    Parameters
    ----------
    function : callable
        A function of a notebook.
    name : str
        What it is called in the program.

    Returns
    -------
    str
        Without the cells they stand in: functions are found by their names, transitively.

    Raises
    ------
    NotUsed
        If it is no function with a text, or needs something else of its notebook.
    """
    imports: set[str] = set()
    parts: dict[str, str] = {}
    _collect(function, name, imports, parts)
    return "\n\n\n".join(filter(None, ["\n".join(sorted(imports)), *parts.values()])) + "\n"


def _collect(function: Callable, name: str, imports: set[str], parts: dict[str, str]) -> None:
    """Add a function and what it needs; what it needs comes first."""
    if name in parts:
        return
    source, namespace = _source(function)
    if function.__name__ != name:
        _collect(function, function.__name__, imports, parts)
        parts[name] = f"{name} = {function.__name__}"
        return
    parts[name] = ""  # a circle ends here
    # A name that the notebook does not have is Python's own, or shows when the program is tried.
    for needed in filter(namespace.__contains__, _globals_in(source)):
        value = namespace[needed]
        if isinstance(value, FunctionType) and value.__globals__ is namespace:
            _collect(value, needed, imports, parts)
        else:
            imports.add(_import_of(value, needed))
    del parts[name]
    parts[name] = source


def _source(function: Callable) -> tuple[str, dict[str, Value]]:
    """Return the text of a ``def``, and the namespace that it looks names up in."""
    function = inspect.unwrap(function)
    try:
        source = textwrap.dedent(inspect.getsource(function)).rstrip()
    except (OSError, TypeError):
        source = ""
    if not isinstance(function, FunctionType) or not source.startswith(("def ", "@")):
        raise NotUsed(message("own_no_text"))
    return source, function.__globals__


def _globals_in(source: str) -> list[str]:
    """Return the global names that a program reads: in bodies, defaults and decorators."""
    tables = [symtable.symtable(source, "own", "exec")]
    for table in tables:
        tables += table.get_children()
    symbols = [symbol for table in tables for symbol in table.get_symbols()]
    return sorted({s.get_name() for s in symbols if s.is_global() and s.is_referenced()})


def _import_of(value: Value, name: str) -> str:
    if isinstance(value, ModuleType):
        return f"import {value.__name__}" + (f" as {name}" if name != value.__name__ else "")
    module, own_name = getattr(value, "__module__", None), getattr(value, "__name__", "")
    if module == "__main__" or getattr(sys.modules.get(str(module)), own_name, None) is not value:
        raise NotUsed(message("own_needs", name=name))
    return f"from {module} import {own_name}" + (f" as {name}" if name != own_name else "")
