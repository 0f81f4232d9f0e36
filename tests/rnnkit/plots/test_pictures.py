"""What stands in the pictures of several chapters, and what must not hide."""

import html
from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex

from rnnkit.datasets import formant_sound
from rnnkit.plots import (
    plot_curves,
    plot_melody,
    plot_probabilities,
    plot_road,
    plot_shapes,
    plot_speech,
    plot_steps,
)
from rnnkit.plots._labels import LABELS
from rnnkit.plots._style import INPUT, OUTPUT
from rnnkit.widgets import segmenter, show_tags


@pytest.fixture
def ax():
    fig, ax = plt.subplots()
    yield ax
    plt.close(fig)


def words(ax):
    return [text.get_text() for text in ax.texts if text.get_text()]


def test_equal_words_have_equal_numbers_and_vectors_on_the_road(ax):
    E = np.arange(10.0).reshape(5, 2)
    plot_road(ax, "a b a", ["a", "b", "a"], [2, 3, 2], E[[2, 3, 2]])
    said = words(ax)
    assert "“a b a”" in said
    assert (said.count("a"), said.count("2"), said.count("3")) == (2, 2, 1)
    strips = [image.get_array().ravel().tolist() for image in ax.images]
    assert strips == [[4, 5], [6, 7], [4, 5]]
    assert {LABELS[f"road_{row}"] for row in ("text", "tokens", "numbers", "vectors")} <= set(said)


def test_boxes_without_a_name_are_counted(ax):
    plot_steps(ax, ["", "b", None], [None, "", ""])
    assert set(words(ax)) == {
        "b",
        *(f"${name}$" for name in ("h_{1}", "h_{2}", "h_{3}", "x_{1}", "y_{1}", "y_{2}")),
    }


def test_titles_of_the_five_shapes_do_not_touch():
    fig, ax = plt.subplots(figsize=(7.4, 2.2))
    plot_shapes(ax)
    fig.canvas.draw()
    names = {LABELS[name] for name in ("one-to-one", "one-to-many", "many-to-one", "synchronous")}
    boxes = [t.get_window_extent() for t in ax.texts if t.get_text() in names]
    boxes.sort(key=lambda box: box.x0)
    plt.close(fig)
    assert len(boxes) == 4
    assert all(b.x0 - a.x1 > 8 for a, b in pairwise(boxes))


def test_notes_have_names_and_given_ones_another_colour(ax):
    plot_melody(ax, np.array([[60, 4], [0, 4], [67, 4], [64, 4]]), given=1)
    assert [to_hex(bar.get_facecolor()).upper() for bar in ax.patches] == [INPUT, OUTPUT, OUTPUT]
    names = {
        tick: label.get_text()
        for tick, label in zip(ax.get_yticks(), ax.get_yticklabels(), strict=True)
    }
    assert (names[60], names[62], names[64], names[67]) == ("C", "D", "E", "G")
    assert 61 not in names


def test_over_many_notes_only_some_have_names(ax):
    plot_melody(ax, np.array([[48, 4], [84, 4]]))
    assert {label.get_text() for label in ax.get_yticklabels()} == {"C", "G"}


def test_colours_can_follow_a_root_of_the_probability(ax):
    y_hat = np.array([[0.01, 0.99], [0.5, 0.5]])
    plot_probabilities(ax, y_hat, "ab", "xy", power=0.5)
    (image,) = ax.images
    assert image.norm(0.01 * 0.99) == pytest.approx(0.1)
    np.testing.assert_array_equal(image.get_array(), y_hat.T)


def test_every_class_of_the_strips_stands_in_the_legend():
    fig, axes = plt.subplots(3)
    labels = np.array([0, 0, 1, 2])
    rows, classes = {"said": labels, "heard": labels}, ["silence", "ee", "oo"]
    plot_speech(axes, formant_sound(["ah"]), np.zeros((4, 20)), rows, classes)
    said = [text.get_text() for text in axes[2].get_legend().get_texts()]
    plt.close(fig)
    assert said == classes


def test_points_of_a_short_curve_can_be_marked(ax):
    plot_curves(ax, np.arange(3), {"a": np.arange(3)}, "x", "y", marker="o")
    assert ax.lines[0].get_marker() == "o"


def test_tags_stand_below_their_characters_and_are_escaped(monkeypatch):
    shown = []
    monkeypatch.setattr(segmenter, "display", shown.append)
    show_tags("乔<", "PO")
    page = shown[0].data
    assert page.index("乔") < page.index("P</span>") < page.index(html.escape("<"))
    with pytest.raises(ValueError, match="shorter"):
        show_tags("乔石", "P")
