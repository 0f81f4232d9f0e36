"""The variants of the long short-term memory, D2 eqs. (14) to (16)."""

import numpy as np

from rnnkit.layers._scans.base import Arrays, States
from rnnkit.layers._scans.lstm import LSTMScan

PEEPHOLES = ("V_i", "V_f", "V_o")


class VariantScan(LSTMScan):
    """One direction of an `LSTM` layer without forget gate, with coupled gates or peepholes.

    Written for reading: it keeps the products of `LSTMScan`, but spells out each step. The rows are
    g, i, f, o, or g, i, o where there is no forget gate.
    """

    def __init__(self, D: int, H: int, dtype: np.dtype, variant: str):
        super().__init__(D, H, dtype)
        self.variant = variant
        self.peephole = variant == "peephole"
        self.names = ("g", "i", "f", "o") if self.peephole else ("g", "i", "o")
        self.gates = self.stacked = len(self.names)
        self.order = (2, 0, 1, 3) if self.peephole else (1, 0, 2)

    def shapes(self) -> dict[str, tuple[int, ...]]:
        """Return the name and shape of every parameter."""
        peepholes = PEEPHOLES if self.peephole else ()
        return super().shapes() | dict.fromkeys(peepholes, (self.H,))

    def _pack(self, parameters: Arrays, states: States) -> None:
        super()._pack(parameters, states)
        if self.peephole:
            self.V = {name[-1]: parameters[name][:, None] for name in PEEPHOLES}

    def _gate(self, stack: np.ndarray) -> dict[str, np.ndarray]:
        """Return views of the rows (..., gates * H, N) of a stack, by the names of the gates."""
        return dict(zip(self.names, np.split(stack, self.gates, axis=-2), strict=True))

    def _forget(self, gate: dict[str, np.ndarray]) -> np.ndarray | float:
        if self.variant == "no_forget":
            return 1.0
        return 1 - gate["i"] if self.variant == "coupled" else gate["f"]

    def _forward(self, steps: slice, masks: list | np.ndarray) -> None:
        for t, mask in zip(range(steps.start, steps.stop), masks, strict=True):
            np.dot(self.W, self.XH[t], self.A[t])
            gate = self._gate(self.A[t])
            self._activate(gate, self.C[t], "ifg")
            self.C[t + 1] = self._forget(gate) * self.C[t] + gate["i"] * gate["g"]
            self._activate(gate, self.C[t + 1], "o")
            np.tanh(self.C[t + 1], self.tanh_C[t])
            self.XH[t + 1, self.h] = gate["o"] * self.tanh_C[t] * (1 if mask is None else mask)

    def _activate(self, gate: dict[str, np.ndarray], c: np.ndarray, names: str) -> None:
        for name in names:
            if name not in gate:
                continue
            z = gate[name]
            if self.peephole and name != "g":
                z += 0.5 * self.V[name] * c  # halved, as the weights of these rows are
            np.tanh(z, z)
            if name != "g":
                z *= 0.5
                z += 0.5

    def _backward(self, steps: slice, dY: np.ndarray, dXH: np.ndarray) -> np.ndarray:
        dc, dZ = self.carried[1], self.buffers.array("K", *self.A[steps].shape)
        for k in reversed(range(len(dY))):
            end, t = self.seq.ends[steps][k], steps.start + k
            if end is not None:
                dc[:, end] += self.dc_final[:, end]
            dh = dY[k] + dXH[k + 1, : self.H]
            dc[...] = self._cell_backward(t, dh, dc, self._gate(dZ[k]))
            np.dot(self.WT, dZ[k], dXH[k])
        return dZ

    def _cell_backward(
        self, t: int, dh: np.ndarray, dc: np.ndarray, dz: dict[str, np.ndarray]
    ) -> np.ndarray:
        """Fill dz for step t and return the gradient of c_{t-1}."""
        gate, c_prev, tanh_c = self._gate(self.A[t]), self.C[t], self.tanh_C[t]
        i, o, g = gate["i"], gate["o"], gate["g"]
        dz["o"][...] = dh * tanh_c * o * (1 - o)
        dc = dc + dh * o * (1 - tanh_c**2)
        if self.peephole:
            dc += self.V["o"] * dz["o"]
        di = dc * (g - c_prev) if self.variant == "coupled" else dc * g
        dz["i"][...] = di * i * (1 - i)
        dz["g"][...] = dc * i * (1 - g**2)
        dc_prev = dc * self._forget(gate)
        if self.peephole:
            dz["f"][...] = dc * c_prev * gate["f"] * (1 - gate["f"])
            dc_prev += self.V["i"] * dz["i"] + self.V["f"] * dz["f"]
        return dc_prev

    def _gradients(self, gradients: Arrays) -> None:
        super()._gradients(gradients)
        dz = self._gate(self.dZ.swapaxes(0, 1))
        seen = {"i": self.C[:-1], "f": self.C[:-1], "o": self.C[1:]}  # o sees c_t
        for name, c in seen.items() if self.peephole else ():
            np.einsum("thn,thn->h", dz[name], c, out=gradients[f"V_{name}"])
