"""All exercises of the course, built in memory as the builder builds them."""

import importlib
import inspect
from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import FunctionType, ModuleType

import numpy as np

import solutions
from rnn_course.bank.mistake import Mistake
from rnn_course.build.cases import Built, build_exercise
from rnn_course.build.chapters import CellPlace
from rnn_course.build.exercises import Asked

MODULES = tuple(
    path.parent.name for path in sorted(Path(solutions.__file__).parent.glob("*/__init__.py"))
)


def functions_of(module: ModuleType) -> dict[str, FunctionType]:
    own = inspect.getmembers(module, inspect.isfunction)
    return {
        name: function
        for name, function in own
        if function.__module__ == module.__name__ and not name.startswith("_")
    }


def _import(name: str) -> ModuleType | None:
    return importlib.import_module(name) if find_spec(name) else None


REFERENCES: dict[str, FunctionType] = {
    name: function
    for module in MODULES
    for name, function in functions_of(_import(f"solutions.{module}")).items()
}
MISTAKES: tuple[Mistake, ...] = tuple(
    mistake
    for module in MODULES
    for mistake in getattr(_import(f"solutions.{module}.mistakes"), "MISTAKES", ())
)
EQUIVALENTS: dict[str, FunctionType] = {
    name: function
    for module in MODULES
    if (bank := _import(f"solutions.{module}.equivalents"))
    for name, function in functions_of(bank).items()
}


@cache
def build(exercise: str) -> Built:
    module = REFERENCES[exercise].__module__.removeprefix("solutions.")
    place = CellPlace(module, 0, exercise)
    return build_exercise(Asked(exercise, module, place, points=1, position=0))


def leaves(value: object) -> Iterator[np.ndarray]:
    """All arrays in nested arguments."""
    if isinstance(value, np.ndarray):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from leaves(item)


def exercise_of(equivalent: Callable) -> str:
    return equivalent.__name__.split("__")[0]
