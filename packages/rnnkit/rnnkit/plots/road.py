"""The road from a text to vectors."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from rnnkit.plots._diagram import draw_arrow, draw_node
from rnnkit.plots._labels import LABELS
from rnnkit.plots._style import DIVERGING, FAINT, INPUT, STATE

TEXT, TOKENS, NUMBERS, VECTORS = 3.2, 2.2, 1.2, 0.0  # heights
HALF = 0.14, 0.55  # of a vector's width and height


def plot_road(
    ax: Axes, text: str, tokens: Sequence[str], numbers: Sequence[int], vectors: np.ndarray
) -> None:
    """Draw a text, its tokens, their numbers and their vectors, one below the other.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    text : str
        What is read.
    tokens : sequence of str
        The T pieces that it is cut into.
    numbers : sequence of int
        The number of each token.
    vectors : ndarray of shape (T, D)
        The vector of each token, with entries from about −2 to 2.
    """
    T = len(tokens)
    middle = (T - 1) / 2
    ax.text(middle, TEXT, f"“{text}”", ha="center", va="center", fontsize=12)
    for t, (token, number, vector) in enumerate(zip(tokens, numbers, vectors, strict=True)):
        draw_arrow(ax, (middle + 0.5 * (t - middle), TEXT), (t, TOKENS), gaps=(11, 12))
        draw_node(ax, t, TOKENS, token, INPUT, 11, box="round,pad=0.3")
        draw_arrow(ax, (t, TOKENS), (t, NUMBERS), gaps=(12, 12))
        draw_node(ax, t, NUMBERS, str(number), FAINT, 11, box="circle,pad=0.2")
        draw_arrow(ax, (t, NUMBERS), (t, VECTORS + HALF[1]), gaps=(12, 2))
        extent = (t - HALF[0], t + HALF[0], VECTORS - HALF[1], VECTORS + HALF[1])
        ax.imshow(vector[:, None], cmap=DIVERGING, vmin=-2, vmax=2, extent=extent, aspect="auto")
    heights = {"text": TEXT, "tokens": TOKENS, "numbers": NUMBERS, "vectors": VECTORS}
    for name, height in heights.items():
        ax.text(-0.8, height, LABELS[f"road_{name}"], ha="right", va="center", color=STATE)
    ax.set(xlim=(-2.0, T - 0.4), ylim=(VECTORS - 0.7, TEXT + 0.3))
    ax.set_axis_off()
