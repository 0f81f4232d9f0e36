"""The gated recurrent unit over all steps: what both places of the reset gate share."""

from rnnkit.layers._scans.base import Arrays, Scan


class GRUScan(Scan):
    """Names, shapes and the halved weights of σ, for both places of r."""

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
