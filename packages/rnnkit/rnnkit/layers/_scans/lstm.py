"""The standard long short-term memory over all steps."""

import numpy as np

from rnnkit.layers._scans.base import Arrays, Scan, States
from rnnkit.layers._scans.buffers import multiplier


class LSTMScan(Scan):
    """One direction of one `LSTM` layer.

    The rows are kept in the order g, i, f, o: the three sigmoids are then one block, and so are the
    three gates that dc reaches. σ(z) = (1 + tanh(z / 2)) / 2, and halving weights is exact, so one
    tanh serves all four.
    """

    states = ("h", "c")
    gates = stacked = 4
    order: tuple[int, ...] = (2, 0, 1, 3)  # of the parameter's gates i, f, g, o

    def _pack(self, parameters: Arrays, states: States) -> None:
        super()._pack(parameters, states)
        self.W[self.H :] *= 0.5
        self.A = self.buffers.array("A", self.T, self.gates * self.H, self.N)
        self.C = self.buffers.array("C", self.T + 1, self.H, self.N)
        self.C[0] = states[1].T
        self.tanh_C = self.buffers.array("tanh_C", self.T, self.H, self.N)

    def _paths(self) -> list[np.ndarray]:
        return [self.XH[:, self.h], self.C]

    def _forward(self, steps: slice, masks: list | np.ndarray) -> None:
        # One loop, since a call a gate and step would cost as much as the small sizes take.
        H, A, C = self.H, self.A[steps], self.C
        dot, split = multiplier(self.W, self.N)
        half, ig = self.dtype.type(0.5), self.buffers.array("ig", H, self.N)
        tanh, multiply, add = np.tanh, np.multiply, np.add
        states = self.XH[1:, self.h][steps], C[steps], C[1:][steps], self.tanh_C[steps]
        gates = A, A[:, H:], *np.split(A, 4, axis=1)
        chunk = zip(self.XH[steps], *states, split(A), *gates, masks, strict=True)
        for operand, h, c_prev, c, tanh_c, z, a, ifo, g, i, f, o, mask in chunk:
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
                multiply(h, mask, h)

    def _pack_backward(self, parameters: Arrays, dfinals: States) -> None:
        super()._pack_backward(parameters, dfinals)
        self.dc_final = dfinals[1].T

    def _backward(self, steps: slice, dY: np.ndarray, dXH: np.ndarray) -> np.ndarray:
        # One loop, as in _forward. K holds slopes, then dz.
        H, dc, (K, into_c) = self.H, self.carried[1], self._slopes(steps)
        dot, split = multiplier(self.WT, self.N)
        part, multiply, add = self.buffers.array("part", H, self.N), np.multiply, np.add
        slopes = K, K[:, : 3 * H].reshape(len(K), 3, H, self.N), K[:, 3 * H :], into_c
        forget, ends = self.A[steps, 2 * H : 3 * H], self.seq.ends[steps]
        chunk = zip(dY, dXH[1:, :H], split(dXH[:-1]), *slopes, forget, ends, strict=True)
        for dh, dh_next, dxh, k, k_gif, k_o, to_c, f, end in reversed(list(chunk)):
            if end is not None:
                dc[:, end] += self.dc_final[:, end]
            add(dh, dh_next, dh)
            multiply(to_c, dh, part)
            add(dc, part, dc)
            multiply(k_gif, dc, k_gif)
            multiply(k_o, dh, k_o)
            multiply(dc, f, dc)
            dot(k, dxh)
        return K

    def _slopes(self, steps: slice) -> tuple[np.ndarray, np.ndarray]:
        """Return what multiplies dc (g, i, f) or dh (o) to give dz, and dh to reach dc."""
        H, A, tanh_c, h = self.H, self.A[steps], self.tanh_C[steps], self.XH[1:, self.h][steps]
        g, i, o, one = A[:, :H], A[:, H : 2 * H], A[:, 3 * H :], self.dtype.type(1)
        K = self.buffers.array("K", *A.shape)
        into_c = self.buffers.array("into_c", *tanh_c.shape)
        k_g, k_i, k_f, k_o = (K[:, k * H : (k + 1) * H] for k in range(4))
        multiply, subtract = np.multiply, np.subtract
        multiply(i, g, k_g)
        subtract(one, A[:, H:], K[:, H:])
        multiply(k_i, k_g, k_i)  # i (1 - i) g
        multiply(k_g, g, k_g)
        subtract(i, k_g, k_g)  # i (1 - g²)
        multiply(k_f, A[:, 2 * H : 3 * H], k_f)
        multiply(k_f, self.C[steps], k_f)  # f (1 - f) c_{t-1}
        multiply(k_o, h, k_o)  # o (1 - o) tanh c_t
        multiply(h, tanh_c, into_c)
        subtract(o, into_c, into_c)  # o (1 - tanh² c_t)
        return K, into_c
