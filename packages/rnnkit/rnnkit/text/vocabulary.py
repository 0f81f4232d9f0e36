"""Tokens and their numbers."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

import numpy as np

SPECIAL = ("<pad>", "<unk>", "<bos>", "<eos>")
# A word, with an apostrophe inside; a Chinese character or another letter without spaces
# around it; or one sign.
_WORD = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]|[^\W\u3040-\u30ff\u4e00-\u9fff]+(?:['’]\w+)?|\S")


def split_words(text: str) -> list[str]:
    """Cut a text into words and signs, without blanks; Chinese and Japanese into characters.

    Examples
    --------
    >>> split_words("Cats don't sleep 15 hours.")
    ['Cats', "don't", 'sleep', '15', 'hours', '.']
    """
    return _WORD.findall(text)


class Vocabulary:
    """Tokens and their numbers, with four special tokens in front.

    Parameters
    ----------
    sequences : iterable of sequences of tokens
        What the vocabulary is made from; a token is a str or anything hashable.
    size : int, optional
        Keep at most so many tokens, the most frequent ones, besides the special tokens.
    min_count : int, default 1
        Keep only tokens that occur at least so often.

    Notes
    -----
    A token's place in the tuple ``tokens`` is its number. `<pad>`, `<unk>`, `<bos>` and `<eos>`
    come first, whose numbers 0, 1, 2, 3 are ``pad``, ``unk``, ``bos`` and ``eos``; then the others
    by falling frequency, then by first occurrence, so that the order does not change from run to
    run. A token of the text that looks like a special one is taken for it: nothing is counted
    twice.

    Examples
    --------
    >>> vocabulary = Vocabulary(["banana", "bandana"])
    >>> vocabulary.tokens[4:]
    ('a', 'n', 'b', 'd')
    >>> vocabulary.encode("bad", eos=True)
    array([6, 4, 7, 3])
    >>> "".join(vocabulary.decode([6, 4, 7, 3, 0]))
    'bad'
    """

    pad, unk, bos, eos = range(4)

    def __init__(
        self,
        sequences: Iterable[Sequence[Hashable]],
        *,
        size: int | None = None,
        min_count: int = 1,
    ) -> None:
        counts = Counter(token for sequence in sequences for token in sequence)
        for token in SPECIAL:
            counts.pop(token, None)
        common = (token for token, count in counts.most_common(size) if count >= min_count)
        self.tokens = (*SPECIAL, *common)
        self._numbers = {token: number for number, token in enumerate(self.tokens)}

    def __len__(self) -> int:
        return len(self.tokens)

    def __contains__(self, token: Hashable) -> bool:
        return token in self._numbers

    def __repr__(self) -> str:
        return f"Vocabulary of {len(self)} tokens, 4 of them special"

    def encode(
        self, sequence: Sequence[Hashable], *, bos: bool = False, eos: bool = False
    ) -> np.ndarray:
        """Return the numbers (T,) of a sequence of tokens; unknown ones become `<unk>`.

        ``bos`` and ``eos`` say whether to put `<bos>` in front and `<eos>` behind.
        """
        get, unknown = self._numbers.get, self.unk
        numbers = [get(token, unknown) for token in sequence]
        return np.array([self.bos] * bos + numbers + [self.eos] * eos, dtype=np.intp)

    def decode(self, numbers: Iterable[int]) -> list[Hashable]:
        """Return the tokens of a sequence of numbers, up to `<eos>`, without `<pad>`, `<bos>`.

        ValueError if a number is not in the vocabulary.
        """
        tokens = []
        for number in numbers:
            if not 0 <= number < len(self):
                raise ValueError(f"token numbers must be from 0 to {len(self) - 1}; got {number}.")
            if number == self.eos:
                break
            if number not in (self.pad, self.bos):
                tokens.append(self.tokens[number])
        return tokens
