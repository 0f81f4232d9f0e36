"""Packing of values that may cross between a student's process and the trusted one.

Numbers, text, lists, dicts and numeric arrays cross as data and are rebuilt as exact
built-in types. Anything else stays where it is, and a handle crosses in its place. Nothing
is pickled, and nothing that arrives is executed.
"""

import datetime
import decimal
import fractions
import keyword
from collections.abc import Callable
from typing import Any, TypeGuard

import numpy as np

from nbgrader_sandbox.protocol.sharing import MUTABLE, Sharing

Json = None | bool | int | float | str | list["Json"] | tuple["Json", ...] | dict[str, "Json"]
Reference = list[Json]  # JSON that stands for what cannot cross

DEPTH = 60  # of lists in lists
NUMERIC = "biufcmM"
PLAIN = NUMERIC + "US"  # kinds of arrays that cross as bytes
COLLECTIONS: dict[str, type[Any]] = {k.__name__: k for k in (list, tuple, set, frozenset)}
NUMBERS = [
    *(f"{kind}{bits}" for kind in ("int", "uint") for bits in (8, 16, 32, 64)),
    *("float16", "float32", "float64", "complex64", "complex128", "bool_"),
]
# Types that are values themselves.
TYPES = COLLECTIONS | {k.__name__: k for k in (bool, int, float, complex, str, bytes, dict)}
TYPES |= {name: getattr(np, name) for name in NUMBERS}
# Types that cross as text, with what writes and what reads it.
WRITTEN: dict[str, tuple[type, Callable[..., str], Callable[[str], object]]] = {
    "Decimal": (decimal.Decimal, str, decimal.Decimal),
    "Fraction": (fractions.Fraction, str, fractions.Fraction),
    "date": (datetime.date, datetime.date.isoformat, datetime.date.fromisoformat),
    "datetime": (datetime.datetime, datetime.datetime.isoformat, datetime.datetime.fromisoformat),
}
AS_THEY_ARE = (type(None), bool, str, float)  # no classes based on them
# A big number in JSON would be read digit by digit.
MAX_JSON_INT = 2**53


class Packer:
    """Turns values into JSON and bytes; ``refer`` makes references to what cannot cross."""

    def __init__(self, refer: Callable[[object], Reference]) -> None:
        self._refer = refer

    def pack(self, value: object, sharing: Sharing | None = None) -> tuple[Json, bytes]:
        """Return JSON, and the bytes of the arrays in it, one after the other."""
        return self._packed(self._pack, value, sharing or Sharing())

    def pack_content(self, value: object, sharing: Sharing) -> tuple[Json, bytes]:
        """Pack what has crossed once more, for what is in it by now."""
        return self._packed(self._pack_compound, value, sharing)

    def _packed(
        self, pack: Callable[[object, int], Json], value: object, sharing: Sharing
    ) -> tuple[Json, bytes]:
        self._data, self._sharing, known = bytearray(), sharing, len(sharing.objects)
        try:
            return pack(value, DEPTH), bytes(self._data)
        except BaseException:
            sharing.forget_from(known)
            raise

    def _pack(self, value: object, depth: int) -> Json:
        if type(value) in AS_THEY_ARE:
            return value  # type: ignore[return-value]
        if isinstance(value, str):
            return str(value)
        if isinstance(value, np.generic):
            return self._pack_scalar(value, depth)
        if isinstance(value, int):
            value = int(value)
            return value if -MAX_JSON_INT < value < MAX_JSON_INT else ["int", hex(value)]
        if isinstance(value, float):
            return float(value)
        if depth == 0:
            return self._refer(value)
        stays = isinstance(value, np.ndarray) and value.dtype.kind not in PLAIN + "O"
        if isinstance(value, MUTABLE) and not stays:
            return self._pack_mutable(value, depth - 1)
        return self._pack_compound(value, depth - 1)

    def _pack_mutable(self, value: object, depth: int) -> Json:
        number = self._sharing.number_of(value)
        if number is not None:
            return ["same", number]
        packed = self._pack_compound(value, depth)
        place = self._sharing.place_of(value) if isinstance(value, np.ndarray) else None
        self._sharing.add(value)
        return packed if place is None else ["view", *place, packed]

    def _pack_compound(self, value: object, depth: int) -> Json:
        if isinstance(value, np.ndarray):
            return self._pack_array(value, depth)
        if isinstance(value, complex):
            return ["complex", value.real, value.imag]
        if isinstance(value, bytes | bytearray):
            name = "bytearray" if isinstance(value, bytearray) else "bytes"
            return [name, *self._append(bytes(value))]
        if isinstance(value, tuple) and (fields := fields_of(value)) is not None:
            items = [self._pack(item, depth) for item in value]
            return ["named", type(value).__name__, list(fields), items]
        for name, kind in COLLECTIONS.items():
            if isinstance(value, kind):
                return [name, [self._pack(item, depth) for item in kind.__iter__(value)]]
        if isinstance(value, dict):
            pairs = dict.items(value)
            return ["dict", [[self._pack(k, depth), self._pack(v, depth)] for k, v in pairs]]
        return self._pack_rarer(value, depth)

    def _pack_rarer(self, value: object, depth: int) -> Json:
        if isinstance(value, range | slice):
            parts = value.start, value.stop, value.step
            return [type(value).__name__, *(self._pack(n, depth) for n in parts)]
        if value is Ellipsis:
            return ["ellipsis"]
        if isinstance(value, np.dtype) and value.kind in NUMERIC:
            return ["dtype", value.str]
        for name, (kind, write, _) in WRITTEN.items():
            if type(value) is kind:
                return ["written", name, write(value)]
        for name, kind in TYPES.items():
            if value is kind:
                return ["type", name]
        return self._refer(value)

    def _pack_scalar(self, value: np.generic, depth: int) -> Json:
        if value.dtype.kind in NUMERIC:
            return ["scalar", value.dtype.str, *self._append(value.tobytes())]
        if isinstance(value, str | bytes):
            return self._pack(value.item(), depth)
        return self._refer(value)

    def _pack_array(self, array: np.ndarray, depth: int) -> Json:
        array = np.asarray(array)  # a subclass crosses as what it holds
        if array.dtype.kind in PLAIN:
            flags = array.flags
            by_columns = flags.f_contiguous and not flags.c_contiguous
            span = self._append((array.T if by_columns else array).tobytes())
            kind = array.dtype.str, list(array.shape), by_columns, flags.writeable
            return ["array", *kind, *span]
        if array.dtype.kind == "O":
            items = [self._pack(item, depth) for item in array.ravel().tolist()]
            return ["objects", list(array.shape), items]
        return self._refer(array)

    def _append(self, content: bytes) -> tuple[int, int]:
        span = len(self._data), len(content)
        self._data += content
        return span


def fields_of(value: tuple[object, ...]) -> tuple[str, ...] | None:
    """Return the fields of a named tuple that can be rebuilt; None for another tuple."""
    fields = getattr(value, "_fields", None)
    if fields is None or not all(map(is_name, [type(value).__name__, *fields])):
        return None
    return tuple(fields)


def is_name(name: object) -> TypeGuard[str]:
    """Whether it can name a class or a field, and nothing private."""
    if not isinstance(name, str) or name.startswith("_"):
        return False
    return name.isidentifier() and not keyword.iskeyword(name)
