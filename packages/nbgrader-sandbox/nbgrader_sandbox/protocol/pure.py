"""Functions that may be called wherever they are wanted, as they keep and read nothing else.

A function of the tests is called back in their process, each time, as it may count its calls. A
module that says ``__functions_are_pure__ = True`` promises that its functions do no such thing:
the student's process then calls its own copy. So a gradient by differences takes one request
in place of hundreds.
"""

import contextlib
import importlib
import sys
from collections.abc import Callable
from types import FunctionType

DECLARED = "__functions_are_pure__"


def home_of(value: object) -> str:
    """Return the module in which a pure function is found by its name; "" for all else."""
    if not isinstance(value, FunctionType):
        return ""
    module = sys.modules.get(str(value.__module__))
    is_its_own = getattr(module, DECLARED, False) is True and vars(module).get(value.__name__)
    return str(value.__module__) if is_its_own is value else ""


def copy_of(home: str, name: str) -> Callable[..., object] | None:
    """Return this process's copy of a pure function; None if it has none."""
    with contextlib.suppress(Exception):  # whatever a student has done to modules
        copy = vars(importlib.import_module(home))[name] if home else None
        return copy if isinstance(copy, FunctionType) else None
    return None
