"""Pictures of chapter 09: what stands in them."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from rnnkit.plots import plot_both_directions, plot_tags


@pytest.fixture
def ax():
    fig, ax = plt.subplots()
    yield ax
    plt.close(fig)


def test_both_directions_begin_with_a_zero_of_their_own(ax):
    plot_both_directions(ax, ["a", "b"], ["S", "E"])
    zeros = sorted(text.get_position() for text in ax.texts if text.get_text() == "0")
    assert [x for x, _ in zeros] == [-1, 2]
    assert zeros[0][1] != zeros[1][1]


def test_every_step_has_input_two_states_and_an_answer(ax):
    plot_both_directions(ax, ["a", "b", "c"], list("SBE"))
    nodes = [text.get_text() for text in ax.texts if text.get_text()]
    assert len(nodes) == 2 + 4 * 3


def test_tags_are_written_in_per_cent_and_the_right_one_is_framed(ax):
    y_hat = np.array([[0.7, 0.3, 0.0, 0.0], [0.0, 0.004, 0.0, 0.996]])
    plot_tags(ax, y_hat, ["wǒ", "guó"], "SE")
    assert [text.get_text() for text in ax.texts] == ["70", "30", "100"]
    corners = [np.round(patch.get_xy()).tolist() for patch in ax.patches]
    assert corners == [[0, 0], [1, 3]]
