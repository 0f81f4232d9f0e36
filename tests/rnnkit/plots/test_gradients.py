"""Pictures of chapter 06: what stands in them."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from rnnkit.plots import plot_accuracy_by_distance, plot_reach, plot_unit_circle

U = np.array([[0.9, 2.0], [0.0, 0.8]])


@pytest.fixture
def axes():
    fig, axes = plt.subplots(2, 1)
    yield axes
    plt.close(fig)


def test_the_arrow_is_the_longest_vector_and_dots_move_by_eigenvalues(axes):
    plot_unit_circle(axes, U, (1, 6))
    for ax, n in zip(axes, (1, 6), strict=True):
        longest = np.linalg.norm(np.linalg.matrix_power(U, n), 2)
        (arrow,) = ax.texts
        assert np.hypot(*arrow.xy) == pytest.approx(longest)
        assert ax.get_title(loc="left") == f"$U^{{{n}}}$: longest {longest:.2f}"
        _, image, *dots = (line.get_xydata() for line in ax.lines)
        assert np.hypot(*image.T).max() == pytest.approx(longest, rel=1e-3)
        ends = sorted(np.hypot(*line[1]) for line in dots)
        np.testing.assert_allclose(ends, [0.8**n, 0.9**n])


def test_a_matrix_that_turns_has_no_lines_of_eigenvectors(axes):
    plot_unit_circle(axes, np.array([[0.0, -1.0], [1.0, 0.0]]), (1, 2))
    assert [len(ax.lines) for ax in axes] == [2, 2]


@pytest.mark.parametrize("wrong", [np.eye(3), np.ones(2)])
def test_a_matrix_of_another_shape_is_refused(wrong, axes):
    with pytest.raises(ValueError, match=r"^U: expected shape \(2, 2\), got"):
        plot_unit_circle(axes, wrong, (1, 2))


def test_the_same_network_has_the_same_colour_in_both_pictures(axes):
    names = ("small", "scaled")
    plot_reach(axes[0], np.arange(3), dict.fromkeys(names, np.ones(3)))
    plot_accuracy_by_distance(axes[1], range(3), dict.fromkeys(names, np.ones((1, 3))))
    colors = [[line.get_color() for line in ax.lines if line.get_label() in names] for ax in axes]
    assert colors[0] == colors[1]
    assert len(set(colors[0])) == 2
