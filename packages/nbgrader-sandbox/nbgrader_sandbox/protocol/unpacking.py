"""The other half of ``values``: from JSON and bytes to values of exact built-in types."""

import collections
from collections.abc import Callable

import numpy as np

from nbgrader_sandbox.protocol.packing import (
    BUILTIN,
    COLLECTIONS,
    DEPTH,
    NUMERIC,
    SCALARS,
    WRITTEN,
    is_name,
)


class BadValue(Exception):
    """What arrived is no value."""


class Unpacker:
    """Rebuilds values from JSON and bytes.

    Parameters
    ----------
    resolve : callable
        Takes JSON that the other side's ``refer`` made and returns a value for it.
    """

    def __init__(self, resolve: Callable[[list], object]) -> None:
        self._resolve = resolve

    def unpack(self, value: object, data: memoryview) -> object:
        """Rebuild one value.

        Raises
        ------
        BadValue
            If it is not what a ``Packer`` writes.
        """
        self._data = data
        try:
            return self._unpack(value, DEPTH)
        except BadValue:
            raise
        except Exception as error:
            raise BadValue(f"{type(error).__name__}: {error}") from None

    def _unpack(self, value: object, depth: int) -> object:
        if value is None or isinstance(value, bool | int | float | str):
            return value
        if not isinstance(value, list) or not value or depth < 0:
            raise BadValue("neither a value nor a reference")
        kind, *fields = value
        unpack = getattr(self, f"_unpack_{kind}", None) if kind in KINDS else None
        if kind in COLLECTIONS:
            return COLLECTIONS[kind](self._unpack(item, depth - 1) for item in fields[0])
        return unpack(depth - 1, *fields) if unpack else self._resolve(value)

    def _unpack_int(self, _depth: int, digits: str) -> int:
        return int(digits, 16)

    def _unpack_complex(self, _depth: int, real: float, imaginary: float) -> complex:
        return complex(float(real), float(imaginary))

    def _unpack_bytes(self, _depth: int, start: int, length: int) -> bytes:
        return self._bytes(start, length)

    def _unpack_bytearray(self, _depth: int, start: int, length: int) -> bytearray:
        return bytearray(self._bytes(start, length))

    def _unpack_dict(self, depth: int, pairs: list) -> dict:
        return {self._unpack(k, depth): self._unpack(v, depth) for k, v in pairs}

    def _unpack_named(self, depth: int, name: str, names: list, items: list) -> tuple:
        if not all(map(is_name, [name, *names])):
            raise BadValue("a named tuple with other than names")
        kind = collections.namedtuple(name, names)
        return kind(*(self._unpack(item, depth) for item in items))

    def _unpack_range(self, depth: int, *numbers: object) -> range:
        return range(*(self._unpack(n, depth) for n in numbers))

    def _unpack_slice(self, depth: int, *numbers: object) -> slice:
        return slice(*(self._unpack(n, depth) for n in numbers))

    def _unpack_ellipsis(self, _depth: int) -> object:
        return Ellipsis

    def _unpack_dtype(self, _depth: int, text: str) -> np.dtype:
        return _dtype(text, NUMERIC)

    def _unpack_written(self, _depth: int, name: str, text: str) -> object:
        return WRITTEN[name][2](str(text)[:1000])

    def _unpack_builtin(self, _depth: int, name: str) -> type:
        return BUILTIN[name]

    def _unpack_numpy_type(self, _depth: int, name: str) -> type:
        return SCALARS[name]

    def _unpack_scalar(self, _depth: int, text: str, start: int, length: int) -> np.generic:
        return np.frombuffer(self._bytes(start, length), _dtype(text, NUMERIC))[0]

    def _unpack_array(
        self, _depth: int, text: str, shape: list, by_columns: bool, writeable: bool, *place: int
    ) -> np.ndarray:
        flat = np.frombuffer(self._bytes(*place), _dtype(text, NUMERIC + "US")).copy()
        shape = [int(n) for n in shape]
        array = flat.reshape(shape[::-1]).T if by_columns else flat.reshape(shape)
        array.flags.writeable = bool(writeable)
        return array

    def _unpack_objects(self, depth: int, shape: list, items: list) -> np.ndarray:
        array = np.empty(len(items), dtype=object)
        for i, item in enumerate(items):
            array[i] = self._unpack(item, depth)
        return array.reshape([int(n) for n in shape])

    def _bytes(self, start: int, length: int) -> bytes:
        if not 0 <= start <= start + length <= len(self._data):
            raise BadValue("points past the end")
        return bytes(self._data[start : start + length])


KINDS = {name.removeprefix("_unpack_") for name in vars(Unpacker) if name.startswith("_unpack_")}


def _dtype(text: str, kinds: str) -> np.dtype:
    dtype = np.dtype(str(text))
    if dtype.kind not in kinds or dtype.hasobject:
        raise BadValue(f"an array of {dtype}")
    return dtype


def write_back(mine: object, theirs: object) -> object:
    """Make an argument what a call has made of its copy, in place as far as that goes.

    Returns
    -------
    value : object
        ``mine`` if it could be changed in place, else ``theirs``.
    """
    match mine, theirs:
        case np.ndarray(), np.ndarray() if mine.shape == theirs.shape:
            if mine.dtype == theirs.dtype and mine.tobytes() != theirs.tobytes():
                mine[...] = theirs
        case list(), list():
            mine[:] = [*map(write_back, mine, theirs), *theirs[len(mine) :]]
        case tuple(), tuple() if len(mine) == len(theirs):
            for pair in zip(mine, theirs, strict=True):
                write_back(*pair)
        case dict(), dict():
            kept = {k: write_back(mine[k], v) if k in mine else v for k, v in theirs.items()}
            mine.clear()
            mine.update(kept)
        case set(), set():
            mine.clear()
            mine.update(theirs)
        case _:
            return theirs
    return mine
