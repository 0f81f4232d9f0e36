"""Cases of chapter 05."""

import numpy as np

from rnn_course.bank.sampling import Sampler


def shift_inputs_and_labels(sample: Sampler) -> tuple:
    """Sentences of different lengths, one of them full; the padding is a number in the middle.

    So it is not 0, the smallest or the largest number. The <EOS> is V, and 0 is a word that
    has to be predicted.
    """
    T, N, V = sample.shape("T", "N", "V")
    pad, eos = V // 2, V
    tokens = [token for token in range(V) if token != pad]
    while True:
        ids = sample.rng.choice(tokens, size=(T + 1, N))
        lengths = np.r_[T + 1, sample.rng.integers(2, T + 1, size=N - 1)]
        ids[lengths - 1, np.arange(N)] = eos
        ids[np.arange(T + 1)[:, None] >= lengths] = pad
        if (ids[1:] == 0).any():
            return ids, pad


def perplexity(sample: Sampler) -> tuple:
    """Any probabilities, padded ones included."""
    return _softmax(1.5 * sample.normal("T", "N", "V")), sample.labels("T", "N"), sample.mask()


def training_step(sample: Sampler) -> tuple:
    """At least one token is read twice at real steps, and one is never read."""
    W = sample.normal("V", "V")
    while True:
        x, labels, mask = sample.labels("T", "N"), sample.labels("T", "N"), sample.mask()
        times = np.bincount(x[mask == 1], minlength=len(W))
        if times.max() > 1 and times.min() == 0:
            break
    return W, x, labels, mask, float(sample.rng.uniform(0.5, 2.0))


def temperature_probabilities(sample: Sampler) -> tuple:
    """A temperature below 1 and one above, a row near 1000, where exp overflows."""
    logits = 2 * sample.normal("N", "V")
    logits[sample.rng.integers(len(logits))] += 1000
    low, high = sample.rng.uniform([0.3, 1.5], [0.7, 3.0])
    return logits, float(low if sample.sizes["V"] > 6 else high)


def sample_tokens(sample: Sampler) -> tuple:
    """No row's token is its likeliest one, or at either end of the row."""
    N, V = sample.shape("N", "V")
    while True:
        y_hat, u = _softmax(sample.normal("N", "V")), sample.rng.random(N)
        tokens = (y_hat.cumsum(axis=1) <= u[:, None]).sum(axis=1)
        inside = (tokens > 0) & (tokens < V - 1) & (tokens != y_hat.argmax(axis=1))
        if inside.all() and len(set(tokens)) > 1:
            return y_hat, u


def _softmax(logits: np.ndarray) -> np.ndarray:
    exp = np.exp(logits)
    return exp / exp.sum(axis=-1, keepdims=True)
