"""Cases of chapter 01."""

from collections import Counter

import numpy as np

from rnn_course.bank.sampling import Draw

SYLLABLES = ("ka", "lo", "mi", "nu", "ro", "se", "ta", "vi")


def build_vocabulary(draw: Draw) -> tuple:
    """A text in which two tokens are equally frequent and one of them has to go.

    Neither the alphabet nor the order of occurrence agrees with frequency.
    """
    V = 2 * draw.sizes["V"]
    while True:
        words = _words(draw, V + 3)
        times = draw.rng.integers(1, 6, size=len(words))
        text = draw.rng.permutation(np.repeat(words, times)).tolist()
        ranked = [count for _, count in Counter(text).most_common()]
        if ranked[V - 3] == ranked[V - 2] < ranked[0] and ranked[-1] < ranked[V - 2]:
            return text, V


def encode_tokens(draw: Draw) -> tuple:
    """A token that occurs twice, and two that the vocabulary does not have."""
    T, V = draw.shape("T", "V")
    words = _words(draw, V + 2)
    known, unknown = words[:V], words[V:]
    number_of = {token: i for i, token in enumerate(["<pad>", "<unk>", *sorted(known)])}
    text = draw.rng.choice(known, size=T).tolist()
    text += [unknown[0], text[0], unknown[1], unknown[0], known[-1]]
    return draw.rng.permutation(text).tolist(), number_of


def decode_numbers(draw: Draw) -> tuple:
    """A token that occurs twice, one that is unknown, and padding behind."""
    T, V = draw.shape("T", "V")
    tokens = ["<pad>", "<unk>", *sorted(_words(draw, V))]
    numbers = draw.rng.integers(2, len(tokens), size=T)
    numbers = draw.rng.permutation(np.r_[numbers, numbers[0], 1])
    return np.r_[numbers, np.zeros(V - 3, dtype=int)], tokens


def one_hot(draw: Draw) -> tuple:
    """The first token is there; the last one of the vocabulary is not."""
    T, N, V = draw.shape("T", "N", "V")
    numbers = draw.rng.integers(0, V - 1, size=(T, N))
    numbers[draw.rng.integers(1, T), draw.rng.integers(N)] = 0
    return numbers, V


def pad_batch(draw: Draw) -> tuple:
    """One full sequence, not the first, and one that is two or more steps shorter."""
    T, N, V = draw.shape("T", "N", "V")
    while True:
        lengths = draw.rng.integers(1, T + 1, size=N)
        if lengths[0] < lengths.max() == T and lengths.min() <= T - 2:
            break
    pad = V // 2
    numbers = [number for number in range(2 * V) if number != pad]
    return [draw.rng.choice(numbers, size=length).tolist() for length in lengths], pad


def embedding_forward(draw: Draw) -> tuple:
    """The first token is there, and another one is there twice."""
    return _repeated(draw), draw.normal("V", "D")


def embedding_backward(draw: Draw) -> tuple:
    """Some tokens several times, one of them in one sequence, and one not at all."""
    return draw.normal("T", "N", "D"), _repeated(draw), draw.sizes["V"]


def _words(draw: Draw, n: int) -> list[str]:
    """Different made-up words, in random order."""
    words = [a + b for a in SYLLABLES for b in SYLLABLES]
    return draw.rng.choice(words, size=n, replace=False).tolist()


def _repeated(draw: Draw) -> np.ndarray:
    """Numbers with 0 and repetitions within a step and a sequence; the last one is missing."""
    T, N, V = draw.shape("T", "N", "V")
    numbers = draw.rng.integers(0, V - 1, size=(T, N))
    numbers[0, 0], numbers[T - 1, N - 1] = 0, numbers[1, N - 1]
    numbers[2, 0] = numbers[2, 1]
    return numbers
