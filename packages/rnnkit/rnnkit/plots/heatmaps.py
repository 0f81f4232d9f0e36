"""Tables of numbers as colours."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LogNorm, PowerNorm
from matplotlib.patches import Rectangle

from rnnkit.plots._labels import LABELS
from rnnkit.plots._style import DIVERGING, OUTPUT

TAGS = "SBME"


def plot_states(
    ax: Axes, h: np.ndarray, inputs: Sequence[str], colorbar: Axes | None = None
) -> None:
    """Draw the states h (T, H) of one sequence, from −1 to 1: a column a step, a row a unit.

    ``inputs`` are what was read at each step. The colours are explained in the axes ``colorbar``,
    or beside the picture.
    """
    image = ax.imshow(h.T, cmap=DIVERGING, vmin=-1, vmax=1, aspect="auto")
    ax.set_xticks(range(len(inputs)), inputs)
    ax.set(xlabel=LABELS["step_input"], ylabel=LABELS["unit"])
    ax.spines[:].set_visible(False)
    place = {"cax": colorbar} if colorbar else {"ax": ax, "pad": 0.02}
    ax.figure.colorbar(image, label=LABELS["state_range"], **place)


def plot_gradient_map(ax: Axes, norms: np.ndarray) -> None:
    """Draw how strongly each step's loss speaks to each state: norms[t, k] = ‖∂L_t/∂h_k‖, (T, T).

    Zero where k > t, since no later state changes an earlier loss.
    """
    shown = np.ma.masked_equal(norms, 0)
    norm = LogNorm(vmin=max(shown.min(), shown.max() * 1e-4), vmax=shown.max())
    image = ax.imshow(shown, norm=norm, origin="lower", aspect="equal")
    ax.set(xlabel=LABELS["state_at"], ylabel=LABELS["loss_at"])
    # Steps are counted from 1 in formulas, from 0 in arrays.
    ticks = np.arange(0, len(norms), max(1, len(norms) // 8))
    ax.set_xticks(ticks, ticks + 1)
    ax.set_yticks(ticks, ticks + 1)
    ax.spines[:].set_visible(False)
    ax.figure.colorbar(image, ax=ax, label=LABELS["gradient_norm"], pad=0.02)


def plot_probabilities(
    ax: Axes, y_hat: np.ndarray, inputs: Sequence[str], classes: Sequence[str], power: float = 1.0
) -> None:
    """Draw what a network expects after each input: y_hat (T, V), a column a step, a row a class.

    Colours follow a power of the probability: 0.5 shows small ones as well.
    """
    image = ax.imshow(y_hat.T, cmap="cividis", norm=PowerNorm(power, vmin=0), aspect="auto")
    ax.set_xticks(range(len(inputs)), inputs)
    ax.set_yticks(range(len(classes)), classes, fontsize=8)
    ax.set(xlabel=LABELS["letter_read"], ylabel=LABELS["letter_next"])
    ax.spines[:].set_visible(False)
    ax.figure.colorbar(image, ax=ax, label=LABELS["probability"], pad=0.02)


def plot_tags(ax: Axes, y_hat: np.ndarray, inputs: Sequence[str], right: str) -> None:
    """Draw how likely each of the tags S, B, M, E is at each step, (T, 4), and frame the right one.

    ``inputs`` are what is read at each step, ``right`` is a string of the right tags.
    """
    ax.imshow(y_hat.T, cmap="Blues", vmin=0, vmax=1, aspect="auto")
    for t, v in np.ndindex(y_hat.shape):
        if y_hat[t, v] >= 0.01:  # less is an empty cell
            ink = "white" if y_hat[t, v] > 0.6 else "black"
            share = f"{100 * y_hat[t, v]:.0f}"
            ax.text(t, v, share, ha="center", va="center", color=ink, fontsize=8)
    for t, tag in enumerate(right):
        corner = (t - 0.47, TAGS.index(tag) - 0.47)
        ax.add_patch(Rectangle(corner, 0.94, 0.94, fill=False, edgecolor=OUTPUT, linewidth=2))
    ax.set_xticks(range(len(inputs)), inputs)
    ax.set_yticks(range(len(TAGS)), TAGS)
    ax.set(ylabel=LABELS["tag"])
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
