"""The pictures of chapter 13: lines as thick as weights, a context that is the mixture."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex

from rnnkit.plots import plot_attention, plot_encoder_decoder, plot_mixture, plot_shares
from rnnkit.plots._labels import LABELS
from rnnkit.plots._style import INPUT, OUTPUT, STATE
from rnnkit.plots.attention import plot_look

WEIGHTS = np.array([[0.05, 0.7, 0.25], [0.6, 0.1, 0.3]])


@pytest.fixture
def ax():
    fig, ax = plt.subplots()
    yield ax
    plt.close(fig)


def marked(ax, color):
    """The texts on boxes of a colour."""
    boxes = [(text.get_text(), text.get_bbox_patch()) for text in ax.texts]
    return [word for word, box in boxes if box and to_hex(box.get_facecolor()).upper() == color]


@pytest.mark.parametrize("u", [0, 1])
def test_lines_are_as_thick_as_the_weights_and_lead_to_what_is_written(ax, u):
    plot_look(ax, WEIGHTS, "abc", "xy", u)
    widths = np.array([line.get_linewidth() for line in ax.lines])
    np.testing.assert_allclose(widths / widths.sum(), WEIGHTS[u])
    assert len({line.get_xdata()[0] for line in ax.lines}) == 1
    assert marked(ax, OUTPUT) == ["xy"[u]]
    assert marked(ax, INPUT) == ["abc"[t] for t in range(3) if WEIGHTS[u, t] > 0.1]


@pytest.mark.parametrize(("T", "U"), [(1, 1), (1, 4), (5, 1), (4, 9)])
def test_tokens_of_a_row_stand_side_by_side_and_within_the_picture(ax, T, U):
    plot_look(ax, np.full((U, T), 1 / T), ["a"] * T, ["x"] * U, 0)
    for row, count in (("a", T), ("x", U)):
        places = [text.get_position()[0] for text in ax.texts if text.get_text() == row]
        assert len(set(places)) == count
        assert min(places) > ax.get_xlim()[0]
        assert max(places) < ax.get_xlim()[1]


def test_the_context_is_the_mean_of_the_values_by_weight():
    fig, axes = plt.subplots(1, 3)
    v, a = np.array([[2.0, -1], [0, 3]]), np.array([0.25, 0.75])
    plot_mixture(axes, np.array([0.0, 1.1]), a, v, ["k₁", "k₂"])
    shown = axes[2].images[0].get_array()
    np.testing.assert_array_equal(shown[:2], v)
    np.testing.assert_allclose(shown[-1], [0.5, 2.0])
    assert [label.get_text() for label in axes[2].get_yticklabels()][-1] == LABELS["context"]
    np.testing.assert_allclose([bar.get_width() for bar in axes[1].patches], a)
    plt.close(fig)


def test_the_map_has_a_row_for_each_written_and_a_column_for_each_read_token(ax):
    plot_attention(ax, WEIGHTS, "abc", "xy")
    np.testing.assert_array_equal(ax.images[0].get_array(), WEIGHTS)
    assert [label.get_text() for label in ax.get_xticklabels()] == list("abc")
    assert [label.get_text() for label in ax.get_yticklabels()] == list("xy")


def test_a_decoder_that_looks_gets_an_arrow_from_each_state_and_none_over_the_joint(ax):
    plot_encoder_decoder(ax, "abc", "xy", "<BOS>", looks=True)
    arrows = [text for text in ax.texts if getattr(text, "arrow_patch", None)]
    blue = [a for a in arrows if to_hex(a.arrow_patch.get_edgecolor()).upper() == STATE]
    assert sorted(a.xyann[0] for a in blue) == [0, 1, 2]
    (goal,) = {a.xy for a in blue}
    assert [t.get_text() for t in ax.texts if t.get_bbox_patch() and t.get_position() == goal] == [
        "x"
    ]
    assert not any(a.xyann[0] == 2 and a.xy[1] == a.xyann[1] for a in arrows)
    assert LABELS["handed_on"] not in [text.get_text() for text in ax.texts]


def test_other_shares_are_dots_at_the_bars_of_the_same_names(ax):
    plot_shares(ax, {"a": 0.9, "b": 0.5}, "bars", {"dots": {"b": 0.1, "a": 0.2}})
    np.testing.assert_allclose(ax.lines[0].get_ydata(), [20, 10])
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["dots", "bars"]
