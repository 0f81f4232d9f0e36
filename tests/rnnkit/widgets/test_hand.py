"""A cell moved by hand: what it computes, says and refuses."""

import numpy as np
import pytest
from matplotlib import pyplot as plt

from rnnkit.widgets import CellByHand


def test_the_belt_settles_where_it_gains_what_it_loses(text, alt):
    cell = CellByHand(i=0.5, f=0.9, g=0.8, o=0.5)
    c, h = cell.states
    np.testing.assert_allclose(c, 4 - 3 * 0.9 ** np.arange(13))
    np.testing.assert_allclose(h, 0.5 * np.tanh(c[1:]))
    for words in (text(cell), alt(cell)):
        assert "from 1 at step 0 to 3.15 at step 12, where 0.50 is shown" in words


@pytest.mark.parametrize("name", list("ifgo"))
def test_each_slider_changes_picture_and_words(name, picture, alt):
    cell = CellByHand(i=0.5, g=0.5)
    before = picture(cell), alt(cell)
    cell.sliders[name].value = 0.25
    assert picture(cell) != before[0]
    assert alt(cell) != before[1]


def test_everything_stays_inside_the_picture_and_no_figure_is_left():
    cell = CellByHand(i=1, f=1, g=1, o=1)
    for line, values in zip(cell._lines.values(), cell.states, strict=True):
        low, high = line.axes.get_ylim()
        assert low <= values.min() <= values.max() <= high
    assert plt.get_fignums() == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"i": 1.5}, "i: expected 0 to 1, got 1.5"),
        ({"g": -2}, "g: expected -1 to 1, got -2"),
        ({"f": float("nan")}, "f: expected 0 to 1, got nan"),
    ],
)
def test_numbers_out_of_range_are_refused_by_name(options, said):
    with pytest.raises(ValueError, match=said):
        CellByHand(**options)
