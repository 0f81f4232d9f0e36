"""The simple recurrent network over all steps."""

import numpy as np

from rnnkit.layers._scans.base import Scan
from rnnkit.layers._scans.buffers import multiplier


class RNNScan(Scan):
    """One direction of one `RNN` layer."""

    def __init__(self, D: int, H: int, dtype: np.dtype, nonlinearity: str):
        super().__init__(D, H, dtype)
        self.nonlinearity = nonlinearity

    def _forward(self, steps: slice, masks: list | np.ndarray) -> None:
        dot, split = multiplier(self.W, self.N)
        next_h, zero = self.XH[1:, self.h][steps], self.dtype.type(0)
        chunk = zip(self.XH[steps], next_h, split(next_h), masks, strict=True)
        for operand, h, z, mask in chunk:
            dot(operand, z)
            if self.nonlinearity == "tanh":
                np.tanh(h, h)
            elif self.nonlinearity == "relu":
                np.maximum(h, zero, out=h)
            if mask is not None:
                np.multiply(h, mask, h)

    def _backward(self, steps: slice, dY: np.ndarray, dXH: np.ndarray) -> np.ndarray:
        dot, split = multiplier(self.WT, self.N)
        h, dZ = self.XH[1:, self.h][steps], self.buffers.array("slope", *dY.shape)
        dZ[...] = 1
        if self.nonlinearity == "tanh":
            np.multiply(h, h, dZ)
            np.subtract(self.dtype.type(1), dZ, dZ)
        elif self.nonlinearity == "relu":
            np.greater(h, self.dtype.type(0), dZ)
        chunk = zip(dY, dXH[1:, : self.H], dZ, split(dXH[:-1]), strict=True)
        for dh, dh_next, dz, dxh in reversed(list(chunk)):
            np.add(dh, dh_next, dh)
            np.multiply(dh, dz, dz)
            dot(dz, dxh)
        return dZ
