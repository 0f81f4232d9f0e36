"""Pictures of cells: gates in their colours, arrows in the right direction, factors on them."""

from functools import partial
from itertools import combinations

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex

from rnnkit.plots import plot_belt, plot_gru_cell, plot_lstm_cell, plot_rnn_cell, plot_steps
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


CELLS = {
    "RNN": plot_rnn_cell,
    "LSTM": plot_lstm_cell,
    "peephole": partial(plot_lstm_cell, peephole=True),
    "GRU": plot_gru_cell,
}


def extents_of(ax):
    """Where each text is drawn, with its box if that is coloured."""
    ax.figure.canvas.draw()
    texts = [text for text in ax.texts if text.get_text()]
    boxes = [text.get_bbox_patch() for text in texts]
    seen = [box if box and box.get_facecolor()[3] else None for box in boxes]
    return [
        (text.get_text(), (box or text).get_window_extent())
        for text, box in zip(texts, seen, strict=True)
    ]


def words_of(ax):
    return [text.get_text() for text in ax.texts if text.get_text()]


def test_every_gate_has_its_colour(ax):
    plot_lstm_cell(ax)
    boxes = {t.get_text()[1]: t.get_bbox_patch() for t in ax.texts if "  " in t.get_text()}
    for name, color in GATES.items():
        assert to_hex(boxes[name].get_facecolor()).upper() == color


@pytest.mark.parametrize("draw", CELLS.values(), ids=CELLS)
def test_the_way_back_is_the_way_forward_turned_round(draw, ax):
    draw(ax)
    forward, boxes = arrows_of(ax), {text for text in words_of(ax) if "$" not in text}
    ax.clear()
    draw(ax, backward=True)
    backward = arrows_of(ax)
    assert {(end, start) for start, end in forward} == set(backward)
    assert boxes <= set(words_of(ax))
    assert set(backward.values()) == {GRADIENT}
    assert GRADIENT not in forward.values()
    assert STATE in forward.values()


@pytest.mark.parametrize("draw", CELLS.values(), ids=CELLS)
def test_a_plus_stands_wherever_gradients_join(draw, ax):
    draw(ax, backward=True)
    ends = [end for _, end in arrows_of(ax)]
    joins = {end for end in ends if ends.count(end) > 1}
    pluses = {
        text.get_position()
        for text in ax.texts
        if text.get_text() == "+" and text.get_color() == GRADIENT
    }
    assert joins == pluses


@pytest.mark.parametrize(
    ("draw", "factors"),
    [
        (plot_rnn_cell, ["slope", r"$W_{hh}^\top$", r"$W_{xh}^\top$"]),
        (plot_lstm_cell, ["f", "g", "i", "o", "tanh", "$c_{t-1}$", *["slope"] * 5]),
        (CELLS["peephole"], ["$V_f$", "$V_i$", "$V_o$", "f"]),
        (plot_gru_cell, ["z", "n", "r", "(−1)", "(1 − z)", *["$h_{t-1}$"] * 2]),
    ],
    ids=CELLS,
)
def test_factors_stand_on_the_edges_of_the_way_back_only(draw, factors, ax):
    draw(ax)
    assert not [word for word in words_of(ax) if word.startswith("× ")]
    ax.clear()
    draw(ax, backward=True)
    for factor in set(factors):
        assert words_of(ax).count(f"× {factor}") == factors.count(factor)


@pytest.mark.parametrize("name", ["LSTM", "peephole", "GRU"])
def test_the_belt_meets_no_function_on_its_way(name, ax):
    CELLS[name](ax)
    belt = max(y for _, y in (text.get_position() for text in ax.texts))
    on_it = {t.get_text() for t in ax.texts if t.get_position()[1] == belt and t.get_bbox_patch()}
    assert {text for text in on_it if "$" not in text} == {"×", "+"}


def test_four_paths_of_a_gru_are_numbered_on_the_way_back(ax):
    plot_gru_cell(ax, backward=True)
    assert sorted(word for word in words_of(ax) if word.isdigit()) == list("1234")


def test_arrows_between_steps_end_at_the_borders_of_boxes(ax):
    plot_steps(ax, ["a long one", None], ["b", "c"], fed_back=True)
    ax.figure.canvas.draw()
    arrows = [t.arrow_patch for t in ax.texts if getattr(t, "arrow_patch", None)]
    assert len(arrows) == 5
    for arrow in arrows:
        assert arrow.patchA is not None
        assert arrow.patchB is not None


def test_belts_are_told_apart_without_colour():
    tokens, c = list("abc"), np.array([0.5, -2.0, 1.0])
    fig, axes = plt.subplots(2, 1)
    plot_belt(axes, tokens, {"one": c, "other": -c}, {"f": np.array([0.1, 0.5, 0.9])})
    lines = [line for line in axes[0].lines if len(line.get_xdata()) == len(c)]
    assert [line.get_label() for line in lines if line.get_label()[0] != "_"] == ["one", "other"]
    assert len({line.get_linestyle() for line in lines}) == 2
    np.testing.assert_array_equal(axes[1].lines[0].get_ydata(), [0.1, 0.5, 0.9])
    plt.close(fig)


@pytest.mark.parametrize("cell", CELLS)
def test_factors_on_the_way_back_can_be_read(cell):
    fig, ax = plt.subplots(figsize=(6.8, 3.6), dpi=100)
    CELLS[cell](ax, backward=True)
    for (a, one), (b, other) in combinations(extents_of(ax), 2):
        across = min(one.x1, other.x1) - max(one.x0, other.x0)
        up = min(one.y1, other.y1) - max(one.y0, other.y0)
        assert min(across, up) <= 3, f"{a} lies over {b}"  # pixels
    plt.close(fig)
