"""Old tunes as notes, for a network that goes on with a melody."""

import re
import tomllib
from functools import cache
from pathlib import Path

import numpy as np

from rnnkit.datasets._common import Dataset, Part, frozen, pick, split_sizes

FILE = Path(__file__).with_suffix(".toml")
TUNES: dict[str, str] = tomllib.loads(FILE.read_text(encoding="utf-8"))
SCALE = (0, 2, 4, 5, 7, 9, 11)  # semitones of the degrees above the key note
MIDDLE_C = 60
NOTE = re.compile(r"([0-7])([',]*)(_?)(\.?)(-*)")


@cache
def folk_melodies(keys: int = 12, *, seed: int = 0) -> Dataset:
    """Return old tunes as sequences of notes.

    Parameters
    ----------
    keys : int, default 12
        Into how many keys each tune of the training part is transposed, from 1 to 12. The
        other parts are in C.
    seed : int, default 0
        Which tunes are held out, and the order of the others.

    Returns
    -------
    Dataset
        Each part has `x`, a tuple of ndarrays of shape (T, 2): pitch as a MIDI number (60 is
        middle C, 0 is a rest) and length in quarters of a beat; and `y`, a tuple of titles.

    Notes
    -----
    D1 §1 and §6, music. 24 tunes, of which 2 are for validation and 2 for the test; no tune
    is in two parts. `notes_sound` makes a tune audible.

    Source: traditional songs and tunes by Beethoven, Brahms, Foster, Newton and Pierpont,
    written down by ear for this course in one of their many variants. Licence: the tunes are
    in the public domain; MIT, as this course, for the notes.

    References
    ----------
    Eck, Schmidhuber (2002), Finding temporal structure in music: Blues improvisation with
    LSTM recurrent networks.
    """
    if not 1 <= keys <= 12:
        raise ValueError(f"keys must be from 1 to 12; got {keys}.")
    titles = pick(tuple(TUNES), np.random.default_rng(seed).permutation(len(TUNES)))
    first, second = split_sizes(len(titles))
    return Dataset(
        _part(titles[:first], range(-(keys // 2), keys - keys // 2)),
        _part(titles[first:second], [0]),
        _part(titles[second:], [0]),
        source="traditional tunes, written down for rnnkit.datasets.folk_melodies",
        licence="public domain (tunes), MIT (notes)",
    )


def _part(titles: tuple[str, ...], semitones: range | list[int]) -> Part:
    """Return each tune once for each transposition."""
    notes, names = [], []
    for shift in semitones:
        for title in titles:
            tune = np.array([_note(text) for text in TUNES[title].split()])
            tune[:, 0] += shift * (tune[:, 0] > 0)
            notes.append(frozen(tune))
            names.append(title)
    return Part(tuple(notes), tuple(names))


def _note(text: str) -> tuple[int, int]:
    match = NOTE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a note.")
    degree, octave, half, dot, more = match.groups()
    quarters = (2 if half else 4) * (3 if dot else 2) // 2 + 4 * len(more)
    if degree == "0":
        return 0, quarters
    octaves = octave.count("'") - octave.count(",")
    return MIDDLE_C + SCALE[int(degree) - 1] + 12 * octaves, quarters
