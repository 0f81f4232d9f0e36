"""Attention: from scores to the context, where one token looks, and where all of them do."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from rnnkit.plots._diagram import DARK, draw_node
from rnnkit.plots._labels import LABELS
from rnnkit.plots._style import DIVERGING, FAINT, INPUT, OUTPUT, STATE

WRITTEN, READ = 1.0, 0.0  # heights of the two rows
THICKEST = 9  # points, of a line that stands for all the weight


def plot_mixture(
    axes: Sequence[Axes], s: np.ndarray, a: np.ndarray, v: np.ndarray, names: Sequence[str]
) -> None:
    """Draw how one query's scores become weights, and the weights a context.

    The three axes are for scores and weights, s and a (T,), and values v (T, H), of the T steps
    with these names. The context is the values' mean by weight, and stands below them.
    """
    rows = range(len(names))
    for ax, numbers, label in zip(axes, (s, a), ("score", "attention"), strict=False):
        ax.barh(rows, numbers, color=STATE, height=0.6)
        for row, number in zip(rows, numbers, strict=True):
            ax.text(number, row, f" {number:.2f}", va="center", fontsize=9)
        ax.set(xlabel=LABELS[label], ylim=(len(names) + 1.5, -0.5))
        ax.margins(x=0.3)
        ax.set_yticks(rows, names)
    axes[1].tick_params(labelleft=False)
    ax = axes[2]
    shown = np.vstack([v, np.full_like(v[:1], np.nan), a @ v])  # an empty row between
    limit = np.abs(v).max() or 1
    ax.imshow(shown, cmap=DIVERGING, vmin=-limit, vmax=limit, aspect="auto")
    for (row, column), number in np.ndenumerate(shown):
        if np.isfinite(number):
            ink = "white" if abs(number) > 0.55 * limit else DARK
            ax.text(column, row, f"{number:.2f}", ha="center", va="center", fontsize=9, color=ink)
    ax.set_yticks([*rows, len(names) + 1], [*names, LABELS["context"]])
    ax.set(xticks=[], xlabel=LABELS["values"])
    ax.spines[:].set_visible(False)


def plot_look(
    ax: Axes, weights: np.ndarray, source: Sequence[str], target: Sequence[str], u: int
) -> None:
    """Draw what was read and written, joined at token u by lines as thick as weights (U, T)."""
    T, U = len(source), len(target)
    width = max(T, U) - 1
    read = np.linspace(0, width, T) if T > 1 else [width / 2]
    wrote = (np.arange(U) - (U - 1) / 2) * min(1.0, T / U) * 1.2 + width / 2
    for t, place in enumerate(read):
        share = float(weights[u, t])
        (line,) = ax.plot([wrote[u], place], [WRITTEN - 0.1, READ + 0.1], color=STATE)
        line.set(linewidth=THICKEST * share, alpha=min(1.0, 0.3 + share))
        draw_node(ax, place, READ, source[t], INPUT if share > 0.1 else "none", 10, ink=DARK)
    for k, (place, token) in enumerate(zip(wrote, target, strict=True)):
        color = OUTPUT if k == u else "none"
        ink = "white" if k == u else DARK if k < u else FAINT
        draw_node(ax, place, WRITTEN, token, color, 11, ink=ink)
    ax.set(xlim=(-0.8, width + 0.8), ylim=(READ - 0.25, WRITTEN + 0.25))
    ax.set_axis_off()


def plot_attention(
    ax: Axes, weights: np.ndarray, source: Sequence[str], target: Sequence[str]
) -> None:
    """Draw attention (U, T) as colours: a row for what is written, a column for what is read."""
    image = ax.imshow(weights, cmap="cividis", vmin=0, aspect="equal")
    ax.set_xticks(range(len(source)), source)
    ax.set_yticks(range(len(target)), target)
    ax.set(xlabel=LABELS["token_read"], ylabel=LABELS["token_written"])
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    ax.figure.colorbar(image, ax=ax, label=LABELS["attention"], pad=0.02, fraction=0.03)
