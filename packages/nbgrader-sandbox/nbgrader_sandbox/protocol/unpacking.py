"""Unpacking of values: from JSON and bytes to values of exact built-in types."""

import collections
import functools
import json
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from nbgrader_sandbox.protocol import packing
from nbgrader_sandbox.protocol.packing import NUMERIC, PLAIN, Json, Packer, Reference, is_name
from nbgrader_sandbox.protocol.sharing import MUTABLE, Sharing

MAX_TEXT = 1000  # characters of a number or date that crosses as text


class BadValue(Exception):
    """What arrived is no value."""


class Unpacker:
    """Rebuilds values from JSON and bytes; ``resolve`` knows what references mean."""

    def __init__(self, resolve: Callable[[Reference], object]) -> None:
        self._resolve = resolve
        self._kinds: dict[str, Callable[..., Any]] = {  # take the depth, and what follows the kind
            "array": self._unpack_array,
            "bytearray": lambda _, *span: bytearray(self._part(*span)),
            "bytes": lambda _, *span: bytes(self._part(*span)),
            "complex": lambda _, real, imaginary: complex(float(real), float(imaginary)),
            "dict": lambda depth, pairs: dict(self._unpack_list(depth, pair) for pair in pairs),
            "dtype": lambda _, text: _dtype(text, NUMERIC),
            "ellipsis": lambda _: Ellipsis,
            "frozenset": lambda depth, items: frozenset(self._unpack_list(depth, items)),
            "int": lambda _, digits: int(digits, 16),
            "list": self._unpack_list,
            "named": self._unpack_named,
            "objects": self._unpack_objects,
            "range": lambda depth, *numbers: range(*self._unpack_list(depth, numbers)),
            "scalar": self._unpack_scalar,
            "set": lambda depth, items: set(self._unpack_list(depth, items)),
            "slice": lambda depth, *numbers: slice(*self._unpack_list(depth, numbers)),
            "tuple": lambda depth, items: tuple(self._unpack_list(depth, items)),
            "type": lambda _, name: packing.TYPES[name],
            "view": self._unpack_view,
            "written": lambda _, name, text: packing.WRITTEN[name][2](str(text)[:MAX_TEXT]),
        }

    def unpack(self, value: Json, data: memoryview, sharing: Sharing | None = None) -> Any:
        """Rebuild one value; BadValue if it is not what a ``Packer`` writes."""
        return self._unpacked(self._unpack, value, data, sharing or Sharing())

    def update(self, original: Any, value: Reference, data: memoryview, sharing: Sharing) -> None:
        """Put what ``Packer.pack_content`` has written into an object that has crossed."""
        content = self._unpacked(self._rebuild, value, data, sharing)
        match original, content:
            case np.ndarray(shape=shape, dtype=kind), np.ndarray():
                if (shape, kind) == (content.shape, content.dtype) and original.flags.writeable:
                    original[...] = content
            case (list(), list()) | (bytearray(), bytearray()):
                original[:] = content
            case (dict(), dict()) | (set(), set()):
                original.clear()
                original.update(content)

    def _unpacked(
        self, unpack: Callable[[Any, int], Any], value: Json, data: memoryview, sharing: Sharing
    ) -> Any:
        self._data, self._sharing = data, sharing
        try:
            return unpack(value, packing.DEPTH)
        except BadValue:
            raise
        except Exception as error:  # whatever a forged value makes the functions below raise
            raise BadValue(f"{type(error).__name__}: {error}") from None

    def _unpack(self, value: Json, depth: int) -> Any:
        if value is None or isinstance(value, bool | int | float | str):
            return value
        if not isinstance(value, list) or not value or depth < 0:
            raise BadValue("neither a value nor a reference")
        kind = value[0]
        if kind == "same" and isinstance(value[1], int):
            return self._sharing.objects[value[1]]
        result = self._rebuild(value, depth)
        if isinstance(result, MUTABLE) and kind in self._kinds:
            self._sharing.add(result)
        return result

    def _rebuild(self, value: Reference, depth: int) -> Any:
        kind, *fields = value
        if kind in self._kinds:
            return self._kinds[kind](depth - 1, *fields)
        return self._resolve(value)

    def _unpack_list(self, depth: int, items: Iterable[Json]) -> list[Any]:
        return [self._unpack(item, depth) for item in items]

    def _unpack_named(
        self, depth: int, name: str, names: list[str], items: list[Json]
    ) -> tuple[object, ...]:
        if not all(map(is_name, [name, *names])):
            raise BadValue("a named tuple with other than names")
        return _named_tuple(name, tuple(names))(*self._unpack_list(depth, items))

    def _unpack_scalar(self, _depth: int, text: str, start: int, length: int) -> np.generic:
        scalar: np.generic = np.frombuffer(self._part(start, length), _dtype(text, NUMERIC))[0]
        return scalar

    def _unpack_array(
        self, _: int, text: str, shape: list[int], by_columns: bool, writeable: bool, *span: int
    ) -> np.ndarray:
        flat = np.frombuffer(self._part(*span), _dtype(text, PLAIN)).copy()
        array = flat.reshape(shape[::-1]).T if by_columns else flat.reshape(shape)
        if not writeable:
            array.flags.writeable = False
        return array

    def _unpack_view(
        self, depth: int, number: int, offset: int, strides: list[int], array: list[Any]
    ) -> Any:
        _, dtype, shape, _, writeable, *_ = array
        view = self._sharing.view(number, offset, strides, _dtype(dtype, PLAIN), shape)
        if view is None:
            return self._rebuild(array, depth)
        view.flags.writeable = bool(writeable) and view.flags.writeable
        return view

    def _unpack_objects(self, depth: int, shape: list[int], items: list[Json]) -> np.ndarray:
        array = np.empty(len(items), dtype=object)
        for i, item in enumerate(self._unpack_list(depth, items)):
            array[i] = item
        return array.reshape([int(n) for n in shape])

    def _part(self, start: int, length: int) -> memoryview:
        if not 0 <= start <= start + length <= len(self._data):
            raise BadValue("points past the end")
        return self._data[start : start + length]


def send_sample() -> None:
    """Pack a value of each usual kind, and unpack it again."""
    value = [np.ones((2, 3)), 1, 1.0, "text", None, {"key": (np.arange(3), [True])}]
    packed, data = Packer(lambda _: []).pack(value)
    Unpacker(lambda _: None).unpack(json.loads(json.dumps(packed)), memoryview(data))


@functools.lru_cache(maxsize=64)  # a class takes a thousand times as long as its instance
def _named_tuple(name: str, names: tuple[str, ...]) -> Callable[..., tuple[object, ...]]:
    return collections.namedtuple(name, names)


@functools.lru_cache(maxsize=64)
def _dtype(text: str, kinds: str) -> np.dtype:
    dtype = np.dtype(str(text))
    if dtype.kind not in kinds or dtype.hasobject:
        raise BadValue(f"an array of {dtype}")
    return dtype
