"""Functions that may be called wherever they are wanted, as they keep and read nothing else.

A function of the tests is called back in their process, each time, as it may count its calls. A
module that says ``__functions_are_pure__ = True`` promises that its functions do no such thing:
the student's process then calls its own copy. So a gradient by differences takes one request
in place of hundreds. Functions of Python and of packages are never called back: ``os.listdir``
would list here, outside of the sandbox, what the student's code asks it to.
"""

import contextlib
import importlib
import sys
import sysconfig
from collections.abc import Callable
from types import ModuleType

DECLARED = "__functions_are_pure__"
LIBRARIES = tuple({sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib")})


def home_of(value: object) -> str:
    """Return the module in which a pure function is found by its name; "" for all else."""
    module = _module_of(value)
    is_pure = module and (getattr(module, DECLARED, False) is True or _is_library(module))
    return module.__name__ if module and is_pure else ""


def is_of_a_library(value: object) -> bool:
    """Whether it is a function or class that Python or a package has under its name."""
    module = _module_of(value)
    return module is not None and _is_library(module)


def _module_of(value: object) -> ModuleType | None:
    if not isinstance(name := getattr(value, "__name__", None), str):
        return None
    module = sys.modules.get(str(getattr(value, "__module__", None)))
    return module if module and vars(module).get(name) is value else None


def _is_library(module: ModuleType) -> bool:
    name, file = module.__name__, getattr(module, "__file__", None)
    is_pythons = name.partition(".")[0] in sys.stdlib_module_names and name != "__main__"
    return is_pythons or (isinstance(file, str) and file.startswith(LIBRARIES))


def copy_of(home: str, name: str) -> Callable[..., object] | None:
    """Return this process's copy of a pure function; None if it has none."""
    with contextlib.suppress(Exception):  # whatever a student has done to modules
        copy = vars(importlib.import_module(home))[name] if home else None
        return copy if callable(copy) else None
    return None
