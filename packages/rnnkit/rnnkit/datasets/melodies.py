"""Old tunes as notes, for a network that goes on with a melody."""

import re
from functools import cache

import numpy as np

from rnnkit.datasets._common import Dataset, Part, frozen, pick, split_sizes

# Numbered notation (jianpu): 1 to 7 are the degrees of the major scale, 0 is a rest; ' is an
# octave higher, a comma an octave lower. A note lasts one beat: _ halves it, . makes it half
# as long again, each - adds a beat.
TUNES = {
    "Twinkle, twinkle": """1 1 5 5 6 6 5- 4 4 3 3 2 2 1- 5 5 4 4 3 3 2- 5 5 4 4 3 3 2-
        1 1 5 5 6 6 5- 4 4 3 3 2 2 1-""",
    "Frère Jacques": """1 2 3 1 1 2 3 1 3 4 5- 3 4 5- 5_ 6_ 5_ 4_ 3 1 5_ 6_ 5_ 4_ 3 1
        1 5, 1- 1 5, 1-""",
    "Ode to Joy": """3 3 4 5 5 4 3 2 1 1 2 3 3. 2_ 2- 3 3 4 5 5 4 3 2 1 1 2 3 2. 1_ 1-
        2 2 3 1 2 3_ 4_ 3 1 2 3_ 4_ 3 2 1 2 5,- 3 3 4 5 5 4 3 2 1 1 2 3 2. 1_ 1-""",
    "Mary had a little lamb": "3 2 1 2 3 3 3- 2 2 2- 3 5 5- 3 2 1 2 3 3 3 3 2 2 3 2 1---",
    "London Bridge": "5. 6_ 5 4 3 4 5- 2 3 4- 3 4 5- 5. 6_ 5 4 3 4 5- 2- 5- 3 1--",
    "Alle meine Entchen": """1 2 3 4 5- 5- 6 6 6 6 5--- 6 6 6 6 5--- 4 4 4 4 3- 3-
        2 2 2 2 1---""",
    "Hänschen klein": """5 3 3- 4 2 2- 1 2 3 4 5 5 5- 5 3 3- 4 2 2- 1 3 5 5 1---
        2 2 2 2 2 3 4- 3 3 3 3 3 4 5- 5 3 3- 4 2 2- 1 3 5 5 1---""",
    "Au clair de la lune": """1 1 1 2 3- 2- 1 3 2 2 1--- 1 1 1 2 3- 2- 1 3 2 2 1---
        2 2 2 2 6,- 6,- 2 1 7, 6, 5,--- 1 1 1 2 3- 2- 1 3 2 2 1---""",
    "Row, row, row your boat": """1-- 1-- 1- 2 3-- 3- 2 3- 4 5----- 1' 1' 1' 5 5 5 3 3 3
        1 1 1 5- 4 3- 2 1-----""",
    "When the saints": """1 3 4 5--- 0 1 3 4 5--- 0 1 3 4 5- 3- 1- 3- 2--- 3 3 2 1-- 1
        3- 5- 5 4-- 3 4 5- 3- 1- 2- 1---""",
    "Oh! Susanna": """1_ 2_ 3 5 5. 6_ 5 3 1. 2_ 3 3 2 1 2-- 1_ 2_ 3 5 5. 6_ 5 3 1. 2_ 3 3
        2 2 1--- 4- 4- 6 6- 6 5 5 3 1 2-- 1_ 2_ 3 5 5. 6_ 5 3 1. 2_ 3 3 2 2 1---""",
    "Jingle bells": """3 3 3- 3 3 3- 3 5 1. 2_ 3--- 4 4 4. 4_ 4 3 3 3_ 3_ 3 2 2 3 2- 5-
        3 3 3- 3 3 3- 3 5 1. 2_ 3--- 4 4 4. 4_ 4 3 3 3_ 3_ 5 5 4 2 1---""",
    "Jasmine flower": """3 3_ 5_ 6_ 1'_ 1'_ 6_ 5 5_ 6_ 5- 3 3_ 5_ 6_ 1'_ 1'_ 6_ 5 5_ 6_ 5-
        5 5 5 3_ 5_ 6 6 5- 3 2_ 3_ 5 3_ 2_ 1 1_ 2_ 1- 3_ 2_ 1_ 3_ 2. 3_ 5 6_ 1'_ 5-
        2 3_ 5_ 2_ 3_ 1_ 6,_ 5,- 6, 1 2. 3_ 1_ 2_ 1_ 6,_ 5,--""",
    "Amazing grace": """5, 1- 3_ 1_ 3- 2 1- 6, 5,- 5, 1- 3_ 1_ 3- 2 5-- 5- 3 5- 3_ 1_ 3- 2
        1- 6, 5,- 5, 1- 3_ 1_ 3- 2 1--""",
    "Auld lang syne": """5, 1. 1_ 1 3 2. 1_ 2 3 1. 1_ 3 5 6-- 6 5. 3_ 3 1 2. 1_ 2 3
        1. 6,_ 6, 5, 1-- 6 5. 3_ 3 1 2. 1_ 2 6 5. 3_ 3 5 6-- 6 5. 3_ 3 1 2. 1_ 2 3
        1. 6,_ 6, 5, 1--""",
    "Yankee Doodle": """1 1 2 3 1 3 2 5, 1 1 2 3 1- 7,- 1 1 2 3 4 3 2 1 7, 5, 6, 7, 1- 1-
        6,. 7,_ 6, 5, 6, 7, 1- 5,. 6,_ 5, 4, 3,- 5,- 6,. 7,_ 6, 5, 6, 7, 1 6, 5, 1 7, 2
        1- 1-""",
    "Good King Wenceslas": """1 1 1 2 1 1 5,- 6, 5, 6, 7, 1- 1- 1 1 1 2 1 1 5,- 6, 5, 6, 7,
        1- 1- 5 4 3 2 3 2 1- 6, 5, 6, 7, 1- 1- 5, 5, 6, 7, 1 1 2- 5 4 3 2 1- 4- 1---""",
    "Old MacDonald": """1 1 1 5, 6, 6, 5,- 3 3 2 2 1-- 5, 1 1 1 5, 6, 6, 5,- 3 3 2 2 1--
        5,_ 5,_ 1 1 1 5,_ 5,_ 1 1 1- 1_ 1_ 1 1_ 1_ 1 1_ 1_ 1_ 1_ 1 1 1 1 1 5, 6, 6, 5,-
        3 3 2 2 1---""",
    "Skip to my Lou": "3 3 1 1 3 3 5- 2 2 7, 7, 2 2 4- 3 3 1 1 3 3 5- 2 3_ 4_ 3 2 1- 1-",
    "Go tell Aunt Rhody": "3- 3 2 1- 1- 2- 2 4 3 2 1- 5- 5 4 3- 3- 2 1 2 3 1---",
    "This old man": """5 3 5- 5 3 5- 6 5 4 3 2 3 4- 3_ 4_ 5 1 1_ 1_ 1_ 2_ 3_ 4_ 5-
        5 2 2 4 3 2 1-""",
    "Sakura": """6 6 7- 6 6 7- 6 7 1' 7 6 7_ 6_ 4- 3 1 3 4 3 3_ 1_ 7,- 6 7 1' 7 6 7_ 6_ 4-
        3 1 3 4 3 3_ 1_ 7,- 6 6 7- 6 6 7- 3 4 7_ 6_ 4 3---""",
    "Clementine": """1_ 1_ 1 5, 3_ 3_ 3 1 1_ 3_ 5 5 4_ 3_ 2- 2_ 3_ 4 4 3_ 2_ 3 1 1_ 3_ 2 5,
        7,_ 2_ 1-""",
    "Lullaby": """3_ 3_ 5- 3_ 3_ 5- 3_ 5_ 1' 7 6 6 5 2_ 3_ 4- 2 2_ 3_ 4- 2_ 4_ 7_ 6_ 5 7
        1'- 1_ 1_ 1'- 6_ 4_ 5- 3_ 1_ 4 5 6 5- 1_ 1_ 1'- 6_ 4_ 5- 3_ 1_ 4 3 2 1--""",
}
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
