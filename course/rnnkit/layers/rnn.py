"""The simple recurrent network, with tanh or relu."""

import numpy as np

from rnnkit.layers.recurrent import Recurrent
from rnnkit.layers.scan import Arrays, Scan
from rnnkit.layers.workspace import multiplier

NONLINEARITIES = ("tanh", "relu")


class RNN(Recurrent):
    """Simple recurrent layer.

    Parameters
    ----------
    D, H : int
        Sizes of input and hidden state.
    nonlinearity : {"tanh", "relu"}
        The function f below.
    **options
        See `Recurrent`.

    Raises
    ------
    ValueError
        If the nonlinearity is another one.

    Notes
    -----
    h_t = f(x_t W_xh + h_{t-1} W_hh + b_h), D2 eq. (4), D1 §4 with h_{t-1} on the
    right-hand side.

    Parameters: W_xh (D, H), W_hh (H, H), b_h (H,).

    References
    ----------
    Elman, J. (1990). Finding structure in time. Cognitive Science 14.
    """

    def __init__(self, D: int, H: int, *, nonlinearity: str = "tanh", **options):
        if nonlinearity not in NONLINEARITIES:
            raise ValueError(f"nonlinearity: expected one of {NONLINEARITIES}, got {nonlinearity!r}")
        self.nonlinearity = nonlinearity
        super().__init__(D, H, **options)

    def _scan(self, D: int) -> Scan:
        return RNNScan(D, self.H, self.dtype, self.nonlinearity)


class RNNScan(Scan):
    """One direction of one `RNN` layer."""

    def __init__(self, D: int, H: int, dtype: np.dtype, nonlinearity: str):
        super().__init__(D, H, dtype)
        self.relu = nonlinearity == "relu"

    def shapes(self) -> dict[str, tuple[int, ...]]:
        """Return the name and shape of every parameter."""
        return {"W_xh": (self.D, self.H), "W_hh": (self.H, self.H), "b_h": (self.H,)}

    def _pack(self, parameters: Arrays) -> None:
        self.W = self.buffers.array("W", self.H, self.K)
        self.W[:, self.h] = parameters["W_hh"].T
        self.W[:, self.x] = parameters["W_xh"].T
        self.W[:, self.one] = parameters["b_h"]

    def _forward(self, states: list[np.ndarray], mask: np.ndarray | None) -> None:
        dot, split = multiplier(self.W, self.N)
        next_h = self.XH[1:, self.h]
        zero = self.dtype.type(0)
        for t, (operand, h, z) in enumerate(
            zip(self.XH[:-1], next_h, split(next_h), strict=True)
        ):
            dot(operand, z)
            if self.relu:
                np.maximum(h, zero, h)
            else:
                np.tanh(h, h)
            if mask is not None:
                np.multiply(h, mask[t], h)

    def _backward(
        self, parameters: Arrays, dY: np.ndarray, dfinals: list[np.ndarray]
    ) -> list[np.ndarray]:
        H = self.H
        WT = self.buffers.array("WT", H + self.D, H)
        WT[:H], WT[H:] = parameters["W_hh"], parameters["W_xh"]
        dot, split = multiplier(WT, self.N)
        self.dZ = self._over_time("dZ", H)
        slopes, dzs = self.buffers.array("slope", self.T, H, self.N), self.dZ.swapaxes(0, 1)
        one, zero, before = self.dtype.type(1), self.dtype.type(0), split(self.dXH[:-1])
        for steps in self._chunks(H):
            h, slope = self.XH[1:, self.h][steps], slopes[steps]
            if self.relu:
                np.greater(h, zero, slope)
            else:
                np.multiply(h, h, slope)
                np.subtract(one, slope, slope)
            chunk = zip(dY[steps], self.dXH[1:, :H][steps], slope, before[steps], strict=True)
            for dy, dh_next, dz, dxh in reversed(list(chunk)):
                np.add(dy, dh_next, dy)
                np.multiply(dy, dz, dz)
                dot(dz, dxh)
            dzs[steps] = slope
        return [self.dXH[0, :H]]

    def _gradients(self, gradients: Arrays) -> None:
        dW = self._weight_gradient(self._operands(), self.dZ)
        gradients["W_hh"][...], gradients["W_xh"][...] = dW[self.h], dW[self.x]
        gradients["b_h"][...] = dW[self.one]
