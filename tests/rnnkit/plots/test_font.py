"""The fonts of the pictures: every label and every sign of the data, whatever a machine has."""

import io
import unicodedata
import warnings
from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt
import pytest
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.ft2font import FT2Font

import rnnkit.plots
from rnnkit.datasets import named_entities, review_sentiment, word_segmentation, written_dates
from rnnkit.plots._labels import LABELS
from tests.support.repository import REPOSITORY

OWN = (matplotlib.get_data_path(), str(Path(rnnkit.plots.__file__).parents[1]))
DATA = (named_entities, review_sentiment, word_segmentation, written_dates)
NOT_DRAWN = {"Cc", "Cf", "Cn", "Co", "Zl", "Zp", "Zs"}  # blanks, marks, private and unknown signs
LINE = 60


@pytest.fixture(autouse=True)
def no_font_of_the_system(monkeypatch):
    own = [font for font in fontManager.ttflist if font.fname.startswith(OWN)]
    monkeypatch.setattr(fontManager, "ttflist", own)
    fontManager._findfont_cached.cache_clear()
    yield
    fontManager._findfont_cached.cache_clear()


def paths():
    families = plt.rcParams["font.family"]
    return [fontManager.findfont(FontProperties(family=family)) for family in families]


def signs_of(texts):
    return {s for text in texts for s in text if unicodedata.category(s) not in NOT_DRAWN}


def signs_of_data(dataset):
    data = dataset()
    return signs_of(text for part in (data.train, data.validation, data.test) for text in part.x)


def draw(texts):
    fig = plt.figure()
    for text in texts:
        fig.text(0, 0, text)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            fig.savefig(io.BytesIO(), dpi=50)
    finally:
        plt.close(fig)


def test_the_second_font_is_the_one_in_the_package():
    dejavu, noto = map(Path, paths())
    assert dejavu.name == "DejaVuSans.ttf"
    assert noto.parent == Path(rnnkit.plots.__file__).parents[1] / "fonts"
    assert (noto.parent / "OFL.txt").read_text(encoding="utf-8").count("Adobe")
    assert noto.stat().st_size < 2_000_000


@pytest.mark.parametrize("dataset", DATA, ids=lambda dataset: dataset.__name__)
def test_every_sign_of_the_data_is_drawn(dataset):
    signs = sorted(signs_of_data(dataset))
    draw("".join(signs[i : i + LINE]).replace("$", "") for i in range(0, len(signs), LINE))


def test_every_label_is_drawn():
    draw(LABELS.values())


def test_every_sign_of_the_chapters_and_of_gb2312_is_in_the_fonts():
    """A character that a student types, or that the second edition in Chinese brings."""
    known = {sign for path in paths() for sign in FT2Font(path).get_charmap()}
    chapters = (REPOSITORY / "course" / "chapters").glob("*.md")
    pairs = (bytes([row, cell]) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    wanted = signs_of(path.read_text(encoding="utf-8") for path in chapters)
    wanted |= signs_of(pair.decode("gb2312", errors="ignore") for pair in pairs)
    assert {sign for sign in wanted if ord(sign) not in known} == set()


def test_a_sign_that_no_font_has_would_be_noticed():
    with pytest.raises(UserWarning, match="missing from font"):
        draw(["\N{TIBETAN LETTER KA}"])
