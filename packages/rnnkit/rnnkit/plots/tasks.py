"""Sounds, films and melodies, a network's labels, and the scores of tasks."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from rnnkit.plots._labels import LABELS
from rnnkit.plots._style import FAINT, INPUT, OUTPUT, STATE

if TYPE_CHECKING:
    from rnnkit.datasets import Sound

KEYBOARD = ("C", "", "D", "", "E", "F", "", "G", "", "A", "", "B")  # black keys have no name
ROOM = 8  # points that a semitone needs; with less, only every C and G has room for its name
FRAME = 0.02  # seconds a step of speech
COLORS = (FAINT, "#56B4E9", "#E69F00", "#A8DCC9", "#E5B5D2", "#F0E442")


def plot_speech(
    axes: Sequence[Axes],
    sound: "Sound",
    x: np.ndarray,
    rows: dict[str, np.ndarray],
    classes: Sequence[str],
) -> None:
    """Draw sound pressure, spectrum and labels over time, one above the other.

    x (T, D) are logarithms of the energies in D frequency bands, ``rows`` class numbers (T,) by
    what stands in front of their strip, ``classes`` the names of the classes.
    """
    top, middle, bottom = axes
    seconds = np.arange(len(sound.samples)) / sound.rate
    top.plot(seconds, sound.samples, color=STATE, linewidth=0.4)
    top.set(ylabel=LABELS["pressure"], xlim=(0, len(seconds) / sound.rate), ylim=(-1, 1), yticks=[])
    top.tick_params(labelbottom=False)
    extent = (0, len(x) * FRAME, 0, x.shape[1])
    middle.imshow(x.T, origin="lower", aspect="auto", extent=extent)
    middle.set(ylabel=LABELS["band"])
    middle.tick_params(labelbottom=False)
    for row, labels in enumerate(rows.values()):
        _plot_strip(bottom, -row, labels, classes)
    bottom.set_yticks([-row for row in range(len(rows))], rows)
    bottom.set(xlabel=LABELS["seconds"], xlim=(0, len(x) * FRAME))
    bottom.spines[:].set_visible(False)
    patches = [Patch(color=color, label=name) for color, name in zip(COLORS, classes, strict=False)]
    below: dict = {"loc": "upper center", "bbox_to_anchor": (0.5, -0.6)}
    bottom.legend(handles=patches, ncols=len(patches), **below)


def _plot_strip(ax: Axes, height: float, labels: np.ndarray, classes: Sequence[str]) -> None:
    edges = np.r_[0, np.flatnonzero(np.diff(labels)) + 1, len(labels)]
    for start, end in pairwise(edges):
        kind, left, width = labels[start], start * FRAME, (end - start) * FRAME
        ax.barh(height, width, left=left, height=0.8, align="center", color=COLORS[kind])
        if end - start > 2:
            ax.text(left + width / 2, height, classes[kind], ha="center", va="center", fontsize=8)


def plot_film(ax: Axes, film: np.ndarray, title: str) -> None:
    """Draw the frames (T, size · size) of a film from left to right, below a title."""
    size = int(np.sqrt(film.shape[1]))
    frames = film.reshape(-1, size, size)
    gap = np.full((len(frames), size, 1), np.nan)
    strip = np.concatenate([frames, gap], axis=2)  # (T, size, size + 1)
    ax.imshow(np.concatenate(strip, axis=1)[:, :-1], cmap="cividis", vmin=0, vmax=1)
    ax.set_title(title, fontsize=10)
    ax.set_axis_off()


def plot_scores(ax: Axes, scores: dict[str, tuple[float, float]]) -> None:
    """Draw accuracies from 0 to 1 as bars, by name, and across each what chance gives."""
    rows = -np.arange(len(scores))
    accuracies, chances = np.array(list(scores.values())).T
    ax.barh(rows, 100 * accuracies, height=0.6, color=OUTPUT, label=LABELS["accuracy"])
    ax.vlines(100 * chances, rows - 0.4, rows + 0.4, color="black", label=LABELS["always_most"])
    ax.set_yticks(rows, scores)
    ax.set(xlabel=LABELS["share_right"], xlim=(0, 100))
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2)


def plot_melody(ax: Axes, notes: np.ndarray, given: int = 0) -> None:
    """Draw notes as bars: higher is higher, longer is longer.

    notes (T, 2) are pitches as MIDI numbers (60 is middle C, 0 is a rest) and lengths in quarters
    of a beat. The first ``given`` of them were not composed, and have another colour.
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
