"""The standard long short-term memory over all steps."""

import numpy as np

from rnnkit.layers.scan import Arrays, Scan
from rnnkit.layers.workspace import multiplier


class LSTMScan(Scan):
    """One direction of one `LSTM` layer.

    Notes
    -----
    The rows are kept in the order g, i, f, o: the three sigmoids are then one block,
    and so are the three gates that dc reaches. σ(z) = (1 + tanh(z / 2)) / 2, and
    halving weights is exact, so one tanh serves all four.
    """

    states = ("h", "c")
    order = (2, 0, 1, 3)  # of the parameter's gates i, f, g, o

    def shapes(self) -> dict[str, tuple[int, ...]]:
        """Return the name and shape of every parameter."""
        G = len(self.order) * self.H
        return {"W_xh": (self.D, G), "W_hh": (self.H, G), "b_h": (G,)}

    def _places(self) -> list[tuple[slice, slice]]:
        """Return, for each gate, its rows here and its columns in the parameters."""
        H = self.H
        return [
            (slice(k * H, (k + 1) * H), slice(gate * H, (gate + 1) * H))
            for k, gate in enumerate(self.order)
        ]

    def _pack(self, parameters: Arrays) -> None:
        G, H = len(self.order) * self.H, self.H
        self.W = self.buffers.array("W", G, self.K)
        for rows, columns in self._places():
            self.W[rows, self.h] = parameters["W_hh"][:, columns].T
            self.W[rows, self.x] = parameters["W_xh"][:, columns].T
            self.W[rows, self.one] = parameters["b_h"][columns]
        self.W[H:] *= 0.5
        self.A = self.buffers.array("A", self.T, G, self.N)
        self.C = self.buffers.array("C", self.T + 1, H, self.N)
        self.tanh_C = self.buffers.array("tanh_C", self.T, H, self.N)

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
            split(A), A, A[:, :H], A[:, H:], A[:, H : 2 * H],
            A[:, 2 * H : 3 * H], A[:, 3 * H :], strict=True,
        )  # fmt: skip
        for t, (operand, h, c_prev, c, tanh_c, z, a, g, ifo, i, f, o) in enumerate(steps):
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
        WT = self.buffers.array("WT", self.H + self.D, len(self.order) * self.H)
        for rows, columns in self._places():
            WT[: self.H, rows] = parameters["W_hh"][:, columns]
            WT[self.H :, rows] = parameters["W_xh"][:, columns]
        return WT

    def _backward(
        self, parameters: Arrays, dY: np.ndarray, dfinals: list[np.ndarray]
    ) -> list[np.ndarray]:
        # One loop, as in _forward. K holds the slopes of a chunk, then its dz.
        H, N = self.H, self.N
        dot, split = multiplier(self._transposed(parameters), N)
        self.dZ = self._over_time("dZ", 4 * H)
        dzs, before, after = self.dZ.swapaxes(0, 1), split(self.dXH[:-1]), self.dXH[1:, :H]
        dc, dc_h = self.buffers.array("dc", 2, H, N)
        dc[...], dc_final = 0, dfinals[1].T
        multiply, add = np.multiply, np.add
        for steps in self._chunks(4 * H):
            K, into_c = self._slopes(steps)
            K_gif = K[:, : 3 * H].reshape(-1, 3, H, N)
            chunk = zip(
                dY[steps], after[steps], before[steps], K, K_gif, K[:, 3 * H :], into_c,
                self.A[steps, 2 * H : 3 * H], self.seq.ends[steps], strict=True,
            )  # fmt: skip
            for dh, dh_next, dxh, k, k_gif, k_o, to_c, f, end in reversed(list(chunk)):
                if end is not None:
                    dc[:, end] += dc_final[:, end]
                add(dh, dh_next, dh)
                multiply(to_c, dh, dc_h)
                add(dc, dc_h, dc)
                multiply(k_gif, dc, k_gif)
                multiply(k_o, dh, k_o)
                multiply(dc, f, dc)
                dot(k, dxh)
            dzs[steps] = K
        return [self.dXH[0, :H], dc]

    def _slopes(self, steps: slice) -> tuple[np.ndarray, np.ndarray]:
        """Return what multiplies dc (g, i, f) or dh (o) to give dz, and dh to reach dc."""
        H, A, tanh_c = self.H, self.A[steps], self.tanh_C[steps]
        g, i, o, ifo, one = A[:, :H], A[:, H : 2 * H], A[:, 3 * H :], A[:, H:], self.dtype.type(1)
        K = self.buffers.array("K", *A.shape)
        into_c = self.buffers.array("into_c", *tanh_c.shape)
        k_g, k_ifo, multiply, subtract = K[:, :H], K[:, H:], np.multiply, np.subtract
        multiply(ifo, ifo, k_ifo)
        subtract(ifo, k_ifo, k_ifo)
        multiply(g, g, k_g)
        subtract(one, k_g, k_g)
        multiply(k_g, i, k_g)
        for gate, factor in ((1, g), (2, self.C[steps]), (3, tanh_c)):
            k = K[:, gate * H : (gate + 1) * H]
            multiply(k, factor, k)
        multiply(tanh_c, tanh_c, into_c)
        subtract(one, into_c, into_c)
        multiply(into_c, o, into_c)
        return K, into_c

    def _gradients(self, gradients: Arrays) -> None:
        dW = self._weight_gradient(self._operands(), self.dZ)
        for rows, columns in self._places():
            gradients["W_hh"][:, columns] = dW[self.h, rows]
            gradients["W_xh"][:, columns] = dW[self.x, rows]
            gradients["b_h"][columns] = dW[self.one, rows]
