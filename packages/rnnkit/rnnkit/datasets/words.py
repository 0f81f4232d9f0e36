"""English words by frequency, from the package wordfreq."""

from functools import cache

import numpy as np

from rnnkit._extras import extra
from rnnkit.datasets._common import Dataset, data_file, frozen, random_parts

SOURCE = "wordfreq 3 (Robyn Speer), large English list, https://pypi.org/project/wordfreq"
LIST = ("wordfreq", "english.txt")  # of rnnkit-data: one word a line
MORE_THAN_ALL = 10_000_000
LICENCE = "CC BY-SA 4.0 (the lists), Apache 2.0 (the package)"


@cache
def english_vocabulary(size: int = 10_000) -> np.ndarray:
    """Return the most frequent English words in alphabetical order.

    Parameters
    ----------
    size : int, default 10000
        Number of words.

    Returns
    -------
    ndarray of shape (size,)
        Words of the letters a to z, sorted; read-only.

    Notes
    -----
    A table like that of D1 §2, which has "and" as word 367, "harry" as 4075 and "potter" as
    6820, counted from 1. Here they are 373, 4089 and 6767: no two lists of "the most frequent
    words" agree. The list has not been cleaned of names, abbreviations or rude words.

    Source: wordfreq, large English list. Licence: CC BY-SA 4.0. No split, no random choice.

    References
    ----------
    Speer (2022), rspeer/wordfreq v3.0, https://doi.org/10.5281/zenodo.7199437.
    """
    return frozen(np.sort(_by_frequency(size)))


@cache
def english_words(
    count: int = 10_000, *, shortest: int = 1, longest: int = 20, seed: int = 0
) -> Dataset:
    """Return English words, split, for a character model that invents new ones.

    Parameters
    ----------
    count : int, default 10000
        Number of words taken from the top of the frequency list, before the limits on length.
    shortest, longest : int, default 1, 20
        Words with fewer or more letters are left out.
    seed : int, default 0
        Which words are held out.

    Returns
    -------
    Dataset
        `train`, `validation` and `test` are arrays of str, in random order: 80, 10 and 10 %
        of the words. No word is in two parts.

    Notes
    -----
    Source: wordfreq, large English list, words of the letters a to z. Licence: CC BY-SA 4.0.
    """
    words = _by_frequency(count)
    lengths = np.strings.str_len(words)
    words = words[(lengths >= shortest) & (lengths <= longest)]
    if len(words) < 10:
        raise ValueError(
            f"only {len(words)} of the {count} words have {shortest} to {longest} letters; "
            "at least 10 are needed for three parts."
        )
    parts = random_parts(len(words), seed, lambda chosen: frozen(words[chosen]))
    return Dataset(*parts, source=SOURCE, licence=LICENCE)


def _by_frequency(count: int) -> np.ndarray:
    if count < 1:
        raise ValueError(f"the number of words must be at least 1; got {count}.")
    words = all_words()
    if len(words) < count:
        raise ValueError(f"the list has {len(words)} words of a to z; {count} were asked for.")
    return np.array(words[:count])


def all_words() -> list[str]:
    """Return all words of the letters a to z in the list, by frequency."""
    if shipped := data_file(*LIST):
        return shipped.read_text(encoding="ascii").split()
    with extra("data"):
        from wordfreq import top_n_list
    # About one entry in six of the list has digits, apostrophes or accents.
    ranked = top_n_list("en", MORE_THAN_ALL, wordlist="large")
    return [word for word in ranked if word.isascii() and word.isalpha()]
