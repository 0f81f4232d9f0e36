"""Cases of chapter 09."""

from itertools import pairwise

import numpy as np

from rnn_course.bank.sampling import Draw
from solutions import bidirectional as solved

CHARACTERS = "中国人民大学生研究发展的起源在他们说年会"


def reverse_padded(draw: Draw) -> tuple:
    """Padding that is not zero."""
    return draw.normal("T", "N", "D"), _lengths(draw)


def bidirectional_forward(draw: Draw) -> tuple:
    """Other weights and another bias for each direction, padding that is not zero."""
    directions = [(draw.weight("D", "H"), draw.weight("H", "H"), draw.bias("H")) for _ in range(2)]
    return draw.normal("T", "N", "D"), _lengths(draw), *directions[0], *directions[1]


def bidirectional_backward(draw: Draw) -> tuple:
    """A gradient at every step of both states, in the padding too, and the reference's cache."""
    _, _, cache = solved.bidirectional_forward(*bidirectional_forward(draw))
    H = draw.sizes["H"]
    return draw.rng.standard_normal((*cache[0].shape[:2], 2 * H)), cache


def tags_to_words(draw: Draw) -> tuple:
    """Every pair of tags, sensible or not; no sensible beginning, no sensible end."""
    T = 12 * draw.sizes["T"]
    while True:
        tags = "".join(draw.rng.choice(list("SBME"), size=T))
        if len(set(pairwise(tags))) == 16 and tags[0] in "ME" and tags[-1] in "BM":
            return "".join(draw.rng.choice(list(CHARACTERS), size=T)), tags


def word_scores(draw: Draw) -> tuple:
    """Few different characters, so that a word is often found at a wrong place.

    More words are found than there are, or fewer, and sentences have different lengths.
    """
    while True:
        lengths = draw.rng.integers(5, 20, size=draw.sizes["N"] + 2)
        sentences = ["".join(draw.rng.choice(list(CHARACTERS[:3]), size=T)) for T in lengths]
        cuts = [draw.rng.random(T) < 0.55 for T in lengths]
        share = 0.2 if draw.sizes["N"] % 2 else 0.5  # fewer cuts than there should be, or more
        moved = [np.where(draw.rng.random(len(c)) < 0.3, _cuts(draw, c, share), c) for c in cuts]
        truth, found = (
            [_cut(*pair) for pair in zip(sentences, each, strict=True)] for each in (cuts, moved)
        )
        precision, recall, _ = solved.word_scores(found, truth)
        if min(precision, recall) > 0.3 and abs(precision - recall) > 0.05:
            return found, truth


def _lengths(draw: Draw) -> np.ndarray:
    """One sequence is full, not always the first; another is shorter, and is not over at once."""
    T, N = draw.shape("T", "N")
    lengths = np.r_[T, T - 1, draw.rng.integers(1, T, size=N - 2)]
    return draw.rng.permutation(lengths)


def _cuts(draw: Draw, cuts: np.ndarray, share: float) -> np.ndarray:
    return draw.rng.random(len(cuts)) < share


def _cut(sentence: str, behind: np.ndarray) -> list[str]:
    """Words of a sentence that is cut behind some of its characters."""
    ends = [*(np.flatnonzero(behind[:-1]) + 1).tolist(), len(sentence)]
    return [sentence[start:end] for start, end in pairwise([0, *ends])]
