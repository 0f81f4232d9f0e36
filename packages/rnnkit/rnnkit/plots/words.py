"""Tokens, their numbers and their vectors."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from rnnkit.plots._diagram import draw_arrow, draw_node
from rnnkit.plots._labels import LABELS
from rnnkit.plots._style import DIVERGING, FAINT, INPUT, STATE
from rnnkit.plots.tasks import plot_film

if TYPE_CHECKING:
    from rnnkit.datasets import Sound

Titled = tuple[str, Sequence[str]]

TEXT, TOKENS, NUMBERS, VECTORS = 3.2, 2.2, 1.2, 0.0  # heights on the road
HALF = 0.14, 0.55  # of a vector's width and height


def plot_kinds(
    axes: Sequence[Axes], sound: "Sound", texts: Sequence[Titled], film: np.ndarray
) -> None:
    """Draw five kinds of sequences, one below the other, time from left to right.

    One of the axes is for the sound, one for each text, of which there are a title and tokens, and
    one for the film (T, P): the brightness of each frame's pixels, row by row.
    """
    first, *middle, last = axes
    first.plot(sound.samples, color=STATE, linewidth=0.4)
    first.set_title(LABELS["sound_samples"].format(count=len(sound.samples)), fontsize=10)
    first.set(xlim=(0, len(sound.samples)))
    first.set_axis_off()
    for ax, (title, tokens) in zip(middle, texts, strict=True):
        _draw_tokens(ax, tokens)
        ax.set_title(title, fontsize=10)
    plot_film(last, film, LABELS["film_frames"].format(count=len(film)))


def _draw_tokens(ax: Axes, tokens: Sequence[str]) -> None:
    widths = np.array([max(len(token), 1) + 2.0 for token in tokens])
    centres = np.cumsum(widths) - widths / 2
    for token, centre in zip(tokens, centres, strict=True):
        draw_node(ax, centre, 0, token, INPUT, 9, box="round,pad=0.3", ink="black")
    ax.set(xlim=(0, max(60, widths.sum())), ylim=(-1, 1))
    ax.set_axis_off()


def plot_places(ax: Axes, tables: dict[str, dict[str, int]], size: int) -> None:
    """Draw where words stand in alphabetical tables of a ``size``, one line for each table.

    ``tables`` has places, counted from 1, by word, by the name of the table; the first on top.
    """
    look: dict = {"textcoords": "offset points", "ha": "center"}
    for row, places in enumerate(tables.values()):
        ax.plot([1, size], [-row, -row], color=FAINT, zorder=1)
        ax.scatter([*places.values()], [-row] * len(places), color=STATE, zorder=2)
        for word, place in places.items():
            ax.annotate(f"{word} {place:,}", (place, -row), (0, 7), **look)
    ax.set_yticks([-row for row in range(len(tables))], tables)
    ax.set(xlabel=LABELS["place"], ylim=(-len(tables) + 0.5, 0.7))
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="y", length=0)


def plot_one_hot(
    ax: Axes, x: np.ndarray, text: Sequence[str], tokens: Sequence[str] | None = None
) -> None:
    """Draw one-hot vectors x (T, V): a row a step, a column a class.

    ``text`` has the T tokens that were encoded, ``tokens`` the names of the V classes, which are
    counted without them.
    """
    ax.imshow(x, cmap="Blues", vmin=0, vmax=1, aspect="auto")
    ax.set_yticks(range(len(text)), text)
    if tokens is not None:
        ax.set_xticks(range(len(tokens)), tokens, rotation=90)
        ax.set_xticks(np.arange(len(tokens) + 1) - 0.5, minor=True)
        ax.set_yticks(np.arange(len(text) + 1) - 0.5, minor=True)
        ax.grid(which="minor", color=FAINT, linewidth=0.5)
        ax.tick_params(which="minor", length=0)
    ax.set(xlabel=LABELS["class_number" if tokens is None else "token"])
    ax.spines[:].set_visible(False)


def plot_batch(ax: Axes, texts: Sequence[Sequence[str]], mask: np.ndarray) -> None:
    """Draw a padded batch as the array lies: a row a step, a column a sequence.

    ``texts`` has the token in each cell, T times N; mask (T, N) is 1 where a step is real, and the
    other cells are drawn faintly.
    """
    T, N = np.shape(mask)
    for t, n in np.ndindex(T, N):
        color = INPUT if mask[t][n] else "#EEEEEE"
        look: dict = {"facecolor": color, "edgecolor": "white", "linewidth": 2}
        ax.add_patch(Rectangle((n - 0.5, t - 0.5), 1, 1, **look))
        ink = "black" if mask[t][n] else "#8A8A8A"
        ax.text(n, t, texts[t][n], ha="center", va="center", fontsize=9, color=ink)
    ax.set(xlim=(-0.5, N - 0.5), ylim=(T - 0.5, -0.5), xticks=range(N), yticks=range(T))
    ax.set(xlabel=LABELS["sequence_n"], ylabel=LABELS["step_t"])
    ax.spines[:].set_visible(False)


def plot_vectors(
    ax: Axes, E: np.ndarray, tokens: Sequence[str], marked: Collection[str] = ()
) -> None:
    """Draw V tokens where their vectors E (V, 2) point, those that are ``marked`` on a disc."""
    for token, (across, up) in zip(tokens, E, strict=True):
        ax.text(across, up, token, ha="center", va="center_baseline", fontsize=11)
        if token in marked:
            ax.scatter(across, up, s=220, color=INPUT, alpha=0.6, linewidth=0, zorder=1)
    low, high = E.min(axis=0), E.max(axis=0)
    margin = 0.08 * (high - low)
    xlim, ylim = np.transpose([low - margin, high + margin])
    ax.set(xlim=xlim, ylim=ylim)
    ax.set(xlabel=LABELS["first_number"], ylabel=LABELS["second_number"])


def plot_road(
    ax: Axes, text: str, tokens: Sequence[str], numbers: Sequence[int], vectors: np.ndarray
) -> None:
    """Draw a text, its T tokens, their numbers and their vectors (T, D), one below the other.

    The vectors have entries from about −2 to 2.
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
