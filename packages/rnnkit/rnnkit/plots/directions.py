"""Bidirectional networks, and the probabilities of tags."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from rnnkit.plots._diagram import draw_arrow, draw_node
from rnnkit.plots._labels import LABELS
from rnnkit.plots._style import GATES, INPUT, OUTPUT, STATE

X, RIGHT, LEFT, Y = 0.0, 1.1, 2.0, 3.1  # heights of inputs, both rows of states, outputs
FONT, GAPS = 11, (15, 15)  # points
BACK = GATES["f"]  # the states of the direction from right to left


def plot_both_directions(ax: Axes, inputs: Sequence[str], outputs: Sequence[str]) -> None:
    """Draw a bidirectional network: inputs, a row of states for each direction, outputs.

    Parameters
    ----------
    inputs : sequence of str
        What is read at each of the T steps.
    outputs : sequence of str
        What is answered at each step.
    """
    T = len(inputs)
    draw_node(ax, -1, RIGHT, "0", STATE, FONT)
    draw_node(ax, T, LEFT, "0", BACK, FONT)
    for t, (read, said) in enumerate(zip(inputs, outputs, strict=True)):
        draw_arrow(ax, (t - 1, RIGHT), (t, RIGHT), STATE, gaps=GAPS)
        draw_arrow(ax, (t + 1, LEFT), (t, LEFT), BACK, gaps=GAPS)
        # Each state is passed by on the side from which no arrow comes.
        draw_arrow(ax, (t, X), (t, RIGHT), gaps=GAPS)
        draw_arrow(ax, (t, X), (t, LEFT), bend=-0.4, gaps=GAPS)
        draw_arrow(ax, (t, LEFT), (t, Y), gaps=GAPS)
        draw_arrow(ax, (t, RIGHT), (t, Y), bend=0.4, gaps=GAPS)
        draw_node(ax, t, X, read, INPUT, FONT)
        draw_node(ax, t, RIGHT, rf"$\overrightarrow{{h}}_{t + 1}$", STATE, FONT)
        draw_node(ax, t, LEFT, rf"$\overleftarrow{{h}}_{t + 1}$", BACK, FONT)
        draw_node(ax, t, Y, said, OUTPUT, FONT)
    ax.set(xlim=(-1.4, T + 0.4), ylim=(X - 0.4, Y + 0.4))
    ax.set_axis_off()


def plot_tags(
    ax: Axes, y_hat: np.ndarray, inputs: Sequence[str], right: str, classes: str = "SBME"
) -> None:
    """Draw how likely each tag is at each step, and frame the right one.

    Parameters
    ----------
    y_hat : ndarray of shape (T, V)
        Probabilities.
    inputs : sequence of str
        What is read at each of the T steps.
    right : str
        The right tag of each step.
    classes : str, default "SBME"
        The V tags.
    """
    ax.imshow(y_hat.T, cmap="Blues", vmin=0, vmax=1, aspect="auto")
    for t, v in np.ndindex(y_hat.shape):
        if y_hat[t, v] >= 0.01:  # less is an empty cell
            ink = "white" if y_hat[t, v] > 0.6 else "black"
            share = f"{100 * y_hat[t, v]:.0f}"
            ax.text(t, v, share, ha="center", va="center", color=ink, fontsize=8)
    for t, tag in enumerate(right):
        corner = (t - 0.47, classes.index(tag) - 0.47)
        ax.add_patch(Rectangle(corner, 0.94, 0.94, fill=False, edgecolor=OUTPUT, linewidth=2))
    ax.set_xticks(range(len(inputs)), inputs)
    ax.set_yticks(range(len(classes)), list(classes))
    ax.set(ylabel=LABELS["tag"])
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
