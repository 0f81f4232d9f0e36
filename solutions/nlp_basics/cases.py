"""Cases of chapter 01."""

from collections import Counter

import numpy as np

from rnn_course.bank.sampling import Sampler

SYLLABLES = ("ka", "lo", "mi", "nu", "ro", "se", "ta", "vi")


def build_vocabulary(sample: Sampler) -> tuple:
    """A text in which two tokens are equally frequent and one of them has to go.

    Neither the alphabet nor the order of occurrence agrees with frequency.
    """
    V = 2 * sample.sizes["V"]
    while True:
        words = _words(sample, V + 3)
        times = sample.rng.integers(1, 6, size=len(words))
        text = sample.rng.permutation(np.repeat(words, times)).tolist()
        ranked = [count for _, count in Counter(text).most_common()]
        if ranked[V - 3] == ranked[V - 2] < ranked[0] and ranked[-1] < ranked[V - 2]:
            return text, V


def encode_tokens(sample: Sampler) -> tuple:
    """A token that occurs twice, and two that the vocabulary does not have."""
    T, V = sample.shape("T", "V")
    words = _words(sample, V + 2)
    known, unknown = words[:V], words[V:]
    number_of = {token: i for i, token in enumerate(["<pad>", "<unk>", *sorted(known)])}
    text = sample.rng.choice(known, size=T).tolist()
    text += [unknown[0], text[0], unknown[1], unknown[0], known[-1]]
    return sample.rng.permutation(text).tolist(), number_of


def decode_numbers(sample: Sampler) -> tuple:
    """A token that occurs twice, one that is unknown, and padding behind."""
    T, V = sample.shape("T", "V")
    tokens = ["<pad>", "<unk>", *sorted(_words(sample, V))]
    numbers = sample.rng.integers(2, len(tokens), size=T)
    numbers = sample.rng.permutation(np.r_[numbers, numbers[0], 1])
    return np.r_[numbers, np.zeros(V - 3, dtype=int)], tokens


def one_hot(sample: Sampler) -> tuple:
    """The first token is there; the last one of the vocabulary is not."""
    T, N, V = sample.shape("T", "N", "V")
    numbers = sample.rng.integers(0, V - 1, size=(T, N))
    numbers[sample.rng.integers(1, T), sample.rng.integers(N)] = 0
    return numbers, V


def pad_batch(sample: Sampler) -> tuple:
    """One full sequence, not the first, and one that is two or more steps shorter."""
    T, N, V = sample.shape("T", "N", "V")
    while True:
        lengths = sample.rng.integers(1, T + 1, size=N)
        if lengths[0] < lengths.max() == T and lengths.min() <= T - 2:
            break
    pad = V // 2
    numbers = [number for number in range(2 * V) if number != pad]
    return [sample.rng.choice(numbers, size=length).tolist() for length in lengths], pad


def embedding_forward(sample: Sampler) -> tuple:
    """The first token is there, and another one is there twice."""
    return _repeated(sample), sample.normal("V", "D")


def embedding_backward(sample: Sampler) -> tuple:
    """Some tokens several times, one of them in one sequence, and one not at all."""
    return sample.normal("T", "N", "D"), _repeated(sample), sample.sizes["V"]


def _words(sample: Sampler, n: int) -> list[str]:
    """Different made-up words, in random order."""
    words = [a + b for a in SYLLABLES for b in SYLLABLES]
    return sample.rng.choice(words, size=n, replace=False).tolist()


def _repeated(sample: Sampler) -> np.ndarray:
    """Numbers with 0 and repetitions within a step and a sequence; the last one is missing."""
    T, N, V = sample.shape("T", "N", "V")
    numbers = sample.rng.integers(0, V - 1, size=(T, N))
    numbers[0, 0], numbers[T - 1, N - 1] = 0, numbers[1, N - 1]
    numbers[2, 0] = numbers[2, 1]
    return numbers
