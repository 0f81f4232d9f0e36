"""The standard long short-term memory over all steps."""

import numpy as np

from rnnkit.layers.scan import Arrays, Scan, gates_first
from rnnkit.layers.workspace import multiplier


class LSTMScan(Scan):
    """One direction of one `LSTM` layer.

    Notes
    -----
    The rows are kept in the order i, f, o, g: the three sigmoids are then one
    block. σ(z) = (1 + tanh(z / 2)) / 2, and halving weights is exact, so one tanh
    serves all four.
    """

    states = ("h", "c")
    order = (0, 1, 3, 2)  # of the parameter's gates i, f, g, o

    def shapes(self) -> dict[str, tuple[int, ...]]:
        """Return the name and shape of every parameter."""
        G = len(self.order) * self.H
        return {"W_xh": (self.D, G), "W_hh": (self.H, G), "b_h": (G,)}

    def _pack(self, parameters: Arrays) -> None:
        G, H = len(self.order), self.H
        self.W = self.buffers.array("W", G * H, self.K)
        self._copy_gates(self.W, parameters)
        self.W[: (G - 1) * H] *= 0.5
        self.A = self.buffers.array("A", self.T, G * H, self.N)
        self.C = self.buffers.array("C", self.T + 1, H, self.N)
        self.tanh_C = self.buffers.array("tanh_C", self.T, H, self.N)

    def _copy_gates(self, W: np.ndarray, parameters: Arrays) -> None:
        for name, columns in (("W_hh", self.h), ("W_xh", self.x), ("b_h", self.one)):
            blocks = np.split(W[:, columns], len(self.order))
            for block, gate in zip(blocks, gates_first(parameters[name], self.order), strict=True):
                block[...] = gate

    def _paths(self) -> list[np.ndarray]:
        return [self.XH[:, self.h], self.C]

    def _forward(self, states: list[np.ndarray], mask: np.ndarray | None) -> None:
        # One loop, since a call a gate and step would cost as much as the small sizes take.
        H, A, C = self.H, self.A, self.C
        C[0] = states[1].T
        dot, split = multiplier(self.W, self.N)
        half, ig = self.dtype.type(0.5), self.buffers.array("ig", H, self.N)
        tanh, multiply, add = np.tanh, np.multiply, np.add
        steps = zip(
            self.XH[:-1], self.XH[1:, self.h], C[:-1], C[1:], self.tanh_C,
            split(A), A, A[:, : 3 * H], A[:, :H], A[:, H : 2 * H],
            A[:, 2 * H : 3 * H], A[:, 3 * H :], strict=True,
        )  # fmt: skip
        for t, (operand, h, c_prev, c, tanh_c, z, a, ifo, i, f, o, g) in enumerate(steps):
            dot(operand, z)
            tanh(a, a)
            multiply(ifo, half, ifo)
            add(ifo, half, ifo)
            multiply(f, c_prev, c)
            multiply(i, g, ig)
            add(c, ig, c)
            tanh(c, tanh_c)
            multiply(o, tanh_c, h)
            if mask is not None:
                multiply(h, mask[t], h)

    def _transposed(self, parameters: Arrays) -> np.ndarray:
        """Return [W_hh; W_xh] with the columns in the order of the rows here."""
        H, G = self.H, len(self.order)
        WT = self.buffers.array("WT", H + self.D, G * H)
        for rows, name in ((slice(0, H), "W_hh"), (slice(H, None), "W_xh")):
            for place, gate in enumerate(self.order):
                source = parameters[name][:, gate * H : (gate + 1) * H]
                WT[rows, place * H : (place + 1) * H] = source
        return WT

    def _backward(
        self, parameters: Arrays, dY: np.ndarray, dfinals: list[np.ndarray]
    ) -> list[np.ndarray]:
        # One loop, as in _forward. k holds s (1 - s) or 1 - g², then all of dz.
        H, A, C = self.H, self.A, self.C
        dot, split = multiplier(self._transposed(parameters), self.N)
        dZ = self._step_gradients(4 * H).swapaxes(0, 1)
        k = self.buffers.array("k", 4 * H, self.N)
        k_ifo, k_if, k_g = k[: 3 * H], k[: 2 * H].reshape(2, H, self.N), k[3 * H :]
        k_i, k_f, k_o = k[:H], k[H : 2 * H], k[2 * H : 3 * H]
        dh, dc, dc_h = self.buffers.array("dh", 3, H, self.N)
        dc[...] = 0
        dc_final, one = dfinals[1].T, self.dtype.type(1)
        multiply, add, subtract = np.multiply, np.add, np.subtract
        steps = zip(
            dY, self.dXH[1:, :H], split(self.dXH[:-1]), dZ, C[:-1], self.tanh_C,
            A[:, : 3 * H], A[:, :H], A[:, H : 2 * H], A[:, 2 * H : 3 * H], A[:, 3 * H :],
            self.seq.ends, strict=True,
        )  # fmt: skip
        for dy, dh_next, dxh, dz, c_prev, tanh_c, ifo, i, f, o, g, end in reversed(list(steps)):
            if end is not None:
                dc[:, end] += dc_final[:, end]
            multiply(ifo, ifo, k_ifo)
            subtract(ifo, k_ifo, k_ifo)
            multiply(g, g, k_g)
            subtract(one, k_g, k_g)
            multiply(k_i, g, k_i)
            multiply(k_f, c_prev, k_f)
            multiply(k_o, tanh_c, k_o)
            multiply(k_g, i, k_g)
            add(dy, dh_next, dh)
            multiply(tanh_c, tanh_c, dc_h)
            subtract(one, dc_h, dc_h)
            multiply(dc_h, o, dc_h)
            multiply(dc_h, dh, dc_h)
            add(dc, dc_h, dc)
            multiply(k_if, dc, k_if)
            multiply(k_o, dh, k_o)
            multiply(k_g, dc, k_g)
            multiply(dc, f, dc)
            dot(k, dxh)
            dz[...] = k
        return [self.dXH[0, :H], dc]

    def _gradients(self, gradients: Arrays) -> None:
        dW = self._weight_gradient(slice(0, len(self.W)), self._over_time())
        for name, columns in (("W_hh", self.h), ("W_xh", self.x), ("b_h", self.one)):
            blocks = np.split(dW[:, columns], len(self.order))
            for block, gate in zip(blocks, gates_first(gradients[name], self.order), strict=True):
                gate[...] = block
