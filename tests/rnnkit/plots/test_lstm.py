"""The pictures of chapter 07: gates in their colours, arrows in the right direction."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex

from rnnkit.plots import plot_belt, plot_lstm_cell
from rnnkit.plots._style import GATES, GRADIENT, STATE


@pytest.fixture
def ax():
    fig, ax = plt.subplots()
    yield ax
    plt.close(fig)


def arrows_of(ax):
    """Start, end and colour of every arrow."""
    arrows = [text for text in ax.texts if getattr(text, "arrow_patch", None)]
    return {(a.xyann, a.xy): to_hex(a.arrow_patch.get_edgecolor()).upper() for a in arrows}


def test_every_gate_has_its_colour(ax):
    plot_lstm_cell(ax)
    boxes = {t.get_text()[1]: t.get_bbox_patch() for t in ax.texts if t.get_text()[:1] == "$"}
    for name, color in GATES.items():
        assert to_hex(boxes[name].get_facecolor()).upper() == color


def test_the_way_back_is_the_way_forward_turned_round(ax):
    plot_lstm_cell(ax)
    forward = arrows_of(ax)
    ax.clear()
    plot_lstm_cell(ax, backward=True)
    backward = arrows_of(ax)
    assert {(end, start) for start, end in forward} == set(backward)
    assert set(backward.values()) == {GRADIENT}
    assert GRADIENT not in forward.values()
    assert STATE in forward.values()


def test_the_belt_meets_no_function_on_its_way(ax):
    plot_lstm_cell(ax)
    belt = max(y for _, y in (text.get_position() for text in ax.texts))
    on_it = {t.get_text() for t in ax.texts if t.get_position()[1] == belt and t.get_bbox_patch()}
    assert on_it == {"×", "+"}


def test_belts_are_told_apart_without_colour():
    tokens, c = list("abc"), np.array([0.5, -2.0, 1.0])
    fig, axes = plt.subplots(2, 1)
    plot_belt(axes, tokens, {"one": c, "other": -c}, {"f": np.array([0.1, 0.5, 0.9])})
    lines = [line for line in axes[0].lines if len(line.get_xdata()) == len(c)]
    assert [line.get_label() for line in lines if line.get_label()[0] != "_"] == ["one", "other"]
    assert len({line.get_linestyle() for line in lines}) == 2
    np.testing.assert_array_equal(axes[1].lines[0].get_ydata(), [0.1, 0.5, 0.9])
    plt.close(fig)
