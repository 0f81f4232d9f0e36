"""Parts, splits and files inside packages, for all data sets."""

import importlib.util
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from rnnkit._extras import missing

Content = TypeVar("Content")


@dataclass(frozen=True, repr=False)
class Part:
    """Inputs and targets of one part of a data set, whose docstring has their shapes.

    x and y are ndarrays or tuples, with one target for each input.
    """

    x: Any
    y: Any

    def __repr__(self) -> str:
        return f"Part(x={_brief(self.x)}, y={_brief(self.y)})"


@dataclass(frozen=True, repr=False)
class Dataset:
    """Three parts that share no example: to learn from, to choose by, to measure with at the end.

    Parts are a Part, an ndarray or a str. Classes are named in the order of their numbers, if there
    are any. Source and licence are those of the data.
    """

    train: Any
    validation: Any
    test: Any
    classes: tuple[str, ...] = ()
    source: str = ""
    licence: str = ""

    def __repr__(self) -> str:
        parts = ((field.name, getattr(self, field.name)) for field in fields(self))
        lines = (f"  {name}: {_brief(value)}" for name, value in parts)
        return "Dataset(\n" + "\n".join(lines) + "\n)"


def _brief(value: Any) -> str:
    if isinstance(value, Part):
        return f"x {_brief(value.x)}, y {_brief(value.y)}"
    if isinstance(value, np.ndarray):
        return f"{value.dtype} array of shape {value.shape}"
    arrays = isinstance(value, tuple) and any(isinstance(item, np.ndarray) for item in value)
    if arrays or (isinstance(value, tuple) and len(value) > 12):
        return f"{len(value):,} x {type(value[0]).__name__}"
    if isinstance(value, str) and len(value) > 200:
        return f"{len(value):,} characters"
    return str(value)


def split_sizes(total: int) -> tuple[int, int]:
    """Return where validation and where test begin, if each has a tenth."""
    tenth = round(total * 0.1)
    return total - 2 * tenth, total - tenth


def random_parts(
    total: int, seed: int, make: Callable[[np.ndarray], Content]
) -> tuple[Content, Content, Content]:
    """Make three parts of indices that share none: 80 % train, 10 % validation, 10 % test."""
    order = np.random.default_rng(seed).permutation(total)
    train, validation, test = np.split(order, split_sizes(total))
    return make(train), make(validation), make(test)


def made(by: str, parts: tuple[Part, Part, Part], classes: tuple[str, ...] = ()) -> Dataset:
    """Return what a function of this package has made as a data set."""
    return Dataset(*parts, classes, f"made by rnnkit.datasets.{by}", "MIT")


def pick(items: Sequence, indices: np.ndarray) -> tuple:
    """Return the items at `indices` as a tuple."""
    return tuple(items[i] for i in indices)


def frozen(array: np.ndarray) -> np.ndarray:
    """Make an array read-only, since a cached data set is handed to every caller."""
    array.flags.writeable = False
    return array


def package_file(package: str, *parts: str) -> Path:
    """Return a data file of a package, without importing it; MissingPackageError if missing."""
    if shipped := data_file(package, *parts):
        return shipped
    spec = importlib.util.find_spec(package)
    if path := _inside(spec, *parts):
        return path
    if spec is None:
        raise missing("data", package)
    what = f"the file {'/'.join(parts)} of the package {package}"
    raise missing("data", package, what, "install --force-reinstall --no-deps")


def data_file(*parts: str) -> Path | None:
    """Return the path of a file of rnnkit-data, which has in the browser what packages hold."""
    return _inside(importlib.util.find_spec("rnnkit_data"), *parts)


def _inside(spec: ModuleSpec | None, *parts: str) -> Path | None:
    folders = (spec and spec.submodule_search_locations) or ()
    return next((path for each in folders if (path := Path(each, *parts)).is_file()), None)
