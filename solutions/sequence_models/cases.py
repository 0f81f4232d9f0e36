"""Cases of chapter 04."""

from functools import partial

import numpy as np

from rnn_course.bank.edges import Edge
from rnn_course.bank.sampling import Sampler
from solutions import sequence_models as models
from solutions.rnn_backward.cases import padding_anywhere, padding_behind


def choose_shapes(sample: Sampler) -> tuple:
    """Tasks of every shape, with examples that look like another shape by chance."""
    T, V = sample.shape("T", "V")
    tasks = [
        [(1, 1)] * T,
        [(1, 1)],
        [(1, 1), (1, V), (1, T)],
        [(1, V), (1, V)],
        [(1, V), (1, 1)],
        [(1, 1), (V, 1), (T, 1)],
        [(T, 1), (T, 1)],
        [(T, 1), (V, 1), (1, 1)],
        [(1, 1), (T, T), (V, V)],
        [(V, V), (T, T)],
        [(T, T), (T, T)],
        [(T, V), (V, T)],  # the same lengths altogether, but not pair by pair
        [(T, V), (V, T), (V, T)],
        [(T, T + 1), (V, V - 1)],
        [(T, V), (T, V)],  # always the same lengths, which are not 1
        [(T, T), (V, V), (V + 1, T)],
        [(T, T), (V, T), (T, T)],  # an exception in the middle
        [(V + 1, T), (T, T), (V, V)],
        [(1, T), (2, V), (1, T)],
        [(2, V), (1, T), (1, V)],
        [(V, 2), (T, 1), (V, 1)],
        [(T, 1), (V, 2), (T, 1)],
        [(V, V), (T, T + 2), (1, 1)],
        [(T, 1), (V, V), (1, T)],
        [(1, T), (T, 2), (2, 1)],
    ]
    return ([tasks[place] for place in sample.rng.permutation(len(tasks))],)


def _one_example_each(sample: Sampler) -> tuple:
    T, V = sample.shape("T", "V")
    pairs = [(1, 1), (1, T), (V, 1), (T, T), (T, V), (V, T)]
    return ([[pairs[place]] for place in sample.rng.permutation(len(pairs))],)


def _one_task(sample: Sampler) -> tuple:
    T, V = sample.shape("T", "V")
    return ([[(T, 1), (T, V), (1, 1)]],)


def one_to_one_forward(sample: Sampler, size: float = 1.0) -> tuple:
    """Inputs, and weights of a step without memory; logits that grow with ``size``."""
    x, W_xh, b_h = sample.normal("N", "D"), sample.weight("D", "H"), sample.bias("H")
    return x, W_xh, b_h, size * sample.weight("H", "V"), size * sample.bias("V")


def one_to_many_forward(sample: Sampler) -> tuple:
    """Weights with which every sequence goes through at least three classes, if it is long."""
    T, N, V = sample.shape("T", "N", "V")
    while True:
        weights = (sample.normal("V", "H"), sample.weight("H", "H"), sample.bias("H"))
        output = (2 * sample.weight("H", "V"), sample.bias("V"))
        first, h_0 = sample.rng.integers(0, V, N), np.tanh(sample.normal("N", "H"))
        arguments = (first, h_0, *weights, *output, T)
        classes, _ = models.one_to_many_forward(*arguments)
        seen = [np.unique(column) for column in classes.T]
        if min(map(len, seen)) >= min(T, 3) and np.all(classes[0] != first) and classes[:, 0].any():
            return arguments


def many_to_one_forward(sample: Sampler) -> tuple:
    """States in the padding too, as large as the others."""
    return np.tanh(sample.normal("T", "N", "H")), padding_behind(sample)


def many_to_one_backward(sample: Sampler) -> tuple:
    """Two gradients that have nothing to do with each other."""
    return sample.gradient("N", "H"), sample.gradient("N", "H"), padding_behind(sample)


def _longest_last(sample: Sampler) -> np.ndarray:
    """Return a mask (T, N) in which every sequence is one step longer than the one before it."""
    T, N = sample.shape("T", "N")
    return (np.arange(T)[:, None] < np.arange(T - N, T) + 1).astype(float)


def _forward_longest_last(sample: Sampler) -> tuple:
    h, _ = many_to_one_forward(sample)
    return h, _longest_last(sample)


def _forward_zero_states(sample: Sampler) -> tuple:
    """States that are 0 although they are real, and others that are not although they are not."""
    h, mask = many_to_one_forward(sample)
    h[0] = 0
    return h, mask


def _forward_no_padding(sample: Sampler) -> tuple:
    h, mask = many_to_one_forward(sample)
    return h, np.ones_like(mask)


def _backward_longest_last(sample: Sampler) -> tuple:
    dh_last, dh_mean, _ = many_to_one_backward(sample)
    return dh_last, dh_mean, _longest_last(sample)


def _backward_no_padding(sample: Sampler) -> tuple:
    dh_last, dh_mean, mask = many_to_one_backward(sample)
    return dh_last, dh_mean, np.ones_like(mask)


def accuracy_and_chance(sample: Sampler) -> tuple:
    """Scores, labels and padding for which every wrong way to count gives another share."""
    while True:
        arguments = _answers(sample)
        shares = models.accuracy_and_chance(*arguments)
        ways = (_wrong_accuracies(*arguments), _wrong_chances(*arguments))
        nearest = [
            np.abs(np.subtract(wrong, share)).min()
            for share, wrong in zip(shares, ways, strict=True)
        ]
        if min(nearest) > 0.01 and min(shares) > 0.05 and shares[0] != shares[1]:
            return arguments


def _answers(sample: Sampler) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Classes of which some are frequent, answers of which many are right, and one tie."""
    V, mask = sample.sizes["V"], padding_anywhere(sample)
    share = sample.rng.dirichlet(np.ones(V))
    labels = sample.rng.choice(V, size=sample.shape("T", "N"), p=share)
    logits = sample.normal("T", "N", "V") + 1.5 * np.eye(V)[labels]
    t, n = sample.rng.choice(np.argwhere(mask == 1))
    logits[t, n], labels[t, n] = 0, V - 1
    return logits, labels, mask


def _wrong_accuracies(logits: np.ndarray, labels: np.ndarray, mask: np.ndarray) -> list[float]:
    """With padding, over all steps, and as a mean of each sequence's own share."""
    right, real = logits.argmax(axis=-1) == labels, mask == 1
    of_sequences = (right * mask).sum(axis=0) / mask.sum(axis=0)
    return [right.mean(), right[real].sum() / right.size, of_sequences.mean()]


def _wrong_chances(logits: np.ndarray, labels: np.ndarray, mask: np.ndarray) -> list[float]:
    """Of a die, with padding, by the answers, and of a class that is frequent elsewhere."""
    answers, real, V = logits.argmax(axis=-1), mask == 1, logits.shape[-1]
    taken = (labels[real], labels.ravel(), answers[real], np.where(real, labels, 0).ravel())
    shares = [np.bincount(each, minlength=V) / each.size for each in taken]
    elsewhere = [shares[0][share.argmax()] for share in shares[1:]]
    return [1 / V, *(share.max() for share in shares[1:]), *elsewhere[:2]]


def _all_right(sample: Sampler) -> tuple:
    logits, labels, mask = _answers(sample)
    return logits + 100 * np.eye(sample.sizes["V"])[labels], labels, mask


def _all_wrong(sample: Sampler) -> tuple:
    logits, labels, mask = _answers(sample)
    return logits - 100 * np.eye(sample.sizes["V"])[labels], labels, mask


def _frequent_in_padding(sample: Sampler) -> tuple:
    """A class that stands at every place of the padding, and at no real step."""
    V = sample.sizes["V"]
    logits, labels, mask = _answers(sample)
    mask[0], mask[1:] = 1, 0
    return logits, np.where(mask == 1, labels % (V - 1), V - 1), mask


def _two_most_frequent(sample: Sampler) -> tuple:
    """Two classes that are equally frequent, and no padding."""
    logits, labels, mask = _answers(sample)
    halves = np.arange(labels.size).reshape(labels.shape) % 2
    return logits, halves, np.ones_like(mask)


def pack_pairs(sample: Sampler) -> tuple:
    """Pairs whose lengths have nothing to do with each other; no special token is 0.

    The special tokens are the first of the vocabulary in visible cases, and the last in
    hidden ones, where 0 is a token as any other.
    """
    T, N, V = sample.shape("T", "N", "V")
    lowest, tokens = (21, 0) if sample.hidden else (1, 4)
    pad, bos, eos = (lowest + sample.rng.permutation(3)).tolist()
    sources = [_tokens(sample, length, tokens) for length in _lengths(sample, T, N)]
    targets = [_tokens(sample, length, tokens) for length in _lengths(sample, V, N)]
    return sources, targets, pad, bos, eos


def _lengths(sample: Sampler, longest: int, count: int) -> list[int]:
    """One of full length, at any place; the others are shorter."""
    lengths = [longest, *sample.rng.integers(1, longest, size=count - 1)]
    return sample.rng.permutation(lengths).tolist()


def _tokens(sample: Sampler, length: int, lowest: int) -> list[int]:
    """Different tokens, so that an order can be seen."""
    return (lowest + sample.rng.permutation(20)[:length]).tolist()


def _long_sources(sample: Sampler) -> tuple:
    """Sources that are longer than every target, the other way round than usual."""
    targets, sources, *special = pack_pairs(sample)
    return sources, targets, *special


def _filled_with_end(sample: Sampler) -> tuple:
    sources, targets, _, bos, eos = pack_pairs(sample)
    return sources, targets, eos, bos, eos


def _empty_target(sample: Sampler) -> tuple:
    sources, targets, *special = pack_pairs(sample)
    shortest = min(range(len(targets)), key=lambda n: len(targets[n]))
    targets[shortest] = []
    return sources, targets, *special


EDGES: dict[str, list[Edge]] = {
    "choose_shapes": [
        Edge("one example for each task", make=_one_example_each),
        Edge("one task", make=_one_task, hidden=True),
    ],
    "one_to_one_forward": [
        Edge("one input", {"N": 1}),
        Edge("as many units as numbers in x", {"D": 6}),
        Edge("one class", {"V": 1}, hidden=True),
        Edge("one unit", {"H": 1}, hidden=True),
        Edge("logits in the thousands", make=partial(one_to_one_forward, size=2000.0), hidden=True),
    ],
    "one_to_many_forward": [
        Edge("one sequence", {"N": 1}),
        Edge("one step", {"T": 1}),
        Edge("as many classes as units", {"V": 6}),
        Edge("many steps of one sequence", {"T": 15, "N": 1}, hidden=True),
    ],
    "many_to_one_forward": [
        Edge("one sequence", {"N": 1}),
        Edge("one step", {"T": 1}),
        Edge("the longest sequence last", make=_forward_longest_last),
        Edge("states that are 0 at a real step", make=_forward_zero_states),
        Edge("no padding", make=_forward_no_padding, hidden=True),
        Edge("one unit", {"H": 1}, hidden=True),
    ],
    "many_to_one_backward": [
        Edge("one sequence", {"N": 1}),
        Edge("one step", {"T": 1}),
        Edge("the longest sequence last", make=_backward_longest_last),
        Edge("no padding", make=_backward_no_padding, hidden=True),
        Edge("one unit", {"H": 1}, hidden=True),
    ],
    "accuracy_and_chance": [
        Edge("a class that is frequent in the padding only", make=_frequent_in_padding),
        Edge("one sequence", {"N": 1}, make=_answers),
        Edge("one step", {"T": 1}, make=_answers),
        Edge("hundreds of answers", {"T": 31, "N": 23}),
        Edge("two classes that are equally frequent", make=_two_most_frequent, hidden=True),
        Edge("every answer right", make=_all_right, hidden=True),
        Edge("every answer wrong", make=_all_wrong, hidden=True),
    ],
    "pack_pairs": [
        Edge("one pair", {"N": 1}),
        Edge("sources longer than targets", make=_long_sources),
        Edge("padding with eos", {"N": 8}, make=_filled_with_end),
        Edge("an empty target", make=_empty_target, hidden=True),
        Edge("as many steps to read as to write", {"T": 6, "V": 5}, hidden=True),
    ],
}
