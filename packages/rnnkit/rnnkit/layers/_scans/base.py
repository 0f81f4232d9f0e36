"""One direction of one recurrent layer: from a padded batch to its states and back."""

import numpy as np

from rnnkit.layers._scans.buffers import Workspace
from rnnkit.layers._scans.sequences import Sequences

Arrays = dict[str, np.ndarray]
States = list[np.ndarray]  # h, or h and c, each (N, H)

_CHUNK = 2 * 1024 * 1024  # bytes of dz; measured: from 1 to 8 MB alike, below that slower


class Scan:
    """Run a cell of D inputs and H states over all steps, forward and backward.

    Inside, arrays are feature-major, (T, feature, N), so that each gate is one contiguous block of
    rows. The operand of step t, ``XH[t]``, holds h_{t-1}, x_t and a row of ones: concatenation and
    bias cost nothing, and h_t is written straight into the operand of step t + 1.

    Both passes go in chunks of steps, so that what is needed once, such as the gradients between
    steps, takes the memory of a chunk and not of all T steps.

    A subclass defines `_forward` and `_backward`, and packs other operands than [W_hh; W_xh; b_h].
    """

    states: tuple[str, ...] = ("h",)
    gates = 1  # blocks of H rows in dz
    stacked = 1  # gates of a parameter, side by side
    order: tuple[int, ...] = (0,)  # in which the rows of W have them
    margin = 0  # rows of XH before h
    extra = 0  # rows of XH after the ones

    def __init__(self, D: int, H: int, dtype: np.dtype):
        self.D, self.H, self.dtype = D, H, dtype
        self.buffers = Workspace(dtype)
        first = self.margin
        self.h = slice(first, first + H)
        self.x = slice(first + H, first + H + D)
        self.one = first + H + D
        self.K = self.one + 1 + self.extra

    def shapes(self) -> dict[str, tuple[int, ...]]:
        """Return the name and shape of every parameter."""
        G = self.stacked * self.H
        return {"W_xh": (self.D, G), "W_hh": (self.H, G), "b_h": (G,)}

    def forward(
        self, parameters: Arrays, x: np.ndarray, states: States, seq: Sequences, y: np.ndarray
    ) -> States:
        """Run over x (T, N, D) from states; return those after the last valid step.

        y (T, N, H) is filled with the hidden states, zero after a sequence's end.
        """
        self.T, self.N, _ = x.shape
        self.seq = seq
        self.XH = self.buffers.array("XH", self.T + 1, self.K, self.N)
        self.XH[:, self.one] = 1
        self.XH[0, self.h] = states[0].T
        self.operands = self._over_time("operands", self.K)
        self._pack(parameters, states)
        valid = None if seq.full else seq.mask[:, None].astype(self.dtype)
        for steps in reversed(self._chunks()):
            self.XH[steps, self.x] = x[steps].transpose(0, 2, 1)
            masks = [None] * self.T if valid is None else valid
            self._forward(steps, masks[steps])
            self.operands[:, steps] = self.XH[steps].swapaxes(0, 1)
            y[steps] = self.XH[1:, self.h][steps].transpose(0, 2, 1)
        return [seq.at_end(path) for path in self._paths()]

    def backward(
        self, parameters: Arrays, gradients: Arrays, dy: np.ndarray, dfinals: States, dx: np.ndarray
    ) -> States:
        """Carry gradients back through the last `forward`; return those of the initial states.

        dy (T, N, H) is the gradient of each step's own output, not the one passed between steps,
        dfinals that of the final states. gradients and dx (T, N, D) are filled.
        """
        H, seq = self.H, self.seq
        self.dZ = self._over_time("dZ", self.gates * H)
        # What a chunk passes to the one before it, state by state.
        self.carried = self.buffers.array("carried", len(dfinals), H, self.N)
        self.carried[...] = 0
        self._pack_backward(parameters, dfinals)
        for steps in self._chunks():
            dY = self._upstream(steps, dy, dfinals[0])
            # dXH[t] holds the gradients of h_{t-1} and x_t.
            dXH = self.buffers.array("dXH", len(dY) + 1, H + self.D, self.N)
            dXH[-1, :H] = self.carried[0]
            self.dZ[:, steps] = self._backward(steps, dY, dXH).swapaxes(0, 1)
            self.carried[0] = dXH[0, :H]
            dx[steps] = dXH[:-1, H:].transpose(0, 2, 1)
        dstates = [carry.T.copy() for carry in self.carried]
        if not seq.lengths.all():  # of no step, final and initial state are one
            for dstate, dfinal in zip(dstates, dfinals, strict=True):
                dstate[seq.lengths == 0] += dfinal[seq.lengths == 0]
        self._gradients(gradients)
        return dstates

    def _upstream(self, steps: slice, dy: np.ndarray, dfinal: np.ndarray) -> np.ndarray:
        """Return a chunk of dy, feature-major, with dfinal where sequences end."""
        dY = self.buffers.array("dY", steps.stop - steps.start, self.H, self.N)
        dY[...] = dy[steps].transpose(0, 2, 1)
        if not self.seq.full:
            dY *= self.seq.mask[steps, None]
        for dh, end in zip(dY, self.seq.ends[steps], strict=True):
            if end is not None:
                dh[:, end] += dfinal.T[:, end]
        return dY

    def _paths(self) -> list[np.ndarray]:
        """Return every state over time, each of shape (T + 1, H, N)."""
        return [self.XH[:, self.h]]

    def _chunks(self) -> list[slice]:
        """Return chunks of steps, the last first."""
        # What does not depend on the next step's gradient is computed for a chunk at once: at
        # small sizes a call costs more than its arithmetic.
        step = self.gates * self.H * self.N * self.dtype.itemsize
        size = max(1, _CHUNK // max(1, step))
        return [slice(max(0, end - size), end) for end in range(self.T, 0, -size)]

    def _over_time(self, name: str, rows: int) -> np.ndarray:
        """Return a buffer of shape (rows, T, N): with it, dW is one product."""
        # A cache line of padding keeps rows from falling on the same few places in the cache.
        steps, padding = self.T * self.N, 64 // self.dtype.itemsize
        buffer = self.buffers.array(name, rows, steps + padding)
        return buffer[:, :steps].reshape(rows, self.T, self.N)

    def _weight_gradient(self, operands: np.ndarray, dz: np.ndarray) -> np.ndarray:
        """Return the sum over steps and batch of operand times dz, of shape (K, rows)."""
        steps = self.T * self.N
        operands, dz = operands.reshape(len(operands), steps), dz.reshape(len(dz), steps)
        out = self.buffers.array(f"dW {len(operands)} {len(dz)}", len(operands), len(dz))
        return np.matmul(operands, dz.T, out=out)

    def _places(self) -> list[tuple[slice, slice]]:
        """Return, for each gate, its rows here and its columns in the parameters."""
        H = self.H
        pairs = enumerate(self.order)
        return [(slice(k * H, (k + 1) * H), slice(g * H, (g + 1) * H)) for k, g in pairs]

    def _pack(self, parameters: Arrays, states: States) -> None:
        """Copy parameters into the operands of `_forward`, and set initial states."""
        self.W = self.buffers.array("W", self.gates * self.H, self.K)
        for rows, columns in self._places():
            self.W[rows, self.h] = parameters["W_hh"][:, columns].T
            self.W[rows, self.x] = parameters["W_xh"][:, columns].T
            self.W[rows, self.one] = parameters["b_h"][columns]

    def _forward(self, steps: slice, masks: list | np.ndarray) -> None:
        """Fill XH[t + 1] with h_t for each t in steps; a mask is None or of shape (1, N)."""
        raise NotImplementedError

    def _pack_backward(self, parameters: Arrays, dfinals: States) -> None:
        """Copy parameters into the operands of `_backward`."""
        self.WT = self.buffers.array("WT", self.H + self.D, self.gates * self.H)
        for rows, columns in self._places():
            self.WT[: self.H, rows] = parameters["W_hh"][:, columns]
            self.WT[self.H :, rows] = parameters["W_xh"][:, columns]

    def _backward(self, steps: slice, dY: np.ndarray, dXH: np.ndarray) -> np.ndarray:
        """Fill dXH from its end down, change self.carried[1:], return dz (steps, rows, N)."""
        raise NotImplementedError

    def _gradients(self, gradients: Arrays) -> None:
        """Write the gradients of the parameters, from self.dZ and self.operands."""
        dW = self._weight_gradient(self.operands, self.dZ)
        for rows, columns in self._places():
            gradients["W_hh"][:, columns] = dW[self.h, rows]
            gradients["W_xh"][:, columns] = dW[self.x, rows]
            gradients["b_h"][columns] = dW[self.one, rows]
