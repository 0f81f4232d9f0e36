"""The lengths of a padded batch: masks, ends, and each sequence reversed."""

from functools import cached_property

import numpy as np

from rnnkit.layers._validation import check_integers, check_shape


class Sequences:
    """Lengths (N,) of the sequences in a batch of shape (T, N, ...), 0 to T; None means all T."""

    def __init__(self, T: int, N: int, lengths: np.ndarray | None = None):
        self.T, self.N = T, N
        self.full = lengths is None
        self.lengths = np.full(N, T)
        if lengths is not None:
            check_shape("lengths", np.asarray(lengths), (N,))
            self.lengths = check_integers("lengths", lengths, 0, T + 1)
        self.batch = np.arange(N)

    @cached_property
    def mask(self) -> np.ndarray:
        """Ndarray of bool of shape (T, N): true where a step is valid."""
        return np.arange(self.T)[:, None] < self.lengths

    @cached_property
    def ends(self) -> list[np.ndarray | slice | None]:
        """For each step, which sequences have their last valid step there, or None."""
        ends: list[np.ndarray | slice | None] = [None] * self.T
        if self.full and self.T > 0:
            ends[-1] = slice(None)
            return ends
        for length in np.unique(self.lengths[self.lengths > 0]):
            ends[length - 1] = np.flatnonzero(self.lengths == length)
        return ends

    @cached_property
    def _mirror(self) -> np.ndarray:
        steps = np.arange(self.T)[:, None]
        return np.where(self.mask, self.lengths - 1 - steps, steps)

    def reverse(self, array: np.ndarray) -> np.ndarray:
        """Reverse each sequence of (T, N, ...) within its length: a view if all are full."""
        return array[::-1] if self.full else array[self._mirror, self.batch]

    def at_end(self, states: np.ndarray) -> np.ndarray:
        """Return states (N, H) after each sequence's last valid step, out of (T + 1, H, N)."""
        return states[-1].T.copy() if self.full else states[self.lengths, :, self.batch]
