"""Vanishing, exploding and clipped gradients."""

from collections.abc import Mapping, Sequence
from itertools import cycle

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Circle, Rectangle

from rnnkit.plots._diagram import draw_arrow
from rnnkit.plots._labels import LABELS
from rnnkit.plots._style import FAINT, GRADIENT, OUTPUT, STATE

SERIES = (STATE, OUTPUT, GRADIENT)  # the same network has the same colour in both pictures


def plot_powers(ax: Axes, lengths: np.ndarray, bound: float, rate: float) -> None:
    """Draw how long a product of matrices becomes, between its bound and its rate.

    ``lengths`` (K,) are norms of the products of 0, 1, 2, … factors; ``bound`` is the largest norm
    of one factor, γ; ``rate`` the factor of a step in the long run, the spectral radius.
    """
    steps = np.arange(len(lengths))
    ax.plot(steps, bound**steps, "--", color="black", label=LABELS["bound_powers"])
    ax.plot(steps, lengths, color=GRADIENT, label=LABELS["product_norm"])
    ax.plot(steps, rate**steps, ":", color=STATE, label=LABELS["rate_powers"])
    low, high = lengths.min(), lengths.max()
    ax.set(xlabel=LABELS["steps_back"], yscale="log", ylim=(low / 5, 100 * high))
    ax.legend()


def plot_unit_circle(axes: Sequence[Axes], U: np.ndarray, steps: Sequence[int]) -> None:
    """Draw what powers of a matrix U (2, 2) make of all vectors of length 1, in axes for each.

    U multiplies columns from the left; ValueError if it has another shape. The longest radius, an
    arrow, is the largest singular value of the power. On the dotted lines lie the eigenvectors,
    where they are real: their ends move by the eigenvalue a step.
    """
    if np.shape(U) != (2, 2):
        raise ValueError(f"U: expected shape (2, 2), got {np.shape(U)}.")
    angles = np.linspace(0, 2 * np.pi, 361)
    circle, (values, vectors) = np.array([np.cos(angles), np.sin(angles)]), np.linalg.eig(U)
    reach = 0.0
    for ax, n in zip(axes, steps, strict=True):
        power = np.linalg.matrix_power(U, n)
        left, lengths, _ = np.linalg.svd(power)
        ax.plot(*circle, color=FAINT)
        ax.plot(*(power @ circle), color=STATE)
        for end in (values**n * vectors).T if np.isreal(values).all() else ():
            ax.plot(*np.outer(end, [-1, 1]), "o:", color=OUTPUT, markersize=5)
        draw_arrow(ax, (0, 0), tuple(left[:, 0] * lengths[0]), gaps=(0, 0), linewidth=1.5)
        ax.set_title(LABELS["circle_power"].format(n=n, longest=lengths[0]))
        reach = max(reach, 1.1, 1.1 * lengths[0])
    for ax in axes:
        ax.set(xlim=(-reach, reach), ylim=(-1.2, 1.2), aspect="equal")


def plot_reach(ax: Axes, distances: np.ndarray, norms: Mapping[str, np.ndarray]) -> None:
    """Draw named norms of ∂h_T/∂h_k (K,) over the number of steps (K,) that they went back."""
    for (name, values), color in zip(norms.items(), cycle(SERIES), strict=False):
        ax.plot(distances, values, color=color, label=name)
    ax.axhline(1, color=FAINT, linewidth=1, zorder=0)
    ax.set(xlabel=LABELS["steps_back"], ylabel=LABELS["jacobian_norm"], yscale="log")
    ax.legend()


def plot_accuracy_by_distance(
    ax: Axes, distances: Sequence[int], accuracies: Mapping[str, np.ndarray]
) -> None:
    """Draw the share of right answers by how many words are between subject and verb.

    ``accuracies`` has shares from 0 to 1, (runs, K), by the name in the legend: each run is a dot,
    the mean a line.
    """
    for (name, shares), color in zip(accuracies.items(), cycle(SERIES), strict=False):
        ax.plot(distances, 100 * np.mean(shares, axis=0), "o-", color=color, label=name)
        for run in shares:
            ax.plot(distances, 100 * run, "o", color=color, alpha=0.35, markersize=4)
    ax.axhline(50, color="black", linestyle=":", label=LABELS["chance"])
    ax.set(xlabel=LABELS["words_between"], ylabel=LABELS["share_right"], ylim=(35, 103))
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=3)  # dots are everywhere


def plot_clipping(
    ax: Axes, gradient: np.ndarray, by_value: np.ndarray, by_norm: np.ndarray, limit: float
) -> None:
    """Draw a gradient of two weights (2,), and what either way of clipping makes of it.

    ``limit`` is half a side of the square and radius of the circle.
    """
    square = Rectangle((-limit, -limit), 2 * limit, 2 * limit, edgecolor=STATE)
    for shape in (square, Circle((0, 0), limit, edgecolor=OUTPUT)):
        shape.set(facecolor="none", linestyle="--")
        ax.add_patch(shape)
    # Long arrows are thin and lie on thick ones, so that two in the same direction can be seen.
    for tip, color, width, label in (
        (by_norm, OUTPUT, 0.018, "clipped_by_norm"),
        (by_value, STATE, 0.012, "clipped_by_value"),
        (gradient, GRADIENT, 0.005, "gradient_before"),
    ):
        look: dict = {"angles": "xy", "scale_units": "xy", "scale": 1, "width": width}
        ax.quiver(0, 0, *tip, color=color, label=LABELS[label], **look)
    low, high = 1.15 * np.minimum(gradient, -limit), 1.15 * np.maximum(gradient, limit)
    ax.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]), aspect="equal")
    ax.set_xlabel(LABELS["first_weight"], fontsize=10)
    ax.set_ylabel(LABELS["second_weight"], fontsize=10)  # as long as the axis


def plot_cliff(
    ax: Axes, weights: np.ndarray, losses: np.ndarray, steps: Mapping[str, tuple[float, float]]
) -> None:
    """Draw losses (K,) over one weight (K,), and where steps of descent end.

    ``steps`` has the weight before and after each, by the name in the legend. An end beyond the
    curve is drawn as an arrow out of the picture.
    """
    ax.plot(weights, losses, color="black")
    low, high = weights[0], weights[-1]
    for (name, (start, end)), color in zip(steps.items(), (GRADIENT, OUTPUT), strict=False):
        height = np.interp(start, weights, losses)
        tip = np.clip(end, low, high)
        # The arrow that leaves the picture runs level; the other one ends on the curve.
        level = height if tip != end else np.interp(tip, weights, losses)
        draw_arrow(ax, (start, height), (tip, level), color, gaps=(0, 0), linewidth=2)
        ax.plot([], [], color=color, label=name)
    ax.set(xlabel=LABELS["recurrent_weight"], ylabel=LABELS["loss"], xlim=(low, high))
    ax.legend(loc="upper right")
