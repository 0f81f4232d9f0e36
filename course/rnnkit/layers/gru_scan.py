"""The gated recurrent unit over all steps, for both places of the reset gate."""

import numpy as np

from rnnkit.layers.scan import Arrays, Scan
from rnnkit.layers.workspace import multiplier


class GRUScan(Scan):
    """What both placements of r share: names, shapes and the halved weights of σ."""

    def shapes(self) -> dict[str, tuple[int, ...]]:
        """Return the name and shape of every parameter."""
        return {"W_xh": (self.D, 3 * self.H), "W_hh": (self.H, 3 * self.H), "b_h": (3 * self.H,)}

    def _pack_gates(self, parameters: Arrays) -> None:
        """Fill W_rz for operands [h; x; 1], with halved weights as in `LSTMScan`."""
        H, D = self.H, self.D
        self.W_rz = self.buffers.array("W_rz", 2 * H, H + D + 1)
        self.W_rz[:, :H] = parameters["W_hh"][:, : 2 * H].T
        self.W_rz[:, H:-1] = parameters["W_xh"][:, : 2 * H].T
        self.W_rz[:, -1] = parameters["b_h"][: 2 * H]
        self.W_rz *= 0.5


class ResetAfterScan(GRUScan):
    """One direction of one `GRU` layer with r after the product.

    Notes
    -----
    The rows of A are u = h_{t-1} W_hn + b_hn, then r, z, n. The operand is
    [1; h; x; 1], so that each product reads neighbouring rows: u needs [1; h],
    r and z need [h; x; 1], n needs [x; 1]. No product multiplies by zeros.
    """

    margin = 1

    def shapes(self) -> dict[str, tuple[int, ...]]:
        """Return the name and shape of every parameter."""
        return super().shapes() | {"b_hn": (self.H,)}

    def _pack(self, parameters: Arrays) -> None:
        H, D = self.H, self.D
        self.XH[:, 0] = 1
        self._pack_gates(parameters)
        self.W_u = self.buffers.array("W_u", H, 1 + H)
        self.W_u[:, 0] = parameters["b_hn"]
        self.W_u[:, 1:] = parameters["W_hh"][:, 2 * H :].T
        self.W_n = self.buffers.array("W_n", H, D + 1)
        self.W_n[:, :D] = parameters["W_xh"][:, 2 * H :].T
        self.W_n[:, D] = parameters["b_h"][2 * H :]
        self.A = self.buffers.array("A", self.T, 4 * H, self.N)

    def _forward(self, states: list[np.ndarray], mask: np.ndarray | None) -> None:
        # One loop, as in LSTMScan.
        H, A, XH = self.H, self.A, self.XH
        dot_u, split_u = multiplier(self.W_u, self.N)
        dot_rz, split_rz = multiplier(self.W_rz, self.N)
        dot_n, split_n = multiplier(self.W_n, self.N)
        half, ru = self.dtype.type(0.5), self.buffers.array("ru", H, self.N)
        tanh, multiply, add, subtract = np.tanh, np.multiply, np.add, np.subtract
        steps = zip(
            XH[:-1, : 1 + H], XH[:-1, 1:], XH[:-1, 1 + H :], XH[:-1, self.h], XH[1:, self.h],
            split_u(A[:, :H]), split_rz(A[:, H : 3 * H]), split_n(A[:, 3 * H :]),
            A[:, :H], A[:, H : 3 * H], A[:, H : 2 * H], A[:, 2 * H : 3 * H], A[:, 3 * H :],
            strict=True,
        )  # fmt: skip
        for t, (h1, hx1, x1, h_prev, h, z_u, z_rz, z_n, u, rz, r, z, n) in enumerate(steps):
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
                multiply(h, mask[t], h)

    def _transposed(self, parameters: Arrays) -> tuple[np.ndarray, np.ndarray]:
        """Return W_hh for rows u, r, z and W_xh for rows r, z, n."""
        H, W_hh = self.H, parameters["W_hh"]
        WT_h = self.buffers.array("WT_h", H, 3 * H)
        WT_h[:, :H], WT_h[:, H:] = W_hh[:, 2 * H :], W_hh[:, : 2 * H]
        WT_x = self.buffers.array("WT_x", self.D, 3 * H)
        WT_x[...] = parameters["W_xh"]
        return WT_h, WT_x

    def _backward(
        self, parameters: Arrays, dY: np.ndarray, dfinals: list[np.ndarray]
    ) -> list[np.ndarray]:
        # One loop. K holds, for a chunk, what multiplies dh in each of u, r, z, n; then dz.
        H, N = self.H, self.N
        WT_h, WT_x = self._transposed(parameters)
        (dot_h, split_h), (dot_x, split_x) = multiplier(WT_h, N), multiplier(WT_x, N)
        self.dZ = self._over_time("dZ", 4 * H)
        dzs, before, after = self.dZ.swapaxes(0, 1), self.dXH[:-1], self.dXH[1:, :H]
        dh_outs, dx_outs = split_h(before[:, :H]), split_x(before[:, H:])
        multiply, add = np.multiply, np.add
        for steps in self._chunks(4 * H):
            K = self._slopes(steps)
            chunk = zip(
                dY[steps], after[steps], before[steps, :H], dh_outs[steps], dx_outs[steps],
                K.reshape(-1, 4, H, N), K[:, : 3 * H], K[:, H:],
                self.A[steps, 2 * H : 3 * H], strict=True,
            )  # fmt: skip
            for dh, dh_next, dh_prev, dh_out, dx, k, k_urz, k_rzn, z in reversed(list(chunk)):
                add(dh, dh_next, dh)
                multiply(k, dh, k)
                dot_h(k_urz, dh_out)
                dot_x(k_rzn, dx)
                multiply(z, dh, dh)
                add(dh_prev, dh, dh_prev)
            dzs[steps] = K
        return [self.dXH[0, :H]]

    def _slopes(self, steps: slice) -> np.ndarray:
        """Return what multiplies dh to give dz, for the rows u, r, z, n."""
        H, A, one = self.H, self.A[steps], self.dtype.type(1)
        u, r, z, n = (A[:, k * H : (k + 1) * H] for k in range(4))
        K = self.buffers.array("K", *A.shape)
        part = self.buffers.array("part", *n.shape)
        k_u, k_r, k_z, k_n = (K[:, k * H : (k + 1) * H] for k in range(4))
        rz, k_rz, multiply, subtract = A[:, H : 3 * H], K[:, H : 3 * H], np.multiply, np.subtract
        multiply(rz, rz, k_rz)
        subtract(rz, k_rz, k_rz)
        subtract(self.XH[:-1, self.h][steps], n, part)
        multiply(k_z, part, k_z)
        multiply(n, n, k_n)
        subtract(one, k_n, k_n)
        subtract(one, z, part)
        multiply(k_n, part, k_n)
        multiply(k_n, r, k_u)
        multiply(k_n, u, part)
        multiply(k_r, part, k_r)
        return K

    def _gradients(self, gradients: Arrays) -> None:
        H, operands = self.H, self._operands()
        dW_h = self._weight_gradient(operands[: 1 + H], self.dZ[: 3 * H])
        gradients["W_hh"][:, 2 * H :] = dW_h[1:, :H]
        gradients["W_hh"][:, : 2 * H] = dW_h[1:, H:]
        gradients["b_hn"][...] = dW_h[0, :H]
        dW_x = self._weight_gradient(operands[1 + H :], self.dZ[H:])
        gradients["W_xh"][...], gradients["b_h"][...] = dW_x[:-1], dW_x[-1]


class ResetBeforeScan(GRUScan):
    """One direction of one `GRU` layer with r before the product.

    Notes
    -----
    The operand is [h; x; 1; r h]: r and z read its first rows, n the last, which
    are filled once r is known.
    """

    def __init__(self, D: int, H: int, dtype: np.dtype):
        self.extra = H
        super().__init__(D, H, dtype)

    def _pack(self, parameters: Arrays) -> None:
        H, D = self.H, self.D
        self._pack_gates(parameters)
        self.W_n = self.buffers.array("W_n", H, D + 1 + H)
        self.W_n[:, :D] = parameters["W_xh"][:, 2 * H :].T
        self.W_n[:, D] = parameters["b_h"][2 * H :]
        self.W_n[:, D + 1 :] = parameters["W_hh"][:, 2 * H :].T
        self.A = self.buffers.array("A", self.T, 3 * H, self.N)

    def _forward(self, states: list[np.ndarray], mask: np.ndarray | None) -> None:
        # One loop, as in LSTMScan.
        H, A, XH = self.H, self.A, self.XH
        dot_rz, split_rz = multiplier(self.W_rz, self.N)
        dot_n, split_n = multiplier(self.W_n, self.N)
        half, after_one = self.dtype.type(0.5), self.one + 1
        tanh, multiply, add, subtract = np.tanh, np.multiply, np.add, np.subtract
        steps = zip(
            XH[:-1, :after_one], XH[:-1, H:], XH[:-1, after_one:], XH[:-1, :H], XH[1:, :H],
            split_rz(A[:, : 2 * H]), split_n(A[:, 2 * H :]),
            A[:, : 2 * H], A[:, :H], A[:, H : 2 * H], A[:, 2 * H :], strict=True,
        )  # fmt: skip
        for t, (hx1, x1rh, rh, h_prev, h, z_rz, z_n, rz, r, z, n) in enumerate(steps):
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
                multiply(h, mask[t], h)

    def _transposed(self, parameters: Arrays) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return W_hh for rows r, z, W_hh for rows n, and W_xh for all."""
        H, W_hh = self.H, parameters["W_hh"]
        WT_rz = self.buffers.array("WT_rz", H, 2 * H)
        WT_n = self.buffers.array("WT_n", H, H)
        WT_x = self.buffers.array("WT_x", self.D, 3 * H)
        WT_rz[...], WT_n[...], WT_x[...] = W_hh[:, : 2 * H], W_hh[:, 2 * H :], parameters["W_xh"]
        return WT_rz, WT_n, WT_x

    def _backward(
        self, parameters: Arrays, dY: np.ndarray, dfinals: list[np.ndarray]
    ) -> list[np.ndarray]:
        # One loop, as in LSTMScan. drh is the gradient of r h_{t-1}.
        H, N = self.H, self.N
        products = [multiplier(WT, N) for WT in self._transposed(parameters)]
        (dot_rz, split_rz), (dot_n, split_n), (dot_x, split_x) = products
        self.dZ = self._over_time("dZ", 3 * H)
        dzs, before, after = self.dZ.swapaxes(0, 1), self.dXH[:-1], self.dXH[1:, :H]
        dh_outs, dx_outs = split_rz(before[:, :H]), split_x(before[:, H:])
        drh = self.buffers.array("drh", H, N)
        drh_out, multiply, add = split_n(drh), np.multiply, np.add
        for steps in self._chunks(3 * H):
            K = self._slopes(steps)
            chunk = zip(
                dY[steps], after[steps], before[steps, :H], dh_outs[steps], dx_outs[steps],
                K, K[:, H:].reshape(-1, 2, H, N), K[:, :H], K[:, : 2 * H], K[:, 2 * H :],
                self.A[steps, :H], self.A[steps, H : 2 * H], strict=True,
            )  # fmt: skip
            for dh, dh_next, dh_prev, dh_out, dx, k, k_zn, k_r, k_rz, k_n, r, z in reversed(
                list(chunk)
            ):
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
            dzs[steps] = K
        return [self.dXH[0, :H]]

    def _slopes(self, steps: slice) -> np.ndarray:
        """Return what multiplies drh (r) or dh (z, n) to give dz."""
        H, A, h_prev, one = self.H, self.A[steps], self.XH[steps, : self.H], self.dtype.type(1)
        rz, z, n = A[:, : 2 * H], A[:, H : 2 * H], A[:, 2 * H :]
        K = self.buffers.array("K", *A.shape)
        part = self.buffers.array("part", *n.shape)
        k_rz, k_r, k_z, k_n = K[:, : 2 * H], K[:, :H], K[:, H : 2 * H], K[:, 2 * H :]
        multiply, subtract = np.multiply, np.subtract
        multiply(rz, rz, k_rz)
        subtract(rz, k_rz, k_rz)
        multiply(k_r, h_prev, k_r)
        subtract(h_prev, n, part)
        multiply(k_z, part, k_z)
        multiply(n, n, k_n)
        subtract(one, k_n, k_n)
        subtract(one, z, part)
        multiply(k_n, part, k_n)
        return K

    def _gradients(self, gradients: Arrays) -> None:
        H, D, operands = self.H, self.D, self._operands()
        dW_rz = self._weight_gradient(operands[: self.one + 1], self.dZ[: 2 * H])
        dW_n = self._weight_gradient(operands[H:], self.dZ[2 * H :])
        for columns, dW_h, dW_x, db in (
            (slice(0, 2 * H), dW_rz[:H], dW_rz[H:-1], dW_rz[-1]),
            (slice(2 * H, None), dW_n[D + 1 :], dW_n[:D], dW_n[D]),
        ):
            gradients["W_hh"][:, columns] = dW_h
            gradients["W_xh"][:, columns] = dW_x
            gradients["b_h"][columns] = db
