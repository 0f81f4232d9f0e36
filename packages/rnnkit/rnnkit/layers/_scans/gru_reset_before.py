"""The gated recurrent unit over all steps, with the reset gate before the product."""

import numpy as np

from rnnkit.layers._scans.base import Arrays, Scan, States
from rnnkit.layers._scans.buffers import multiplier


class GRUScan(Scan):
    """What both places of the reset gate share: the weights of r and z, the slopes of z and n.

    The last rows of A are r, z, n.
    """

    stacked = 3

    def _pack(self, parameters: Arrays, states: States) -> None:
        """Fill W_rz for operands [h; x; 1], halved as in `LSTMScan`, and W_n for [x; 1]."""
        H, D = self.H, self.D
        self.W_rz = self.buffers.array("W_rz", 2 * H, H + D + 1)
        self.W_rz[:, :H] = parameters["W_hh"][:, : 2 * H].T
        self.W_rz[:, H:-1] = parameters["W_xh"][:, : 2 * H].T
        self.W_rz[:, -1] = parameters["b_h"][: 2 * H]
        self.W_rz *= 0.5
        self.W_n = self.buffers.array("W_n", H, D + 1 + self.extra)
        self.W_n[:, :D] = parameters["W_xh"][:, 2 * H :].T
        self.W_n[:, D] = parameters["b_h"][2 * H :]
        self.A = self.buffers.array("A", self.T, self.gates * H, self.N)

    def _pack_backward(self, parameters: Arrays, dfinals: States) -> None:
        self.WT_x = self.buffers.array("WT_x", self.D, 3 * self.H)
        self.WT_x[...] = parameters["W_xh"]

    def _slopes(self, steps: slice) -> tuple[np.ndarray, np.ndarray]:
        """Return 1 - r, what multiplies dh (z, n) to give dz; and a buffer for one gate."""
        H, A, one = self.H, self.A[steps], self.dtype.type(1)
        n, next_h = A[:, -H:], self.XH[1:, self.h][steps]
        K, part = self.buffers.array("K", *A.shape), self.buffers.array("part", *n.shape)
        k_z, k_n = K[:, -2 * H : -H], K[:, -H:]
        np.subtract(one, A[:, -3 * H : -H], K[:, -3 * H : -H])
        np.multiply(n, n, k_n)
        np.subtract(one, k_n, k_n)
        np.multiply(k_n, k_z, k_n)
        np.subtract(next_h, n, part)  # h_t - n = z (h_{t-1} - n)
        np.multiply(k_z, part, k_z)
        return K, part


class ResetBeforeScan(GRUScan):
    """One direction of one `GRU` layer with r before the product.

    The operand is [h; x; 1; r h]: r and z read its first rows, n the last, filled once r is known.
    """

    gates = 3

    def __init__(self, D: int, H: int, dtype: np.dtype):
        self.extra = H
        super().__init__(D, H, dtype)

    def _pack(self, parameters: Arrays, states: States) -> None:
        super()._pack(parameters, states)
        self.W_n[:, self.D + 1 :] = parameters["W_hh"][:, 2 * self.H :].T

    def _forward(self, steps: slice, masks: list | np.ndarray) -> None:
        # One loop, as in LSTMScan.
        H, A, XH, next_h = self.H, self.A[steps], self.XH[steps], self.XH[1:, self.h][steps]
        dot_rz, split_rz = multiplier(self.W_rz, self.N)
        dot_n, split_n = multiplier(self.W_n, self.N)
        half, after_one = self.dtype.type(0.5), self.one + 1
        tanh, multiply, add, subtract = np.tanh, np.multiply, np.add, np.subtract
        operands = XH[:, :after_one], XH[:, H:], XH[:, after_one:], XH[:, :H], next_h
        products = split_rz(A[:, : 2 * H]), split_n(A[:, 2 * H :])
        gates = A[:, : 2 * H], *np.split(A, 3, axis=1)
        chunk = zip(*operands, *products, *gates, masks, strict=True)
        for hx1, x1rh, rh, h_prev, h, z_rz, z_n, rz, r, z, n, mask in chunk:
            dot_rz(hx1, z_rz)
            tanh(rz, rz)
            multiply(rz, half, rz)
            add(rz, half, rz)
            multiply(r, h_prev, rh)
            dot_n(x1rh, z_n)
            tanh(n, n)
            subtract(h_prev, n, h)
            multiply(z, h, h)
            add(h, n, h)
            if mask is not None:
                multiply(h, mask, h)

    def _pack_backward(self, parameters: Arrays, dfinals: States) -> None:
        super()._pack_backward(parameters, dfinals)
        H, W_hh = self.H, parameters["W_hh"]
        self.WT_rz = self.buffers.array("WT_rz", H, 2 * H)
        self.WT_n = self.buffers.array("WT_n", H, H)
        self.WT_rz[...], self.WT_n[...] = W_hh[:, : 2 * H], W_hh[:, 2 * H :]

    def _backward(self, steps: slice, dY: np.ndarray, dXH: np.ndarray) -> np.ndarray:
        # One loop, as in LSTMScan. drh is the gradient of r h_{t-1}.
        H, N, (K, _), before = self.H, self.N, self._slopes(steps), dXH[:-1]
        np.multiply(K[:, :H], self.XH[steps, self.one + 1 :], K[:, :H])  # r (1 - r) h_{t-1}
        products = [multiplier(WT, N) for WT in (self.WT_rz, self.WT_n, self.WT_x)]
        (dot_rz, split_rz), (dot_n, split_n), (dot_x, split_x) = products
        drh = self.buffers.array("drh", H, N)
        drh_out, multiply, add = split_n(drh), np.multiply, np.add
        passed = dXH[1:, :H], before[:, :H], split_rz(before[:, :H]), split_x(before[:, H:])
        slopes = K, K[:, H:].reshape(len(K), 2, H, N), K[:, :H], K[:, : 2 * H], K[:, 2 * H :]
        gates = self.A[steps, :H], self.A[steps, H : 2 * H]
        chunk = list(zip(dY, *passed, *slopes, *gates, strict=True))
        for dh, dh_next, dh_prev, dh_out, dx, k, k_zn, k_r, k_rz, k_n, r, z in reversed(chunk):
            add(dh, dh_next, dh)
            multiply(k_zn, dh, k_zn)
            dot_n(k_n, drh_out)
            multiply(k_r, drh, k_r)
            dot_rz(k_rz, dh_out)
            dot_x(k, dx)
            multiply(drh, r, drh)
            add(dh_prev, drh, dh_prev)
            multiply(z, dh, dh)
            add(dh_prev, dh, dh_prev)
        return K

    def _gradients(self, gradients: Arrays) -> None:
        H, D, operands = self.H, self.D, self.operands
        dW_rz = self._weight_gradient(operands[: self.one + 1], self.dZ[: 2 * H])
        dW_n = self._weight_gradient(operands[H:], self.dZ[2 * H :])
        rz = slice(0, 2 * H), dW_rz[:H], dW_rz[H:-1], dW_rz[-1]
        n = slice(2 * H, None), dW_n[D + 1 :], dW_n[:D], dW_n[D]
        for columns, dW_h, dW_x, db in (rz, n):
            gradients["W_hh"][:, columns] = dW_h
            gradients["W_xh"][:, columns] = dW_x
            gradients["b_h"][columns] = db
