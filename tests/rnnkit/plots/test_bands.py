"""Bands of several runs: what stands in the picture is what was measured."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from rnnkit.plots import plot_bands


@pytest.fixture
def ax():
    fig, ax = plt.subplots()
    yield ax
    plt.close(fig)


def lines(ax, marker):
    return [line for line in ax.lines if line.get_marker() == marker and len(line.get_xdata())]


def test_line_is_the_mean_and_the_band_reaches_from_best_to_worst(ax):
    plot_bands(ax, {"a": ([1, 2, 4], [[1, 3], [2, 8], [5, 5]])}, "x", "y")
    (line,) = lines(ax, "o")
    np.testing.assert_array_equal(line.get_xydata(), [[1, 2], [2, 5], [4, 5]])
    corners = ax.collections[0].get_paths()[0].vertices
    for x, lowest, highest in ((1, 1, 3), (2, 2, 8), (4, 5, 5)):
        there = corners[corners[:, 0] == x, 1]
        assert (there.min(), there.max()) == (lowest, highest)
    assert ax.get_xticks().tolist() == [1, 2, 4]


def test_own_runs_are_diamonds_in_the_colour_of_their_band(ax):
    bands = {name: ([1, 2], [[1, 2], [3, 4]]) for name in "ab"}
    plot_bands(ax, bands, "x", "y", own={"b": ([2], [3.5])})
    (diamond,) = lines(ax, "D")
    assert diamond.get_xydata().tolist() == [[2, 3.5]]
    assert diamond.get_color() == lines(ax, "o")[1].get_color()
    assert len(ax.get_legend().get_texts()) == 3


def test_without_own_runs_the_legend_does_not_speak_of_them(ax):
    plot_bands(ax, {"a": ([1], [[1, 2]])}, "x", "y")
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["a"]
