"""Cases of chapter 04."""

import numpy as np

from rnn_course.bank.sampling import Sampler
from solutions import sequence_models as models


def choose_shapes(sample: Sampler) -> tuple:
    """Two tasks of each shape, with examples that look like another shape by chance."""
    T, V = sample.shape("T", "V")
    tasks = [
        [(1, 1)] * T,
        [(1, 1)],
        [(1, 1), (1, V), (1, T)],
        [(1, V), (1, 1)],
        [(1, 1), (V, 1), (T, 1)],
        [(T, 1), (V, 1), (1, 1)],
        [(1, 1), (T, T), (V, V)],
        [(V, V), (T, T)],
        [(T, V), (V, T)],  # the same lengths altogether, but not pair by pair
        [(T, T), (V, V), (V + 1, T)],
        [(V, V), (T, T + 2), (1, 1)],
        [(T, 1), (V, V), (1, T)],
        [(1, T), (T, 2), (2, 1)],
    ]
    order = sample.rng.permutation(len(tasks))
    return ([tasks[place] for place in order],)


def one_to_one_forward(sample: Sampler) -> tuple:
    """Inputs, and weights of a step without memory."""
    x, W_xh, b_h = sample.normal("N", "D"), sample.weight("D", "H"), sample.bias("H")
    return x, W_xh, b_h, sample.weight("H", "V"), sample.bias("V")


def one_to_many_forward(sample: Sampler) -> tuple:
    """Weights with which every sequence goes through at least three classes."""
    T, N, V = sample.shape("T", "N", "V")
    while True:
        weights = (sample.normal("V", "H"), sample.weight("H", "H"), sample.bias("H"))
        output = (2 * sample.weight("H", "V"), sample.bias("V"))
        first, h_0 = sample.rng.integers(0, V, N), np.tanh(sample.normal("N", "H"))
        arguments = (first, h_0, *weights, *output, T)
        classes, _ = models.one_to_many_forward(*arguments)
        seen = [np.unique(column) for column in classes.T]
        if min(map(len, seen)) >= 3 and np.all(classes[0] != first) and classes[:, 0].any():
            return arguments


def many_to_one_forward(sample: Sampler) -> tuple:
    """States in the padding too, as large as the others."""
    return np.tanh(sample.normal("T", "N", "H")), sample.mask()


def many_to_one_backward(sample: Sampler) -> tuple:
    """Two gradients that have nothing to do with each other."""
    return sample.normal("N", "H"), sample.normal("N", "H"), sample.mask()


def accuracy_and_chance(sample: Sampler) -> tuple:
    """Scores, labels and padding for which every way to count gives another share."""
    V = sample.sizes["V"]
    while True:
        share = sample.rng.dirichlet(np.ones(V))
        labels = sample.rng.choice(V, size=sample.shape("T", "N"), p=share)
        logits = sample.normal("T", "N", "V") + 1.5 * np.eye(V)[labels]
        arguments = (logits, labels, sample.mask())
        shares = np.sort(_shares(*arguments))
        if np.diff(shares).min() > 0.01 and shares[0] > 0.05:
            return arguments


def _shares(logits: np.ndarray, labels: np.ndarray, mask: np.ndarray) -> list[float]:
    """Right and wrong ways to count, none of which may give the same as another."""
    answers, real = logits.argmax(axis=-1), mask == 1
    right = answers == labels
    V = logits.shape[-1]
    counts = [np.bincount(a, minlength=V) for a in (labels[real], labels.ravel(), answers[real])]
    return [
        *models.accuracy_and_chance(logits, labels, mask),
        right.mean(),
        right[real].sum() / right.size,
        ((right * mask).sum(axis=0) / mask.sum(axis=0)).mean(),
        1 / V,
        counts[1].max() / counts[1].sum(),
        counts[0][counts[2].argmax()] / counts[0].sum(),
        counts[2].max() / counts[2].sum(),
    ]


def pack_pairs(sample: Sampler) -> tuple:
    """Pairs whose lengths have nothing to do with each other; no special token is 0."""
    T, N, V = sample.shape("T", "N", "V")
    pad, bos, eos = (int(number) for number in 1 + sample.rng.permutation(3))
    sources = [_tokens(sample, length) for length in _lengths(sample, T, N)]
    targets = [_tokens(sample, length) for length in _lengths(sample, V, N)[::-1]]
    return sources, targets, pad, bos, eos


def _lengths(sample: Sampler, longest: int, count: int) -> list[int]:
    """One of full length, in front; the others are shorter."""
    return [longest, *sample.rng.integers(2, longest, size=count - 1).tolist()]


def _tokens(sample: Sampler, length: int) -> list[int]:
    """Different tokens, so that an order can be seen."""
    return (4 + sample.rng.permutation(20)[:length]).tolist()
