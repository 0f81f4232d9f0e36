"""Buffers that are reused between calls, and products cut to suit the BLAS."""

import math
from collections.abc import Callable
from functools import cache, partial

import numpy as np
from threadpoolctl import threadpool_info

_LINE = 64  # bytes of a cache line, and of an AVX-512 register
_SMALL = 1_000_000  # multiplications up to which OpenBLAS reads its operands in place
_SMALL_KERNELS = {"SkylakeX", "Cooperlake", "SapphireRapids"}


class Workspace:
    """Named buffers of one dtype that grow to the largest size asked for and are then reused.

    They start at a cache line. The kernels that read matrices in place, see `row_blocks`, lose a
    third of their speed where every load crosses a line.
    """

    def __init__(self, dtype: np.dtype):
        self.dtype = dtype
        self._flat: dict[str, np.ndarray] = {}

    def array(self, name: str, *shape: int) -> np.ndarray:
        """Return a view of this name's buffer, with what it last held, valid until asked again."""
        size = math.prod(shape)
        flat = self._flat.get(name)
        if flat is None or flat.size < size:
            raw = np.empty(size * self.dtype.itemsize + _LINE, np.uint8)
            aligned = raw[-raw.ctypes.data % _LINE :][: size * self.dtype.itemsize]
            flat = self._flat[name] = aligned.view(self.dtype)
        return flat[:size].reshape(shape)


def row_blocks(rows: int, inner: int, columns: int) -> int:
    """Return into how many equal blocks of rows to cut (rows, inner) @ (inner, columns).

    OpenBLAS copies both operands into its own order before it multiplies, except on processors with
    AVX-512 when the product is small. A recurrent step multiplies by the same weights at each t, so
    the copying is repeated T times. In blocks below the limit, it takes 0.55 to 0.85 of the time.
    """
    if not _has_small_kernels():
        return 1
    needed = math.ceil(rows * inner * columns / _SMALL)
    # Blocks of fewer rows than this cost more in calls than they save.
    for blocks in range(max(needed, 1), rows // 16 + 1):
        if rows % blocks == 0:
            return blocks
    return 1


@cache
def _has_small_kernels() -> bool:
    return any(lib.get("architecture") in _SMALL_KERNELS for lib in threadpool_info())


def split_rows(array: np.ndarray, blocks: int) -> np.ndarray:
    """View (..., rows, columns) as (..., blocks, rows / blocks, columns), if blocks is not 1."""
    if blocks == 1:
        return array
    *stack, rows, columns = array.shape
    return array.reshape(*stack, blocks, rows // blocks, columns)


def multiplier(weight: np.ndarray, columns: int) -> tuple[Callable, Callable]:
    """Return ``dot(operand, out)``, out = weight @ operand; and ``split``, which views out so."""
    rows, inner = weight.shape
    blocks = row_blocks(rows, inner, columns)
    function = np.dot if blocks == 1 else np.matmul  # np.dot costs less a call
    return partial(function, split_rows(weight, blocks)), partial(split_rows, blocks=blocks)
