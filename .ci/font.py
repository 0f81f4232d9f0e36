"""Make the font of the course's pictures anew: ``make font``, after a data set has changed.

What is in GB2312 or can be drawn from a data set, and not in DejaVu Sans, is taken out of
Noto Sans CJK SC, which Debian has in the package fonts-noto-cjk. Signs that no font has, such as
private ones, are left out.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont
from matplotlib import get_data_path

from rnnkit import datasets

WHOLE = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
SUBSET = Path(__file__).parents[1] / "packages/rnnkit/rnnkit/fonts/NotoSansSC.otf"
DATA = ("word_segmentation", "named_entities", "review_sentiment", "written_dates")
# For text set by hand: Matplotlib writes from left to right, and has no use for the rest.
UNUSED = ["BASE", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]
COPYRIGHT, LICENCE_ADDRESS, NAMES = 0, 14, {1: "Noto Sans SC", 4: "Noto Sans SC", 6: "NotoSansSC"}


def drawn() -> set[str]:
    """Return every sign that a data set of the course can draw."""
    sets = [getattr(datasets, name)() for name in DATA]
    parts = [part for each in sets for part in (each.train, each.validation, each.test)]
    return {sign for part in parts for text in part.x for sign in text}


def gb2312() -> set[str]:
    """Return all signs of the standard for simplified Chinese."""
    pairs = (bytes([row, cell]) for row in range(0xA1, 0xFF) for cell in range(0xA1, 0xFF))
    return set("".join(pair.decode("gb2312", errors="ignore") for pair in pairs))


def subset(font: TTFont, signs: set[str]) -> None:
    """Leave nothing in the font but some signs, and name it."""
    kept = [COPYRIGHT, *NAMES, 2, 3, 5, 13, LICENCE_ADDRESS]
    options = Options(drop_tables=[*Options().drop_tables, *UNUSED], hinting=False, name_IDs=kept)
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(signs))
    subsetter.subset(font)
    for name in font["name"].names:
        name.string = NAMES.get(name.nameID, name.toUnicode())


def main(whole: str = WHOLE) -> None:
    """Write the subset of a collection's simplified Chinese, and say what is in it."""
    with TTFont(f"{get_data_path()}/fonts/ttf/DejaVuSans.ttf") as dejavu:
        others = set(map(chr, dejavu.getBestCmap()))
    fonts = TTCollection(whole, recalcTimestamp=False).fonts  # the same bytes each time
    font = next(each for each in fonts if each["name"].getDebugName(1) == "Noto Sans CJK SC")
    subset(font, (gb2312() | drawn()) - others)
    font.save(SUBSET)
    print(f"{SUBSET}: {len(font.getBestCmap()):,} signs, {SUBSET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
