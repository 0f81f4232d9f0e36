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
        # One loop. The local factors of u, r, z, n all multiply one dh, at once.
        H, N, A = self.H, self.N, self.A
        WT_h, WT_x = self._transposed(parameters)
        (dot_h, split_h), (dot_x, split_x) = multiplier(WT_h, N), multiplier(WT_x, N)
        dZ = self._step_gradients(4 * H).swapaxes(0, 1)
        k = self.buffers.array("k", 4, H, N)
        (k_u, k_r, k_z, k_n), k_rz = k, k[1:3].reshape(2 * H, N)
        k_all, k_urz, k_rzn = k.reshape(4 * H, N), k[:3].reshape(-1, N), k[1:].reshape(-1, N)
        dh, part = self.buffers.array("dh", 2, H, N)
        one, multiply, add, subtract = self.dtype.type(1), np.multiply, np.add, np.subtract
        before = self.dXH[:-1]
        steps = zip(
            dY, self.dXH[1:, :H], split_h(before[:, :H]), split_x(before[:, H:]), before[:, :H],
            dZ, self.XH[:-1, self.h], A[:, :H], A[:, H : 3 * H], A[:, H : 2 * H],
            A[:, 2 * H : 3 * H], A[:, 3 * H :], strict=True,
        )  # fmt: skip
        for dy, dh_next, dh_out, dx, dh_prev, dz, h_prev, u, rz, r, z, n in reversed(list(steps)):
            multiply(rz, rz, k_rz)
            subtract(rz, k_rz, k_rz)
            subtract(h_prev, n, part)
            multiply(k_z, part, k_z)
            multiply(n, n, k_n)
            subtract(one, k_n, k_n)
            subtract(one, z, part)
            multiply(k_n, part, k_n)
            multiply(k_n, r, k_u)
            multiply(k_n, u, part)
            multiply(k_r, part, k_r)
            add(dy, dh_next, dh)
            multiply(k, dh, k)
            dot_h(k_urz, dh_out)
            dot_x(k_rzn, dx)
            multiply(z, dh, dh)
            add(dh_prev, dh, dh_prev)
            dz[...] = k_all
        return [self.dXH[0, :H]]

    def _gradients(self, gradients: Arrays) -> None:
        H, over_time = self.H, self._over_time()
        dW_h = self._weight_gradient(slice(0, 3 * H), over_time[: 1 + H])
        gradients["W_hh"][:, 2 * H :] = dW_h[:H, 1:].T
        gradients["W_hh"][:, : 2 * H] = dW_h[H:, 1:].T
        gradients["b_hn"][...] = dW_h[:H, 0]
        dW_x = self._weight_gradient(slice(H, 4 * H), over_time[1 + H :])
        gradients["W_xh"][...] = dW_x[:, :-1].T
        gradients["b_h"][...] = dW_x[:, -1]


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
        H, N, A = self.H, self.N, self.A
        products = [multiplier(WT, N) for WT in self._transposed(parameters)]
        (dot_rz, split_rz), (dot_n, split_n), (dot_x, split_x) = products
        dZ = self._step_gradients(3 * H).swapaxes(0, 1)
        k = self.buffers.array("k", 3 * H, N)
        k_r, k_z, k_n, k_rz = k[:H], k[H : 2 * H], k[2 * H :], k[: 2 * H]
        dh, part, drh = self.buffers.array("dh", 3, H, N)
        drh_out = split_n(drh)
        one, multiply, add, subtract = self.dtype.type(1), np.multiply, np.add, np.subtract
        before = self.dXH[:-1]
        steps = zip(
            dY, self.dXH[1:, :H], split_rz(before[:, :H]), split_x(before[:, H:]), before[:, :H],
            dZ, self.XH[:-1, :H], A[:, : 2 * H], A[:, :H], A[:, H : 2 * H], A[:, 2 * H :],
            strict=True,
        )  # fmt: skip
        for dy, dh_next, dh_out, dx, dh_prev, dz, h_prev, rz, r, z, n in reversed(list(steps)):
            multiply(rz, rz, k_rz)
            subtract(rz, k_rz, k_rz)
            add(dy, dh_next, dh)
            subtract(h_prev, n, part)
            multiply(part, dh, part)
            multiply(k_z, part, k_z)
            multiply(n, n, k_n)
            subtract(one, k_n, k_n)
            multiply(z, dh, part)
            subtract(dh, part, dh)
            multiply(k_n, dh, k_n)
            dot_n(k_n, drh_out)
            multiply(k_r, h_prev, k_r)
            multiply(k_r, drh, k_r)
            dot_rz(k_rz, dh_out)
            dot_x(k, dx)
            multiply(drh, r, drh)
            add(dh_prev, part, dh_prev)
            add(dh_prev, drh, dh_prev)
            dz[...] = k
        return [self.dXH[0, :H]]

    def _gradients(self, gradients: Arrays) -> None:
        H, over_time = self.H, self._over_time()
        dW_rz = self._weight_gradient(slice(0, 2 * H), over_time[: self.one + 1])
        dW_n = self._weight_gradient(slice(2 * H, 3 * H), over_time[H:])
        gradients["W_hh"][:, : 2 * H] = dW_rz[:, :H].T
        gradients["W_hh"][:, 2 * H :] = dW_n[:, self.D + 1 :].T
        gradients["W_xh"][:, : 2 * H] = dW_rz[:, H:-1].T
        gradients["W_xh"][:, 2 * H :] = dW_n[:, : self.D].T
        gradients["b_h"][: 2 * H] = dW_rz[:, -1]
        gradients["b_h"][2 * H :] = dW_n[:, self.D]
