"""Curves of functions and losses."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
from matplotlib.axes import Axes

from rnnkit.plots._labels import LABELS
from rnnkit.plots._style import FAINT, STATE

POINTS = 400  # more cannot be told apart in a picture of this width

Pairs = Mapping[str, tuple[np.ndarray, np.ndarray]]
Run = tuple[Sequence[float], Sequence[float]]


def plot_curves(
    ax: Axes,
    x: np.ndarray,
    curves: dict[str, np.ndarray],
    xlabel: str,
    ylabel: str,
    log: str = "",
    marker: str = "",
) -> None:
    """Draw named curves (K,) over the same positions x (K,).

    The labels say what the axes are, with units. ``log`` says which axes count powers of ten, "x",
    "y" or "xy"; ``marker`` is a sign of Matplotlib for each point, where there are few: "o".
    """
    for name, y in curves.items():
        ax.plot(x, y, label=name, marker=marker)
    scale = {"xscale" if axis == "x" else "yscale": "log" for axis in log}
    ax.set(xlabel=xlabel, ylabel=ylabel, **scale)
    if len(curves) > 1:  # the label of the axis names a single one
        ax.legend()


def plot_bands(
    ax: Axes, bands: Pairs, xlabel: str, ylabel: str, own: Pairs = MappingProxyType({})
) -> None:
    """Draw what several runs of each setting came to: their mean, in a band from best to worst.

    ``bands`` has settings (K,) and S runs of each, (K, S), by the name in the legend; ``own``
    settings and single runs, both (J,), drawn as diamonds in the colour of the band of that name.
    """
    for name, (x, runs) in bands.items():
        lowest, mean, highest = (f(runs, axis=1) for f in (np.min, np.mean, np.max))
        (line,) = ax.plot(x, mean, "o-", markersize=4, label=name)
        ax.fill_between(x, lowest, highest, color=line.get_color(), alpha=0.25, linewidth=0)
        ax.plot(*own.get(name, ([], [])), "D", color=line.get_color(), fillstyle="none")
    if own:
        ax.plot([], [], "D", color="gray", fillstyle="none", label=LABELS["own_run"])
    ax.set_xticks(np.unique(np.concatenate([x for x, _ in bands.values()])))
    ax.set(xlabel=xlabel, ylabel=ylabel)
    ax.legend()


def plot_loss(
    ax: Axes, losses: Sequence[float], ylabel: str = "", chance: float | None = None
) -> None:
    """Draw the loss of every training step, its running mean, and what to hold it against.

    ``ylabel`` says what the loss is, with its unit; ``chance`` is that of a guess that knows
    nothing.
    """
    steps, single, means = _thinned(np.asarray(losses, dtype=float))
    ax.plot(steps, single, color=FAINT, linewidth=1, label=LABELS["each_step"])
    ax.plot(steps, means, color=STATE, label=LABELS["running_mean"])
    if chance is not None:
        ax.axhline(chance, color="black", linestyle=":", label=LABELS["chance"])
    ax.set(xlabel=LABELS["training_step"], ylabel=ylabel or LABELS["loss"])
    ax.legend()


def _thinned(losses: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return steps, their losses and the running mean, no more than a picture can show."""
    chosen = np.unique(np.linspace(0, max(len(losses) - 1, 0), POINTS).astype(int))
    ends = chosen[chosen < len(losses)] + 1
    starts = np.maximum(0, ends - max(10, len(losses) // 50))  # of fewer at the beginning
    sums = np.concatenate([[0.0], np.cumsum(losses)])
    return ends, losses[ends - 1], (sums[ends] - sums[starts]) / (ends - starts)


def plot_race(ax: Axes, runs: Mapping[str, Sequence[Run]], xlabel: str, ylabel: str) -> None:
    """Draw several runs of several competitors: a colour each, a line a run.

    ``runs`` has each run's horizontal positions and heights, by the name in the legend.
    """
    for number, (name, each) in enumerate(runs.items()):
        for repeat, (x, y) in enumerate(each):
            label = name if repeat == 0 else None
            ax.plot(np.asarray(x), np.asarray(y), color=f"C{number}", marker=".", label=label)
    ax.set(xlabel=xlabel, ylabel=ylabel)
    ax.legend()
