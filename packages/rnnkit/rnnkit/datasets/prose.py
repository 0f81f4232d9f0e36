"""English prose for character models, from the standard library's own documentation."""

import re
from functools import cache
from itertools import accumulate

import numpy as np

from rnnkit._extras import MissingPackageError
from rnnkit.datasets._common import Dataset, random_parts

PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "”": '"', "“": '"', "—": "-", "–": "-", "…": "...", "\u00a0": " "}
)
BLOCK = 2000  # characters: long enough for streams, short enough for a fair split


@cache
def english_prose(seed: int = 0) -> Dataset:
    """Return English text about Python, as one long string for each part.

    Parameters
    ----------
    seed : int, default 0
        Which blocks are held out.

    Returns
    -------
    Dataset
        `train`, `validation` and `test` are str; a line is a paragraph. All characters are ASCII.

    Notes
    -----
    The texts behind Python's `help()`. Code, tables and headings are left out, and so are
    paragraphs that occur again in another topic. About 230,000 characters; how many exactly
    depends on the version of Python. What remains is cut between paragraphs into blocks of
    about 2,000 characters; 80, 10 and 10 % of the blocks make the parts, in the order of the
    text.

    Source: the module pydoc_data.topics of the standard library. Licence: PSF License 2.

    References
    ----------
    Python Software Foundation, The Python Language Reference.
    """
    paragraphs = [text for text in _paragraphs() if _is_prose(text)]
    ends = np.array(list(accumulate(len(text) + 1 for text in paragraphs)))
    block_of = (ends - 1) // BLOCK
    blocks = np.unique(block_of)
    texts = np.array(paragraphs, dtype=object)
    parts = random_parts(
        len(blocks), seed, lambda i: "\n".join(texts[np.isin(block_of, blocks[i])])
    )
    source = "pydoc_data.topics of the Python standard library"
    return Dataset(*parts, source=source, licence="Python Software Foundation License 2")


def _paragraphs() -> dict[str, None]:
    try:
        from pydoc_data.topics import topics
    except ModuleNotFoundError as error:
        raise MissingPackageError(
            "This Python comes without pydoc_data, a part of its standard library. A Python "
            "from python.org or conda has it; on Debian and Ubuntu run\n"
            "    sudo apt install libpython3-stdlib"
        ) from error
    whole = "\n\n".join(topics.values()).translate(PLAIN)
    pieces = re.split(r"\n\s*\n", whole)
    return dict.fromkeys(" ".join(piece.split()) for piece in pieces)


def _is_prose(text: str) -> bool:
    plain = sum(character.isalpha() or character == " " for character in text)
    return len(text) >= 40 and text.isascii() and text[-1] in ".:;?!)" and plain > 0.88 * len(text)
