"""Cases of chapter 01. Its end is a table, and so it is longer than a module of code."""

from collections import Counter
from collections.abc import Callable
from itertools import product

import numpy as np

from rnn_course.bank.edges import Edge
from rnn_course.bank.sampling import Sampler

Make = Callable[[Sampler], tuple]

SYLLABLES = ("ka", "lo", "mi", "se", "vi")
CHARACTERS = ("人", "大", "山", "水", "火")
# Most come before "<", the first character of the special tokens; capitals come before the rest.
NO_WORDS = ("!", "'s", "(", ".", "15", "3", "The", "Zoo", "a", "the", "zoo")
SPECIAL = ["<pad>", "<unk>"]


def build_vocabulary(sample: Sampler) -> tuple:
    """A text in which two tokens are equally frequent and one of them has to go.

    Neither the alphabet nor the order of occurrence nor the length agrees with frequency.
    """
    V = 2 * sample.sizes["V"]
    return _text_with_tie(sample, _words(sample, V + 3), V), V


def encode_tokens(sample: Sampler) -> tuple:
    """A token that occurs twice, and two that the vocabulary does not have."""
    T, V = sample.shape("T", "V")
    *known, strange, stranger = _words(sample, V + 2)
    text = sample.rng.choice(known, size=T).tolist()
    text += [strange, text[0], stranger, strange, known[-1]]
    return sample.rng.permutation(text).tolist(), _numbers_of(sample, known)


def decode_numbers(sample: Sampler) -> tuple:
    """A token that occurs twice, one that is unknown, and padding inside and behind."""
    text, tokens = _encoded_text(sample)
    inside = sample.rng.integers(1, len(text) - 1)
    return np.r_[np.insert(text, inside, 0), np.zeros(sample.sizes["V"] - 3, dtype=int)], tokens


def one_hot(sample: Sampler) -> tuple:
    """The first two tokens are there; the last one of the vocabulary is not."""
    T, N, V = sample.shape("T", "N", "V")
    numbers = sample.rng.integers(0, V - 1, size=(T, N))
    numbers[0, 0], numbers[-1, -1] = 1, 0
    return numbers, V


def pad_batch(sample: Sampler) -> tuple:
    """One full sequence, neither first nor last of three, and one that is two steps shorter."""
    T, N = sample.shape("T", "N")
    while True:
        lengths = sample.rng.integers(1, T + 1, size=N)
        is_full = lengths == T
        if is_full[1] and not is_full[0] and not is_full[2:].any() and lengths.min() <= T - 2:
            break
    return _sequences(sample, lengths), sample.sizes["V"] // 2


def embedding_forward(sample: Sampler) -> tuple:
    """The first token is there, and another one is there twice."""
    return _repeated(sample), sample.normal("V", "D")


def embedding_backward(sample: Sampler) -> tuple:
    """Some tokens several times, one of them in one sequence, and one not at all."""
    return sample.gradient("T", "N", "D"), _repeated(sample), sample.sizes["V"]


def _words(sample: Sampler, n: int) -> list[str]:
    """Different made-up words of several lengths, in random order."""
    alphabet = CHARACTERS if sample.hidden else SYLLABLES
    words = ["".join(parts) for length in (1, 2, 3) for parts in product(alphabet, repeat=length)]
    return sample.rng.choice(words, size=n, replace=False).tolist()


def _text_with_tie(sample: Sampler, words: list[str], V: int) -> list[str]:
    while True:
        times = sample.rng.integers(1, 6, size=len(words))
        text = sample.rng.permutation(np.repeat(words, times)).tolist()
        ranked = [count for _, count in Counter(text).most_common()]
        if ranked[V - 3] == ranked[V - 2] < ranked[0] and ranked[-1] < ranked[V - 2]:
            return text


def _no_words(sample: Sampler) -> tuple:
    return _text_with_tie(sample, list(NO_WORDS), 10), 10


def _many_ties(sample: Sampler) -> tuple:
    """More words than a sort keeps in order by chance."""
    words = _words(sample, 30)
    return sample.rng.permutation(2 * words + words[:12]).tolist(), 20


def _room_for(count: int) -> Make:
    """Make texts of V different words, of which ``count`` have room."""

    def make(sample: Sampler) -> tuple:
        words = _words(sample, sample.sizes["V"])
        times = sample.rng.integers(1, 6, size=len(words))
        return sample.rng.permutation(np.repeat(words, times)).tolist(), count + 2

    return make


def _numbers_of(sample: Sampler, known: list[str]) -> dict[str, int]:
    """A vocabulary whose ``<unk>`` is not number 1, and which is not listed by number."""
    tokens = ["<pad>", *sample.rng.permutation(known).tolist()]
    tokens.insert(sample.rng.integers(2, len(tokens)), "<unk>")
    return {token: tokens.index(token) for token in sorted(tokens)}


def _text(*tokens: int | str) -> Make:
    """Make texts of known words, given by number, and of other tokens as they stand."""

    def make(sample: Sampler) -> tuple:
        known = _words(sample, sample.sizes["V"])
        text = [known[token] if isinstance(token, int) else token for token in tokens]
        return text, _numbers_of(sample, known)

    return make


def _in_capitals(sample: Sampler) -> tuple:
    text, number_of = encode_tokens(sample)
    return [*text, *(token.capitalize() for token in text)], number_of


def _encoded_text(sample: Sampler) -> tuple[np.ndarray, list[str]]:
    """Numbers of a text without padding, and the vocabulary, whose first word is a number."""
    T, V = sample.shape("T", "V")
    tokens = [*SPECIAL, "15", *sorted(_words(sample, V - 1))]
    numbers = sample.rng.integers(2, len(tokens), size=T)
    return sample.rng.permutation(np.r_[numbers, numbers[0], 1, 2]), tokens


def _padding(*places: int) -> Make:
    """Make numbers with padding before each of the given places; 7 is the end of them."""

    def make(sample: Sampler) -> tuple:
        numbers, tokens = _encoded_text(sample)
        return np.insert(numbers, places, 0), tokens

    return make


def _padding_only(sample: Sampler) -> tuple:
    return np.zeros(sample.sizes["T"], dtype=int), _encoded_text(sample)[1]


def _unknown_elsewhere(sample: Sampler) -> tuple:
    numbers, (pad, unknown, *words) = decode_numbers(sample)
    return numbers, [pad, *words, unknown]


def _with_last_token(sample: Sampler) -> tuple:
    numbers, V = one_hot(sample)
    numbers[1] = V - 1
    return numbers, V


def _sequences(sample: Sampler, lengths: np.ndarray) -> list[list[int]]:
    """Sequences of numbers on both sides of ``pad``, the first of which begins with 0."""
    V = sample.sizes["V"]
    numbers = [number for number in range(2 * V) if number != V // 2]
    sequences = [sample.rng.choice(numbers, size=length).tolist() for length in lengths]
    sequences[0][0] = 0
    return sequences


def _of_lengths(*lengths: int, pad: int | None = None) -> Make:
    """Make batches of the given lengths."""

    def make(sample: Sampler) -> tuple:
        usual = sample.sizes["V"] // 2
        return _sequences(sample, np.array(lengths)), usual if pad is None else pad

    return make


def _repeated(sample: Sampler) -> np.ndarray:
    """Numbers with 0 and repetitions within a step and a sequence; the last one is missing."""
    T, N, V = sample.shape("T", "N", "V")
    numbers = sample.rng.integers(0, V - 1, size=(T, N))
    numbers[0, 0], numbers[-1, -1] = 0, numbers[T // 3, -1]
    if T > 2 and N > 1:
        numbers[2, 0] = numbers[2, 1]
    return numbers


def _looked_up(numbers: list[list[int]]) -> Make:
    """Make lookups of the given numbers."""

    def make(sample: Sampler) -> tuple:
        return np.array(numbers), sample.normal("V", "D")

    return make


def _fetched(numbers: list[list[int]]) -> Make:
    """Make gradients that arrive where the given numbers were looked up."""

    def make(sample: Sampler) -> tuple:
        dx = sample.rng.standard_normal((*np.shape(numbers), sample.sizes["D"]))
        return sample.as_gradient(dx), np.array(numbers), sample.sizes["V"]

    return make


ONE_TOKEN, LAST_ROW = [[3, 3], [3, 3], [3, 3]], [[6, 0], [2, 6], [6, 5]]
EACH_ONCE = [[8, 1, 3], [0, 7, 5], [2, 6, 4]]
EDGES: dict[str, list[Edge]] = {
    "build_vocabulary": [
        Edge("digits, capitals and punctuation", make=_no_words),
        Edge("many words equally frequent", make=_many_ties),
        Edge("room for every word", make=_room_for(7)),
        Edge("room for one word", make=_room_for(1), hidden=True),
        Edge("room for the special tokens only", make=_room_for(0), hidden=True),
    ],
    "encode_tokens": [
        Edge("words in capitals", make=_in_capitals),
        Edge("no word known", make=_text("left", "right", "left")),
        Edge("special tokens in the text", make=_text(1, "<unk>", 0, "<pad>")),
        Edge("every word known", make=_text(2, 0, 2, 1), hidden=True),
        Edge("one token", make=_text(3), hidden=True),
    ],
    "decode_numbers": [
        Edge("padding in front", make=_padding(0, 0)),
        Edge("padding behind", make=_padding(7, 7, 7)),
        Edge("nothing but padding", make=_padding_only),
        Edge("no padding", make=_padding(), hidden=True),
        Edge("<unk> at the end of the vocabulary", make=_unknown_elsewhere, hidden=True),
    ],
    "one_hot": [
        Edge("one sequence", {"N": 1}),
        Edge("one step", {"T": 1}),
        Edge("the last token of the vocabulary", make=_with_last_token),
        Edge("as many steps as sequences", {"T": 3, "N": 3, "V": 3}, hidden=True),
    ],
    "pad_batch": [
        Edge("one sequence", make=_of_lengths(4)),
        Edge("all sequences of one length", make=_of_lengths(3, 3, 3, 3)),
        Edge("pad = −1", make=_of_lengths(2, 5, 1, pad=-1)),
        Edge("the longest sequence first", make=_of_lengths(5, 3, 1, 2), hidden=True),
        Edge("one number in each sequence", make=_of_lengths(1, 1, 1), hidden=True),
        Edge("a large pad", make=_of_lengths(1, 3, 4, pad=1000), hidden=True),
    ],
    "embedding_forward": [
        Edge("one sequence", {"N": 1}),
        Edge("one step", {"T": 1}),
        Edge("the last row of the table", make=_looked_up(LAST_ROW)),
        Edge("as many numbers as tokens", {"D": 6, "V": 6}, hidden=True),
        Edge("one number for each token", {"D": 1}, hidden=True),
    ],
    "embedding_backward": [
        Edge("one token everywhere", make=_fetched(ONE_TOKEN)),
        Edge("the last row of the table", make=_fetched(LAST_ROW)),
        Edge("one sequence", {"N": 1}),
        Edge("one step", {"T": 1}),
        Edge("every token once", make=_fetched(EACH_ONCE), hidden=True),
        Edge("one number for each token", {"D": 1}, hidden=True),
    ],
}
