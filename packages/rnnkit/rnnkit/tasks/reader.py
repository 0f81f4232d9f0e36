"""The network for six of the seven tasks: one answer at each step, or one in all."""

import numpy as np

from rnnkit.layers import LSTM, RNN, Dense, Embedding, Model, Recurrent, softmax_cross_entropy
from rnnkit.tasks.task import Batch

STEPS: dict[str, type[RNN | LSTM]] = {"RNN": RNN, "LSTM": LSTM}


class Reader:
    """A recurrent network between a lookup of tokens, if there are any, and an output layer.

    Parameters
    ----------
    inputs, classes, H : int
        Number of different tokens, or width D of the input vectors; V; width of the state.
    step : {"LSTM", "RNN"}
        The step: chapter 07's, which remembers longer, or chapter 02's.
    embedding : int
        Width of the vector looked up for each token; 0 if the inputs are vectors.
    once, both_ways : bool
        Whether there is one answer, from the mean state, in place of one a step; and whether a
        second network reads from right to left, chapter 09.
    """

    def __init__(
        self,
        inputs: int,
        classes: int,
        *,
        H: int = 48,
        step: str = "LSTM",
        embedding: int = 0,
        once: bool = False,
        both_ways: bool = False,
    ) -> None:
        self.once = once
        options: dict = {"dtype": np.float32, "rng": 0}
        self.lookup = Embedding(inputs, embedding, **options) if embedding else None
        width = embedding or inputs
        self.recurrent = STEPS[step](width, H, bidirectional=both_ways, **options)
        remember_at_first(self.recurrent)
        self.output = Dense(H * (1 + both_ways), classes, **options)
        first = {"lookup": self.lookup} if self.lookup else {}
        chain = Model(**first, recurrent=self.recurrent, output=self.output)
        self.parameters, self.gradients = chain.parameters, chain.gradients

    def states(self, batch: Batch) -> np.ndarray:
        """Read a batch; return the states (T, N, H), zero in the padding."""
        x = self.lookup.forward(batch.x) if self.lookup else batch.x.astype(np.float32)
        return self.recurrent.forward(x, lengths=batch.lengths)[0]

    def answer(self, batch: Batch) -> np.ndarray:
        """Read a batch; return scores before the softmax: (T, N, V), or (1, N, V) at once."""
        h = self.states(batch)
        if self.once:  # the padding adds nothing to the sum
            h = h.sum(axis=0, keepdims=True) / _column(batch.lengths)
        return self.output.forward(h)

    def opinions(self, batch: Batch) -> np.ndarray:
        """Return the scores (T, N, V) of each state by itself; one answer in all is their mean."""
        return self.output.forward(self.states(batch))

    def step(self, batch: Batch) -> tuple[float, dict[str, np.ndarray]]:
        """Compute the loss of a batch, in nats an answer, and the gradients."""
        loss, dscores = softmax_cross_entropy(self.answer(batch), batch.y, batch.mask > 0)
        dh = self.output.backward(dscores)
        if self.once:
            dh = np.repeat(dh / _column(batch.lengths), len(batch.x), axis=0)
        dx, _ = self.recurrent.backward(dh)
        if self.lookup:
            self.lookup.backward(dx)
        return loss, self.gradients


def remember_at_first(layer: Recurrent) -> None:
    """Open an LSTM's forget gates: what it has not learned to forget, it keeps.

    Jozefowicz, Zaremba, Sutskever (2015), An empirical exploration of recurrent architectures.
    """
    if isinstance(layer, LSTM):
        for name in (name for name in layer.parameters if name.startswith("b_h")):
            layer.parameters[name][layer.H : 2 * layer.H] += 1


def _column(lengths: np.ndarray) -> np.ndarray:
    return lengths[:, None].astype(np.float32)  # (N, 1)
