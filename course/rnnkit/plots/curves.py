"""Lines: functions, losses."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from rnnkit.plots.labels import LABELS
from rnnkit.plots.style import FAINT, STATE


def plot_curves(
    ax: Axes,
    x: np.ndarray,
    curves: dict[str, np.ndarray],
    xlabel: str,
    ylabel: str,
    log: str = "",
) -> None:
    """Draw named curves over the same axis.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    x : ndarray of shape (K,)
        Horizontal positions.
    curves : dict of str to ndarray of shape (K,)
        Heights, by the name in the legend.
    xlabel, ylabel : str
        What the axes are, with units.
    log : str
        Which axes count powers of ten: "x", "y" or "xy".
    """
    for name, y in curves.items():
        ax.plot(x, y, label=name)
    scale = {"xscale" if axis == "x" else "yscale": "log" for axis in log}
    ax.set(xlabel=xlabel, ylabel=ylabel, **scale)
    ax.legend()


def plot_loss(ax: Axes, losses: Sequence[float], ylabel: str, chance: float | None = None) -> None:
    """Draw the loss of every training step, a running mean, and the loss of pure guessing.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    losses : sequence of float
        One a training step.
    ylabel : str
        What the loss is, with its unit.
    chance : float, optional
        Loss of a guess that knows nothing.
    """
    losses = np.asarray(losses)
    window = max(1, len(losses) // 50)
    smooth = np.convolve(losses, np.ones(window) / window, mode="valid")
    ax.plot(losses, color=FAINT, linewidth=1, label=LABELS["each_step"])
    ax.plot(np.arange(len(smooth)) + window // 2, smooth, color=STATE, label=LABELS["running_mean"])
    if chance is not None:
        ax.axhline(chance, color="black", linestyle=":", label=LABELS["chance"])
    ax.set(xlabel=LABELS["training_step"], ylabel=ylabel)
    ax.legend()
