"""The gated recurrent unit over all steps, with the reset gate after the product."""

import numpy as np

from rnnkit.layers._scans.base import Arrays, States
from rnnkit.layers._scans.buffers import multiplier
from rnnkit.layers._scans.gru_reset_before import GRUScan


class ResetAfterScan(GRUScan):
    """One direction of one `GRU` layer with r after the product.

    The rows of A are u = h_{t-1} W_hn + b_hn, then r, z, n. The operand is [1; h; x; 1], so that
    each product reads neighbouring rows: u [1; h], r and z [h; x; 1], n [x; 1].
    """

    margin = 1
    gates = 4

    def shapes(self) -> dict[str, tuple[int, ...]]:
        """Return the name and shape of every parameter."""
        return super().shapes() | {"b_hn": (self.H,)}

    def _pack(self, parameters: Arrays, states: States) -> None:
        super()._pack(parameters, states)
        H = self.H
        self.XH[:, 0] = 1
        self.W_u = self.buffers.array("W_u", H, 1 + H)
        self.W_u[:, 0] = parameters["b_hn"]
        self.W_u[:, 1:] = parameters["W_hh"][:, 2 * H :].T

    def _forward(self, steps: slice, masks: list | np.ndarray) -> None:
        # One loop, as in LSTMScan.
        H, A, XH, next_h = self.H, self.A[steps], self.XH[steps], self.XH[1:, self.h][steps]
        dot_u, split_u = multiplier(self.W_u, self.N)
        dot_rz, split_rz = multiplier(self.W_rz, self.N)
        dot_n, split_n = multiplier(self.W_n, self.N)
        half, ru = self.dtype.type(0.5), self.buffers.array("ru", H, self.N)
        tanh, multiply, add, subtract = np.tanh, np.multiply, np.add, np.subtract
        operands = XH[:, : 1 + H], XH[:, 1:], XH[:, 1 + H :], XH[:, self.h], next_h
        products = split_u(A[:, :H]), split_rz(A[:, H : 3 * H]), split_n(A[:, 3 * H :])
        gates = A[:, H : 3 * H], *np.split(A, 4, axis=1)
        chunk = zip(*operands, *products, *gates, masks, strict=True)
        for h1, hx1, x1, h_prev, h, z_u, z_rz, z_n, rz, u, r, z, n, mask in chunk:
            dot_u(h1, z_u)
            dot_rz(hx1, z_rz)
            dot_n(x1, z_n)
            tanh(rz, rz)
            multiply(rz, half, rz)
            add(rz, half, rz)
            multiply(r, u, ru)
            add(n, ru, n)
            tanh(n, n)
            subtract(h_prev, n, h)
            multiply(z, h, h)
            add(h, n, h)
            if mask is not None:
                multiply(h, mask, h)

    def _pack_backward(self, parameters: Arrays, dfinals: States) -> None:
        super()._pack_backward(parameters, dfinals)
        H, W_hh = self.H, parameters["W_hh"]
        self.WT_h = self.buffers.array("WT_h", H, 3 * H)
        self.WT_h[:, :H], self.WT_h[:, H:] = W_hh[:, 2 * H :], W_hh[:, : 2 * H]

    def _backward(self, steps: slice, dY: np.ndarray, dXH: np.ndarray) -> np.ndarray:
        # One loop. K holds what multiplies dh in each of u, r, z, n; then dz.
        H, N, (K, _), before = self.H, self.N, self._slopes(steps), dXH[:-1]
        (dot_h, split_h), (dot_x, split_x) = multiplier(self.WT_h, N), multiplier(self.WT_x, N)
        multiply, add = np.multiply, np.add
        passed = dXH[1:, :H], before[:, :H], split_h(before[:, :H]), split_x(before[:, H:])
        slopes = K.reshape(len(K), 4, H, N), K[:, : 3 * H], K[:, H:]
        chunk = zip(dY, *passed, *slopes, self.A[steps, 2 * H : 3 * H], strict=True)
        for dh, dh_next, dh_prev, dh_out, dx, k, k_urz, k_rzn, z in reversed(list(chunk)):
            add(dh, dh_next, dh)
            multiply(k, dh, k)
            dot_h(k_urz, dh_out)
            dot_x(k_rzn, dx)
            multiply(z, dh, dh)
            add(dh_prev, dh, dh_prev)
        return K

    def _slopes(self, steps: slice) -> tuple[np.ndarray, np.ndarray]:
        """Add what multiplies dh to give dz, for the rows u and r."""
        H, A, (K, part) = self.H, self.A[steps], super()._slopes(steps)
        np.multiply(K[:, -H:], A[:, H : 2 * H], K[:, :H])
        np.multiply(K[:, :H], A[:, :H], part)
        np.multiply(K[:, H : 2 * H], part, K[:, H : 2 * H])
        return K, part

    def _gradients(self, gradients: Arrays) -> None:
        H, operands = self.H, self.operands
        dW_h = self._weight_gradient(operands[: 1 + H], self.dZ[: 3 * H])
        gradients["W_hh"][:, 2 * H :] = dW_h[1:, :H]
        gradients["W_hh"][:, : 2 * H] = dW_h[1:, H:]
        gradients["b_hn"][...] = dW_h[0, :H]
        dW_x = self._weight_gradient(operands[1 + H :], self.dZ[H:])
        gradients["W_xh"][...], gradients["b_h"][...] = dW_x[:-1], dW_x[-1]
