"""Cases of chapter 09."""

import re
from collections.abc import Callable
from functools import partial
from itertools import pairwise

import numpy as np

from rnn_course.bank.edges import Edge
from rnn_course.bank.sampling import Sampler
from solutions import bidirectional as solved

CHARACTERS = "中国人民大学生研究发展的起源在他们说年会"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"  # those of the tags, too


def some_lengths(sample: Sampler) -> np.ndarray:
    """One sequence is full, not always the first; another is shorter, and is not over at once."""
    T, N = sample.shape("T", "N")
    others = sample.rng.integers(1, max(T, 2), size=max(N - 2, 0))
    return sample.rng.permutation(np.r_[T, max(T - 1, 1), others][:N])


def full_lengths(sample: Sampler) -> np.ndarray:
    """No padding at all."""
    T, N = sample.shape("T", "N")
    return np.full(N, T)


def short_lengths(sample: Sampler) -> np.ndarray:
    """Nobody reaches the last step, and one is over at once."""
    lengths = np.minimum(some_lengths(sample), sample.sizes["T"] - 1)
    lengths[lengths.argmin()] = 1
    return lengths


def reverse_padded(sample: Sampler, lengths_of: Callable = some_lengths) -> tuple:
    """Padding that is not zero."""
    return sample.normal("T", "N", "D"), lengths_of(sample)


def bidirectional_forward(sample: Sampler, lengths_of: Callable = some_lengths) -> tuple:
    """Other weights and another bias for each direction, padding that is not zero."""
    directions = [
        (sample.weight("D", "H"), sample.weight("H", "H"), sample.bias("H")) for _ in range(2)
    ]
    return sample.normal("T", "N", "D"), lengths_of(sample), *directions[0], *directions[1]


def bidirectional_backward(sample: Sampler, lengths_of: Callable = some_lengths) -> tuple:
    """A gradient at every step of both states, in the padding too, and the reference's cache."""
    _, _, cache = solved.bidirectional_forward(*bidirectional_forward(sample, lengths_of))
    shape = *cache[0].shape[:2], 2 * sample.sizes["H"]
    return sample.as_gradient(sample.rng.standard_normal(shape)), cache


def tags_to_words(sample: Sampler) -> tuple:
    """Every pair of tags, sensible or not; no sensible beginning, no sensible end."""
    T = 12 * sample.sizes["T"]
    while True:
        tags = "".join(sample.rng.choice(list("SBME"), size=T))
        if len(set(pairwise(tags))) == 16 and tags[0] in "ME" and tags[-1] in "BM":
            return _sentence(sample, T), tags


def word_scores(sample: Sampler) -> tuple:
    """Few different characters, so that a word is often found at a wrong place.

    More words are found than there are, or fewer, and sentences have different lengths.
    """
    while True:
        found, truth = _cut_twice(sample, sample.sizes["N"] + 2)
        precision, recall, _ = solved.word_scores(found, truth)
        if min(precision, recall) > 0.3 and abs(precision - recall) > 0.05:
            return found, truth


def _sentence(sample: Sampler, T: int, kinds: int | None = None) -> str:
    alphabet = list(LETTERS if sample.hidden else CHARACTERS)[:kinds]
    return "".join(sample.rng.choice(alphabet, size=T))


def _sensible(sample: Sampler) -> tuple:
    """Whole words of one to four characters, of which the last is one character."""
    words = ["BE", *sample.rng.choice(["S", "BE", "BME", "BMME"], size=12), "S"]
    tags = "".join(words)
    return _sentence(sample, len(tags)), tags


def _tagged(sample: Sampler, tags: str) -> tuple:
    return _sentence(sample, len(tags)), tags


def _cut_twice(sample: Sampler, n_sentences: int) -> tuple[list, list]:
    """Return the same sentences, cut by a program and by people."""
    lengths = sample.rng.integers(5, 20, size=n_sentences)
    sentences = [_sentence(sample, T, kinds=3) for T in lengths]
    cuts = [sample.rng.random(T) < 0.55 for T in lengths]
    share = 0.2 if sample.sizes["N"] % 2 else 0.5  # fewer cuts than there should be, or more
    moved = [
        np.where(sample.rng.random(len(c)) < 0.3, sample.rng.random(len(c)) < share, c)
        for c in cuts
    ]
    truth, found = (
        [_cut(*pair) for pair in zip(sentences, each, strict=True)] for each in (cuts, moved)
    )
    return found, truth


def _cut(sentence: str, behind: np.ndarray) -> list[str]:
    """Words of a sentence that is cut behind some of its characters."""
    ends = [*(np.flatnonzero(behind[:-1]) + 1).tolist(), len(sentence)]
    return [sentence[start:end] for start, end in pairwise([0, *ends])]


def _one_sentence(sample: Sampler) -> tuple:
    while True:
        found, truth = _cut_twice(sample, 1)
        if len(found[0]) != len(truth[0]) and set(found[0]) & set(truth[0]):
            return found, truth


def _all_right(sample: Sampler) -> tuple:
    _, truth = word_scores(sample)
    return truth, [list(words) for words in truth]


def _one_all_wrong(sample: Sampler) -> tuple:
    """The first sentence in pairs of characters, and cut everywhere by people."""
    found, truth = word_scores(sample)
    sentence = _sentence(sample, 6, kinds=3)
    return [re.findall("..", sentence), *found], [list(sentence), *truth]


def _sentence_twice(sample: Sampler) -> tuple:
    """Each sentence stands twice, and is found once as people cut it."""
    found, truth = word_scores(sample)
    return [*found, *truth], [*truth, *truth]


def _edges_of_lengths(make: Callable) -> list[Edge]:
    """Return the edges of a padded batch; ``make`` samples it with given lengths."""
    return [
        Edge("one sequence", {"N": 1}),
        Edge("one step", {"T": 1}),
        Edge("a step that nobody reaches", make=partial(make, lengths_of=short_lengths)),
        Edge("no padding", make=partial(make, lengths_of=full_lengths), hidden=True),
        Edge("as many sequences as steps", {"T": 4, "N": 4}, hidden=True),
    ]


EDGES = {
    "reverse_padded": _edges_of_lengths(reverse_padded),
    "bidirectional_forward": _edges_of_lengths(bidirectional_forward),
    "bidirectional_backward": _edges_of_lengths(bidirectional_backward),
    "tags_to_words": [
        Edge("tags that make sense", make=_sensible),
        Edge("one character", make=partial(_tagged, tags="S")),
        Edge("a sentence that begins with B", make=partial(_tagged, tags="BBSMEMSBMS")),
        Edge("nothing to cut", make=partial(_tagged, tags="MMMME"), hidden=True),
        Edge("a cut everywhere", make=partial(_tagged, tags="SSSSS"), hidden=True),
    ],
    "word_scores": [
        Edge("one sentence", make=_one_sentence),
        Edge("nothing wrong", make=_all_right),
        Edge("a sentence with nothing right", make=_one_all_wrong),
        Edge("every sentence twice", make=_sentence_twice),
        Edge("one sentence cut too rarely", {"N": 3}, make=_one_sentence, hidden=True),
    ],
}
