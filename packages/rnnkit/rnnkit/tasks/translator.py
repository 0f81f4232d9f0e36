"""An encoder and a decoder for sequences of different lengths."""

import numpy as np

from rnnkit.layers import LSTM, Dense, Embedding, Model, softmax_cross_entropy
from rnnkit.layers.recurrent import States
from rnnkit.tasks.reader import remember_at_first


class Translator:
    """An encoder, whose last state is where a decoder begins; chapter 11 takes it apart.

    Parameters
    ----------
    sources, targets : int
        Number of different tokens read, and written.
    H, embedding : int
        Widths of both states, and of the vector looked up for each token.
    seed : int
        For the first weights.
    """

    _parts = 1  # of the output layer's input, H numbers each

    def __init__(
        self, sources: int, targets: int, *, H: int = 64, embedding: int = 24, seed: int = 0
    ) -> None:
        dtype, rng = np.float32, np.random.default_rng(seed)
        self.read_lookup = Embedding(sources, embedding, dtype=dtype, rng=rng)
        self.encoder = LSTM(embedding, H, dtype=dtype, rng=rng)
        self.write_lookup = Embedding(targets, embedding, dtype=dtype, rng=rng)
        self.decoder = LSTM(embedding, H, dtype=dtype, rng=rng)
        self.output = Dense(H * self._parts, targets, dtype=dtype, rng=rng)
        remember_at_first(self.encoder)
        remember_at_first(self.decoder)
        names = ("read_lookup", "encoder", "write_lookup", "decoder", "output")
        layers = Model(**{name: getattr(self, name) for name in names})
        self.parameters, self.gradients = layers.parameters, layers.gradients

    def read(self, source: np.ndarray, mask: np.ndarray) -> States:
        """Return the encoder's states (1, N, H) after each source's last token."""
        x = self.read_lookup.forward(source)
        lengths = mask.sum(axis=0).astype(int)
        return self.encoder.forward(x, lengths=lengths)[1]

    def step(self, batch: tuple[np.ndarray, ...]) -> tuple[float, dict[str, np.ndarray]]:
        """Compute the loss of a batch, in nats a token, and the gradients.

        A batch is source and its mask (T, N); decoder input, decoder target, their mask (U, N).
        """
        source, source_mask, written, wanted, mask = batch
        states = self.read(source, source_mask)
        h, _ = self.decoder.forward(self.write_lookup.forward(written), states)
        loss, dscores = softmax_cross_entropy(self.output.forward(h), wanted, mask > 0)
        dx, dstates = self.decoder.backward(self.output.backward(dscores))
        self.write_lookup.backward(dx)
        dh = np.zeros((*source.shape, self.encoder.H), np.float32)
        dx, _ = self.encoder.backward(dh, dstates)
        self.read_lookup.backward(dx)
        return loss, self.gradients

    def write(self, source: np.ndarray, mask: np.ndarray, bos: int, steps: int) -> np.ndarray:
        """Translate: each token written is the next one read.

        source and mask are (T, N), the mask 1 where tokens are real. The decoder begins with bos
        and writes U = steps tokens: (U, N).
        """
        states = self.read(source, mask)
        token, written = np.full(source.shape[1], bos), []
        for _ in range(steps):
            h, states = self.decoder.forward(self.write_lookup.forward(token[None]), states)
            token = self.output.forward(h)[0].argmax(axis=1)
            written.append(token)
        return np.array(written)
