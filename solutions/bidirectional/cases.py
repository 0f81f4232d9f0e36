"""Cases of chapter 09."""

from itertools import pairwise

import numpy as np

from rnn_course.bank.sampling import Sampler
from solutions import bidirectional as solved

CHARACTERS = "中国人民大学生研究发展的起源在他们说年会"


def reverse_padded(sample: Sampler) -> tuple:
    """Padding that is not zero."""
    return sample.normal("T", "N", "D"), _lengths(sample)


def bidirectional_forward(sample: Sampler) -> tuple:
    """Other weights and another bias for each direction, padding that is not zero."""
    directions = [
        (sample.weight("D", "H"), sample.weight("H", "H"), sample.bias("H")) for _ in range(2)
    ]
    return sample.normal("T", "N", "D"), _lengths(sample), *directions[0], *directions[1]


def bidirectional_backward(sample: Sampler) -> tuple:
    """A gradient at every step of both states, in the padding too, and the reference's cache."""
    _, _, cache = solved.bidirectional_forward(*bidirectional_forward(sample))
    H = sample.sizes["H"]
    return sample.rng.standard_normal((*cache[0].shape[:2], 2 * H)), cache


def tags_to_words(sample: Sampler) -> tuple:
    """Every pair of tags, sensible or not; no sensible beginning, no sensible end."""
    T = 12 * sample.sizes["T"]
    while True:
        tags = "".join(sample.rng.choice(list("SBME"), size=T))
        if len(set(pairwise(tags))) == 16 and tags[0] in "ME" and tags[-1] in "BM":
            return "".join(sample.rng.choice(list(CHARACTERS), size=T)), tags


def word_scores(sample: Sampler) -> tuple:
    """Few different characters, so that a word is often found at a wrong place.

    More words are found than there are, or fewer, and sentences have different lengths.
    """
    while True:
        lengths = sample.rng.integers(5, 20, size=sample.sizes["N"] + 2)
        sentences = ["".join(sample.rng.choice(list(CHARACTERS[:3]), size=T)) for T in lengths]
        cuts = [sample.rng.random(T) < 0.55 for T in lengths]
        share = 0.2 if sample.sizes["N"] % 2 else 0.5  # fewer cuts than there should be, or more
        moved = [
            np.where(sample.rng.random(len(c)) < 0.3, _cuts(sample, c, share), c) for c in cuts
        ]
        truth, found = (
            [_cut(*pair) for pair in zip(sentences, each, strict=True)] for each in (cuts, moved)
        )
        precision, recall, _ = solved.word_scores(found, truth)
        if min(precision, recall) > 0.3 and abs(precision - recall) > 0.05:
            return found, truth


def _lengths(sample: Sampler) -> np.ndarray:
    """One sequence is full, not always the first; another is shorter, and is not over at once."""
    T, N = sample.shape("T", "N")
    lengths = np.r_[T, T - 1, sample.rng.integers(1, T, size=N - 2)]
    return sample.rng.permutation(lengths)


def _cuts(sample: Sampler, cuts: np.ndarray, share: float) -> np.ndarray:
    return sample.rng.random(len(cuts)) < share


def _cut(sentence: str, behind: np.ndarray) -> list[str]:
    """Words of a sentence that is cut behind some of its characters."""
    ends = [*(np.flatnonzero(behind[:-1]) + 1).tolist(), len(sentence)]
    return [sentence[start:end] for start, end in pairwise([0, *ends])]
