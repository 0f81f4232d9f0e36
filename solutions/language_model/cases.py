"""Cases of chapter 05."""

import numpy as np

from rnn_course.bank.edges import Edge
from rnn_course.bank.sampling import Sampler


def shift_inputs_and_labels(sample: Sampler) -> tuple:
    """Sentences of different lengths, one of them full; 0 is a word that has to be predicted.

    Padding is a number in the middle and <EOS> the largest; in hidden cases it is the
    other way round.
    """
    V = sample.sizes["V"]
    pad, eos = (V, V // 2) if sample.hidden else (V // 2, V)
    while True:
        lengths = np.r_[_lengths(sample)[1:], sample.sizes["T"] + 1]
        ids = _sentences(sample, sample.rng.permutation(lengths), pad, eos)
        if (ids[1:] == 0).any():
            return ids, pad


def padding_is_zero(sample: Sampler) -> tuple:
    """Number padding and <EOS> as most vocabularies do: 0 and 1."""
    return _sentences(sample, _lengths(sample), 0, 1), 0


def nobody_fills_the_box(sample: Sampler) -> tuple:
    """Leave at least one row of the box to padding alone."""
    lengths, V = np.minimum(_lengths(sample), sample.sizes["T"]), sample.sizes["V"]
    return _sentences(sample, lengths, 1, V), 1


def end_alone(sample: Sampler) -> tuple:
    """Make the first sentence one that is over before it begins."""
    lengths = _lengths(sample)
    lengths[0] = 1
    return _sentences(sample, lengths, 2, sample.sizes["V"]), 2


def one_step(sample: Sampler) -> tuple:
    """Make a box of two rows: every sentence is a word and <EOS>."""
    return _sentences(sample, np.full(sample.sizes["N"], 2), 3, 1), 3


def _lengths(sample: Sampler) -> np.ndarray:
    T, N = sample.shape("T", "N")
    return sample.rng.integers(2, T + 1, size=N)


def _sentences(sample: Sampler, lengths: np.ndarray, pad: int, eos: int) -> np.ndarray:
    """Return ids (T + 1, N): random words, ``eos`` at the end of each column, then ``pad``."""
    T, N, V = sample.shape("T", "N", "V")
    words = [token for token in range(V + 1) if token not in (pad, eos)]
    ids = sample.rng.choice(words, size=(T + 1, N))
    ids[lengths - 1, np.arange(N)] = eos
    ids[np.arange(T + 1)[:, None] >= lengths] = pad
    return ids


def perplexity(sample: Sampler) -> tuple:
    """Any probabilities, padded ones included."""
    return _softmax(1.5 * sample.normal("T", "N", "V")), sample.labels("T", "N"), sample.mask()


def nobody_expected_it(sample: Sampler) -> tuple:
    """Give the first token's label next to no probability."""
    y_hat, labels, mask = perplexity(sample)
    y_hat[0, 0, labels[0, 0]] = 1e-20
    y_hat[0, 0] /= y_hat[0, 0].sum()
    return y_hat, labels, mask


def padding_anywhere(sample: Sampler) -> tuple:
    """Scatter the padding: real tokens stand at the end of the first column as well."""
    y_hat, labels, _ = perplexity(sample)
    return y_hat, labels, _scattered(sample)


def one_predicted_token(sample: Sampler) -> tuple:
    """Make a batch of one step, whose last sentence is over already."""
    mask = np.ones(sample.shape("T", "N"))
    mask[:, -1] = 0
    return _softmax(1.5 * sample.normal("T", "N", "V")), sample.labels("T", "N"), mask


def padding_alone(sample: Sampler) -> tuple:
    """Make the last sentence one of padding alone."""
    y_hat, labels, mask = perplexity(sample)
    mask[:, -1] = 0
    return y_hat, labels, mask


def _scattered(sample: Sampler) -> np.ndarray:
    """Return a mask with padding at the start of a column and in the middle of another."""
    T, N = sample.shape("T", "N")
    mask = np.ones((T, N))
    mask[T // 2, 1:] = 0
    mask[0, 0] = 0
    return mask


def training_step(sample: Sampler) -> tuple:
    """At least one token is read twice at real steps, and one is never read."""
    W = sample.normal("V", "V")
    while True:
        x, labels, mask = sample.labels("T", "N"), sample.labels("T", "N"), sample.mask()
        times = np.bincount(x[mask == 1], minlength=len(W))
        if times.max() > 1 and times.min() == 0:
            break
    return W, x, labels, mask, float(sample.rng.uniform(0.5, 2.0))


def large_logits(sample: Sampler) -> tuple:
    """Let every other row of the table lie near 1000, where exp overflows."""
    W, *rest = training_step(sample)
    W[::2] += 1000
    return W, *rest


def very_negative_logits(sample: Sampler) -> tuple:
    """Let rows lie near −1000, and in each a token that never follows so low that exp overflows."""
    W, x, labels, mask, learning_rate = training_step(sample)
    W[::2] -= 1000
    for row, scores in enumerate(W):
        followed = labels[(x == row) & (mask == 1)]
        scores[np.setdiff1d(np.arange(len(W)), followed)[:1]] -= 720
    return W, x, labels, mask, learning_rate


def padding_anywhere_in_the_batch(sample: Sampler) -> tuple:
    """Scatter the padding."""
    W, x, labels, _, learning_rate = training_step(sample)
    return W, x, labels, _scattered(sample), learning_rate


def temperature_probabilities(sample: Sampler) -> tuple:
    """A temperature below 1 and one above, a row near 1000, where exp overflows."""
    logits = 2 * sample.normal("N", "V")
    logits[sample.rng.integers(len(logits))] += 1000
    low, high = sample.rng.uniform([0.3, 1.5], [0.7, 3.0])
    return logits, float(low if sample.sizes["H"] in (6, 4) else high)


def scores_far_below_zero(sample: Sampler) -> tuple:
    """Let all scores lie near −1000, where exp is 0."""
    return sample.normal("N", "V") - 1000, 0.7


def far_apart_and_hot(sample: Sampler) -> tuple:
    """Let a token be far ahead of the others, and the temperature bring it back."""
    logits = sample.normal("N", "V")
    logits[:, sample.rng.integers(logits.shape[1])] += 720
    return logits, 240.0


def very_cold(sample: Sampler) -> tuple:
    """Take a temperature at which one token is left over, and the last is 700 or more below it."""
    return 4 * sample.normal("N", "V"), 0.01


def sample_tokens(sample: Sampler) -> tuple:
    """No row's token is its likeliest one, or at either end of the row."""
    N, V = sample.shape("N", "V")
    while True:
        y_hat, u = _softmax(sample.normal("N", "V")), sample.rng.random(N)
        tokens = (y_hat.cumsum(axis=1) <= u[:, None]).sum(axis=1)
        inside = (tokens > 0) & (tokens < V - 1) & (tokens != y_hat.argmax(axis=1))
        if inside.all() and (N == 1 or len(set(tokens)) > 1):
            return y_hat, u


def dice_on_a_border(sample: Sampler) -> tuple:
    """Let u fall on a border between two pieces; every sum is exact."""
    pieces = np.r_[2, 1, 2, 3, np.zeros(sample.sizes["V"] - 5), 8] / 16
    y_hat = np.array([np.roll(pieces, n) for n in range(6)])
    borders = [np.unique(row.cumsum())[n % 3 - 4] for n, row in enumerate(y_hat)]
    return y_hat, np.array(borders)


def impossible_tokens(sample: Sampler) -> tuple:
    """Give some tokens a probability of 0, the first one included, and let u be 0 once."""
    y_hat, _ = sample_tokens(sample)
    y_hat[:, [0, 2]] = 0
    y_hat /= y_hat.sum(axis=1, keepdims=True)
    u = sample.rng.uniform(0.4, 0.9, len(y_hat))
    u[0] = 0
    return y_hat, u


def both_ends(sample: Sampler) -> tuple:
    """Let u fall into the first piece of a row and into the last piece of another."""
    y_hat, u = sample_tokens(sample)
    u[0], u[1] = 0.0, 0.9999
    y_hat[1] = 1 / y_hat.shape[1]
    return y_hat, u


def _softmax(logits: np.ndarray) -> np.ndarray:
    exp = np.exp(logits)
    return exp / exp.sum(axis=-1, keepdims=True)


EDGES: dict[str, list[Edge]] = {
    "shift_inputs_and_labels": [
        Edge("one sentence", {"N": 1}),
        Edge("padding has the number 0", make=padding_is_zero),
        Edge("no sentence fills the box", make=nobody_fills_the_box),
        Edge("one step", {"T": 1}, make=one_step, hidden=True),
        Edge("a sentence of <EOS> alone", make=end_alone, hidden=True),
    ],
    "perplexity": [
        Edge("one sentence", {"N": 1}),
        Edge("a token that nobody expected", make=nobody_expected_it),
        Edge("padding at the start and in the middle", make=padding_anywhere),
        Edge("one step", {"T": 1}, make=one_predicted_token, hidden=True),
        Edge("a sentence of padding alone", make=padding_alone, hidden=True),
    ],
    "training_step": [
        Edge("one sentence", {"N": 1}),
        Edge("logits near 1000", make=large_logits),
        Edge("padding at the start and in the middle", make=padding_anywhere_in_the_batch),
        Edge("logits far below zero", make=very_negative_logits, hidden=True),
        Edge("as many sentences as steps", {"T": 4, "N": 4}, hidden=True),
    ],
    "temperature_probabilities": [
        Edge("one sequence", {"N": 1}),
        Edge("scores far below zero", make=scores_far_below_zero),
        Edge("one token far ahead, and hot", make=far_apart_and_hot),
        Edge("very cold", make=very_cold, hidden=True),
        Edge("as many sequences as tokens", {"N": 5, "V": 5}, hidden=True),
    ],
    "sample_tokens": [
        Edge("one sequence", {"N": 1}),
        Edge("u on a border", make=dice_on_a_border),
        Edge("tokens of probability 0", make=impossible_tokens),
        Edge("the first and the last token", make=both_ends, hidden=True),
        Edge("as many sequences as tokens", {"N": 6, "V": 6}, hidden=True),
    ],
}
