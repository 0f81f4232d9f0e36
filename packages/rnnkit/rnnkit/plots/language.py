"""The sampling of a token, and melodies."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from rnnkit.plots._labels import LABELS
from rnnkit.plots._style import INPUT, OUTPUT, STATE

KEYBOARD = ("C", "", "D", "", "E", "F", "", "G", "", "A", "", "B")  # black keys have no name
ROOM = 8  # points that a semitone needs; with less, only every C and G has room for its name
LETTER = 0.015  # part of the line that one letter of a name takes up


def plot_sampling_line(ax: Axes, y_hat: np.ndarray, classes: Sequence[str], u: float) -> None:
    """Lay probabilities end to end on the line from 0 to 1, and mark one point on it.

    Parameters
    ----------
    y_hat : ndarray of shape (V,)
        Probabilities.
    classes : sequence of str
        Names of the V tokens.
    u : float
        The point, from 0 to 1.
    """
    ends = np.cumsum(y_hat)
    for v, (start, width) in enumerate(zip(ends - y_hat, y_hat, strict=True)):
        color = STATE if v % 2 else INPUT
        ax.barh(0, width, left=start, height=0.8, color=color, edgecolor="white")
        if width > LETTER * len(classes[v]):
            ink = "white" if v % 2 else "black"
            ax.text(start + width / 2, 0, classes[v], ha="center", va="center", color=ink)
    arrow = {"arrowstyle": "-|>", "color": "black"}
    ax.annotate(f"u = {u:g}", (u, 0.4), (u, 1.1), ha="center", arrowprops=arrow)
    ax.set(xlim=(0, 1), ylim=(-0.5, 1.5), yticks=[], xlabel=LABELS["running_sum"])
    ax.spines["left"].set_visible(False)


def plot_melody(ax: Axes, notes: np.ndarray, given: int = 0) -> None:
    """Draw notes as bars: higher is higher, longer is longer.

    Parameters
    ----------
    notes : ndarray of shape (T, 2)
        Pitch as a MIDI number (60 is middle C, 0 is a rest) and length in quarters of a beat.
    given : int, default 0
        How many notes at the beginning were given, and not composed: another colour.
    """
    pitches, beats = notes[:, 0], notes[:, 1] / 4
    starts = np.cumsum(beats) - beats
    sounds = pitches > 0
    colors = np.where(np.arange(len(notes)) < given, INPUT, OUTPUT)
    heights, lengths, lefts = pitches[sounds], beats[sounds] * 0.92, starts[sounds]
    ax.barh(heights, lengths, left=lefts, height=0.8, color=colors[sounds])
    lowest, highest = map(int, ax.get_ylim())  # of other melodies in these axes, too
    height = 72 * ax.bbox.height / ax.figure.dpi  # points
    named = set("CDEFGAB" if height >= ROOM * (highest - lowest) else "CG")
    keys = [pitch for pitch in range(lowest, highest + 1) if KEYBOARD[pitch % 12] in named]
    ax.set_yticks(keys, [KEYBOARD[pitch % 12] for pitch in keys])
    ax.set(xlabel=LABELS["beats"], ylabel=LABELS["pitch"])
