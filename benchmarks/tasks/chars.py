"""A character language model on English prose."""

import numpy as np

from benchmarks.tasks.common import report, run_for
from rnnkit.datasets import english_prose
from rnnkit.layers import LSTM, Dense, Embedding, Model, softmax_cross_entropy
from rnnkit.text import Vocabulary, stream_batches

D, H, N, T = 32, 128, 16, 64
CPU_SECONDS, LEARNING_RATE = 19.0, 1e-2


class Reader:
    """A language model that carries its state from window to window."""

    def __init__(self, V):
        options = {"dtype": np.float32, "rng": 0}
        self.model = Model(
            embedding=Embedding(V, D, **options),
            lstm=LSTM(D, H, **options),
            out=Dense(H, V, **options),
        )
        self.states = None

    def step(self, batch):
        scores, self.states = self.model.forward(batch.x, None if batch.fresh else self.states)
        loss, dscores = softmax_cross_entropy(scores, batch.y)
        self.model.backward(dscores)
        return loss, self.model.gradients

    def loss(self, ids):
        """Nats a character, with the state carried along eight streams."""
        total, states = 0.0, None
        for batch in stream_batches(ids, batch_size=8, steps=100):
            scores, states = self.model.forward(batch.x, states)
            total += softmax_cross_entropy(scores, batch.y)[0] * batch.y.size
        return total / ((len(ids) - 1) // 8 * 8)


def run():
    data = english_prose()
    vocabulary = Vocabulary([data.train])
    ids = {part: vocabulary.encode(getattr(data, part)) for part in ("train", "validation", "test")}
    reader = Reader(len(vocabulary))
    training = run_for(
        CPU_SECONDS,
        LEARNING_RATE,
        reader.step,
        lambda rng: stream_batches(ids["train"], batch_size=N, steps=T, rng=rng),
        reader.model.parameters,
    )
    print(f"chars: LSTM, H = {H}, {len(ids['train']):,} characters, {len(vocabulary)} different")
    print(f"  {training.cpu_seconds:.1f} CPU s, {len(training.losses)} steps")
    print(f"  validation {reader.loss(ids['validation']):.3f} nats a character")
    report("test, nats a character", reader.loss(ids["test"]), 2.1, at_most=True)
