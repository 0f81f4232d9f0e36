"""One direction of one recurrent layer: from a padded batch to its states and back."""

import numpy as np

from rnnkit.layers.sequences import Sequences
from rnnkit.layers.workspace import Workspace

Arrays = dict[str, np.ndarray]

_CHUNK = 256 * 1024  # bytes, of a second-level cache of 1 MB and more


class Scan:
    """Run a cell over all steps, forward and backward.

    Parameters
    ----------
    D, H : int
        Sizes of input and hidden state.
    dtype : dtype
        float32 or float64.

    Notes
    -----
    Inside, arrays are feature-major, (T, feature, N), so that each gate is one
    contiguous block of rows. The operand of step t, ``XH[t]``, holds h_{t-1},
    x_t and a row of ones: the concatenation and the bias cost nothing, and h_t
    is written straight into the operand of step t + 1.

    A subclass defines `shapes`, `_pack`, `_forward`, `_backward` and `_gradients`.
    """

    states = ("h",)
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
        raise NotImplementedError

    def forward(
        self, parameters: Arrays, x: np.ndarray, states: list[np.ndarray], seq: Sequences
    ) -> tuple[np.ndarray, list[np.ndarray]]:
        """Run over all steps.

        Parameters
        ----------
        parameters : dict of ndarray
            Named and shaped as in `shapes`.
        x : ndarray of shape (T, N, D)
            Inputs.
        states : list of ndarray of shape (N, H)
            Initial states, one for each name in ``self.states``.
        seq : Sequences
            Lengths of the sequences.

        Returns
        -------
        h : ndarray of shape (T, N, H)
            A view, valid until the next call. Zero after a sequence's end.
        finals : list of ndarray of shape (N, H)
            States after the last valid step.
        """
        T, N, _ = x.shape
        self.T, self.N, self.seq = T, N, seq
        self.XH = self.buffers.array("XH", T + 1, self.K, N)
        self.XH[:T, self.x] = x.transpose(0, 2, 1)
        self.XH[:, self.one] = 1
        self.XH[0, self.h] = states[0].T
        self._pack(parameters)
        self._forward(states, None if seq.full else seq.mask[:, None].astype(self.dtype))
        finals = [seq.at_end(path) for path in self._paths()]
        return self.XH[1:, self.h].transpose(0, 2, 1), finals

    def backward(
        self, parameters: Arrays, gradients: Arrays, dy: np.ndarray, dfinals: list[np.ndarray]
    ) -> tuple[np.ndarray, list[np.ndarray]]:
        """Carry gradients back through all steps of the last `forward`.

        Parameters
        ----------
        parameters : dict of ndarray
            As in the forward call.
        gradients : dict of ndarray
            Overwritten in place.
        dy : ndarray of shape (T, N, H)
            Gradient of each step's own output, not the one passed between steps.
        dfinals : list of ndarray of shape (N, H)
            Gradients of the final states.

        Returns
        -------
        dx : ndarray of shape (T, N, D)
            A view, valid until the next call.
        dstates : list of ndarray of shape (N, H)
            Gradients of the initial states.
        """
        T, N, H = self.T, self.N, self.H
        dY = self.buffers.array("dY", T, H, N)
        dY[...] = dy.transpose(0, 2, 1)
        if not self.seq.full:
            dY *= self.seq.mask[:, None]
        self.seq.add_at_end(dY, dfinals[0])
        # dXH[t] holds the gradients of h_{t-1} and x_t; nothing follows the last step.
        self.dXH = self.buffers.array("dXH", T + 1, H + self.D, N)
        self.dXH[T, :H] = 0
        dstates = [d.T.copy() for d in self._backward(parameters, dY, dfinals)]
        if not self.seq.lengths.all():  # of no step, final and initial state are one
            for dstate, dfinal in zip(dstates, dfinals, strict=True):
                dstate[self.seq.lengths == 0] += dfinal[self.seq.lengths == 0]
        self._gradients(gradients)
        return self.dXH[:T, H:].transpose(0, 2, 1), dstates

    def _paths(self) -> list[np.ndarray]:
        """Return every state over time, each of shape (T + 1, H, N)."""
        return [self.XH[:, self.h]]

    def _chunks(self, rows: int) -> list[slice]:
        """Cut time, last steps first, so that (steps, rows, N) stays in the cache.

        What does not depend on the next step's gradient is computed for a chunk
        at once: at small sizes a call costs more than its arithmetic.
        """
        size = max(1, _CHUNK // max(1, rows * self.N * self.dtype.itemsize))
        return [slice(max(0, end - size), end) for end in range(self.T, 0, -size)]

    def _over_time(self, name: str, rows: int) -> np.ndarray:
        """Return a buffer of shape (rows, T, N): with it, dW is one product.

        One cache line of padding a row keeps the rows from falling on the same few
        places in the cache, as powers of two would.
        """
        steps, padding = self.T * self.N, 64 // self.dtype.itemsize
        buffer = self.buffers.array(name, rows, steps + padding)
        return buffer[:, :steps].reshape(rows, self.T, self.N)

    def _operands(self) -> np.ndarray:
        """Return the operands of all steps, of shape (K, T, N)."""
        operands = self._over_time("operands", self.K)
        operands[...] = self.XH[: self.T].swapaxes(0, 1)
        return operands

    def _weight_gradient(self, operands: np.ndarray, dz: np.ndarray) -> np.ndarray:
        """Return the sum over steps and batch of operand times dz, of shape (K, rows)."""
        steps = self.T * self.N
        operands, dz = operands.reshape(-1, steps), dz.reshape(-1, steps)
        out = self.buffers.array(f"dW {len(operands)} {len(dz)}", len(operands), len(dz))
        return np.matmul(operands, dz.T, out=out)

    def _pack(self, parameters: Arrays) -> None:
        raise NotImplementedError

    def _forward(self, states: list[np.ndarray], mask: np.ndarray | None) -> None:
        raise NotImplementedError

    def _backward(
        self, parameters: Arrays, dY: np.ndarray, dfinals: list[np.ndarray]
    ) -> list[np.ndarray]:
        raise NotImplementedError

    def _gradients(self, gradients: Arrays) -> None:
        raise NotImplementedError
