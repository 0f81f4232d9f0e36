"""Which values of a request and its answer are one object, or lie in the same memory.

Tests ask for it: whether a result is a new array, or an argument that was handed back. Both
sides number the values that can be changed, in the order in which they cross, so that a
number says which one is meant. It can only mean what has crossed.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np

MUTABLE = (list, dict, set, bytearray, np.ndarray)


class Sharing:
    """Numbers of the values in a request and its answer that can be changed."""

    def __init__(self) -> None:
        self.objects: list[Any] = []  # which keeps their ids their own
        self._numbers: dict[int, int] = {}  # by id
        self._layouts: dict[int, object] = {}  # of arrays, as they crossed, by number
        self._in_memory: defaultdict[int, list[int]] = defaultdict(list)  # by id of its owner

    def add(self, value: object) -> None:
        """Give a value the next number."""
        number = self._numbers[id(value)] = len(self.objects)
        self.objects.append(value)
        if isinstance(value, np.ndarray):
            self._layouts[number] = _layout(value)
            if value.flags.forc and not value.dtype.hasobject:
                self._in_memory[id(_owner(value))].append(number)

    def forget_from(self, number: int) -> None:
        """Take back the numbers of what did not cross in the end."""
        for value in self.objects[number:]:
            self._numbers.pop(id(value), None)
        for numbers in self._in_memory.values():
            numbers[:] = [n for n in numbers if n < number]
        del self.objects[number:]

    def number_of(self, value: object) -> int | None:
        """Return the number of an object; None for a new one, or an array laid out anew."""
        number = self._numbers.get(id(value))
        if number is None or not isinstance(value, np.ndarray):
            return number
        return number if self._layouts[number] == _layout(value) else None

    def place_of(self, array: np.ndarray) -> tuple[int, int, list[Any]] | None:
        """Return number, offset and strides, in bytes, of an array in a numbered one's memory."""
        for number in self._in_memory[id(_owner(array))]:
            base = self.objects[number]
            (low, high), (first, end) = map(np.lib.array_utils.byte_bounds, (base, array))
            if array.size <= base.size and low <= first < end <= high:
                offset = array.__array_interface__["data"][0] - low
                return number, int(offset), list(array.strides)
        return None

    def view(
        self, number: int, offset: int, strides: Sequence[int], dtype: np.dtype, shape: list[int]
    ) -> np.ndarray | None:
        """Return an array in numbered memory, None if that is in pieces; ValueError beyond it."""
        base = self.objects[number]
        if not isinstance(base, np.ndarray) or base.dtype.hasobject:
            raise ValueError("not the memory of an array")
        if not base.flags.forc:
            return None
        content = (base if base.flags.c_contiguous else base.T).reshape(-1).view(np.uint8)
        array = np.ndarray(shape, dtype, content, offset, strides)
        if array.size > base.size:
            raise ValueError("more values than there are")
        return array


def _layout(array: np.ndarray) -> object:
    return array.shape, array.strides, array.dtype


def _owner(array: np.ndarray) -> np.ndarray:
    while isinstance(array.base, np.ndarray):
        array = array.base
    return array
