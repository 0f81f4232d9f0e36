"""Encoders and decoders for sequences of different lengths; training for every network."""

import numpy as np

from rnnkit.layers import LSTM, Dense, Embedding, Model, softmax_cross_entropy
from rnnkit.layers.recurrent import States
from rnnkit.optimizers import Adam, warmup_cosine
from rnnkit.tasks.reader import Reader, remember_at_first
from rnnkit.training import Batches, Training


class Translator:
    """An encoder, whose last state is where a decoder begins; chapter 11 takes it apart.

    Parameters
    ----------
    sources, targets : int
        Number of different tokens read, and written.
    H, embedding : int
        Widths of both states, and of the vector looked up for each token.
    """

    _parts = 1  # of the output layer's input, H numbers each
    _hands_on = True  # the encoder's last state to the decoder

    def __init__(self, sources: int, targets: int, *, H: int = 64, embedding: int = 24) -> None:
        options: dict = {"dtype": np.float32, "rng": np.random.default_rng(0)}
        self.read_lookup = Embedding(sources, embedding, **options)
        self.encoder = LSTM(embedding, H, **options)
        self.write_lookup = Embedding(targets, embedding, **options)
        self.decoder = LSTM(embedding, H, **options)
        self.output = Dense(H * self._parts, targets, **options)
        remember_at_first(self.encoder)
        remember_at_first(self.decoder)
        names = ("read_lookup", "encoder", "write_lookup", "decoder", "output")
        layers = Model(**{name: getattr(self, name) for name in names})
        self.parameters, self.gradients = layers.parameters, layers.gradients

    def step(self, batch: tuple[np.ndarray, ...]) -> tuple[float, dict[str, np.ndarray]]:
        """Compute the loss of a batch, in nats a token, and the gradients.

        A batch is source and its mask (T, N); decoder input, decoder target, their mask (U, N).
        """
        source, source_mask, written, wanted, mask = batch
        read, states = self._begin(source, source_mask)
        h, _ = self.decoder.forward(self.write_lookup.forward(written), states)
        shown, kept = self._look(h, read, source_mask)
        loss, dscores = softmax_cross_entropy(self.output.forward(shown), wanted, mask > 0)
        dh, dread = self._look_back(self.output.backward(dscores), h, read, kept)
        dx, dstates = self.decoder.backward(dh)
        self.write_lookup.backward(dx)
        dx, _ = self.encoder.backward(dread, dstates if self._hands_on else None)
        self.read_lookup.backward(dx)
        return loss, self.gradients

    def write(self, source: np.ndarray, mask: np.ndarray, bos: int, steps: int) -> np.ndarray:
        """Translate with the greatest logit at each step: each token written is the next one read.

        source and mask are (T, N), the mask 1 where tokens are real. The decoder begins with bos
        and writes U = steps tokens: (U, N).
        """
        read, states = self._begin(source, mask)
        token, written = np.full(source.shape[1], bos), []
        for _ in range(steps):
            h, states = self.decoder.forward(self.write_lookup.forward(token[None]), states)
            scores = self.output.forward(self._look(h, read, mask)[0])
            token = scores[0].argmax(axis=1)
            written.append(token)
        return np.array(written)

    def read(self, source: np.ndarray, mask: np.ndarray) -> States:
        """Return the encoder's states (1, N, H) after each source's last token."""
        return self._encode(source, mask)[1]

    def _encode(self, source: np.ndarray, mask: np.ndarray) -> tuple[np.ndarray, States]:
        lengths = mask.sum(axis=0).astype(int)
        return self.encoder.forward(self.read_lookup.forward(source), lengths=lengths)

    def _begin(self, source: np.ndarray, mask: np.ndarray) -> tuple[np.ndarray, States | None]:
        """Return the encoder's states (T, N, H), and those with which the decoder begins."""
        read, states = self._encode(source, mask)
        return read, states if self._hands_on else None

    def _look(
        self, h: np.ndarray, read: np.ndarray, mask: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return what the output layer gets at the decoder's states, and more for `_look_back`."""
        return h, mask

    def _look_back(
        self, dshown: np.ndarray, h: np.ndarray, read: np.ndarray, kept: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return the gradients of the decoder's states, and of the encoder's."""
        return dshown, np.zeros_like(read)


class AttentionTranslator(Translator):
    """A `Translator` with attention in place of the handed-on state; see chapter 13.

    Its decoder's states are the queries, the encoder's states both keys and values. Contexts
    enter the output layer only, so all steps of the decoder look at once while it learns.

    Its scores are multiplied by ``sharpness``: 1 while it learns; more puts more of the weight on
    the largest score.

    References
    ----------
    Luong, Pham and Manning (2015), Effective approaches to attention-based neural machine
    translation; Vaswani et al. (2017), Attention is all you need, for √H.
    """

    _parts = 2  # the decoder's state, and the context
    _hands_on = False
    sharpness = 1.0

    def looks(self, source: np.ndarray, mask: np.ndarray, read: np.ndarray) -> np.ndarray:
        """Return where the decoder looks while it reads given tokens: weights (U, N, T).

        source and mask are (T, N); read, (U, N), is `bos`, then what was written, one step late.
        """
        q, _ = self.decoder.forward(self.write_lookup.forward(read))
        return self._look(q, self._encode(source, mask)[0], mask)[1]

    def _look(
        self, h: np.ndarray, read: np.ndarray, mask: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return states and contexts side by side, (U, N, 2H), and weights (U, N, T)."""
        q, k = h.swapaxes(0, 1), read.swapaxes(0, 1)  # N first: a product for each sequence
        s = q @ k.swapaxes(1, 2) * self._factor(q)
        s[np.broadcast_to(mask.T[:, None] == 0, s.shape)] = -np.inf
        a = np.exp(s - s.max(axis=-1, keepdims=True))
        a /= a.sum(axis=-1, keepdims=True)
        return np.concatenate([h, (a @ k).swapaxes(0, 1)], axis=-1), a.swapaxes(0, 1)

    def _look_back(
        self, dshown: np.ndarray, h: np.ndarray, read: np.ndarray, kept: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        dh, dc = np.split(dshown, 2, axis=-1)
        dc, q, k, a = (array.swapaxes(0, 1) for array in (dc, h, read, kept))
        da = dc @ k.swapaxes(1, 2)  # (N, U, T)
        ds = a * (da - (da * a).sum(axis=-1, keepdims=True)) * self._factor(q)
        dk = ds.swapaxes(1, 2) @ q + a.swapaxes(1, 2) @ dc  # keys are values, too
        return dh + (ds @ k).swapaxes(0, 1), dk.swapaxes(0, 1)

    def _factor(self, q: np.ndarray) -> np.floating:
        return q.dtype.type(self.sharpness / np.sqrt(q.shape[-1]))


def learn(
    network: Reader | Translator, batches: Batches, steps: int, learning_rate: float = 1e-2
) -> None:
    """Train a network in place, with a progress bar, on batches of `Task.batches`.

    The learning rate of Adam, in units of a weight a step, falls to 0 along a cosine.
    """
    schedule = warmup_cosine(learning_rate, steps, warmup=min(20, steps - 1))
    optimizer = Adam(schedule, clip_norm=1.0)
    Training(network.step, batches, network.parameters, optimizer, steps=steps).run()
