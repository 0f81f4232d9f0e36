"""Pictures: ``plot_*(ax, …)`` draws into axes, ``show`` puts a figure into the notebook."""

from pathlib import Path

import matplotlib.pyplot as plt

from rnnkit.plots.curves import plot_curves, plot_loss
from rnnkit.plots.heatmaps import plot_gradient_map, plot_probabilities, plot_states
from rnnkit.plots.network import plot_unrolled
from rnnkit.plots.showing import show

plt.style.use(Path(__file__).parents[1] / "rnnkit.mplstyle")

__all__ = [
    "plot_curves",
    "plot_gradient_map",
    "plot_loss",
    "plot_probabilities",
    "plot_states",
    "plot_unrolled",
    "show",
]
