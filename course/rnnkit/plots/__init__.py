"""Pictures: ``plot_*(ax, …)`` draws into axes, ``show`` puts a figure into the notebook."""

from pathlib import Path

import matplotlib.pyplot as plt

from rnnkit.plots.curves import plot_curves, plot_loss
from rnnkit.plots.gallery import plot_film, plot_scores, plot_speech
from rnnkit.plots.heatmaps import plot_gradient_map, plot_probabilities, plot_states
from rnnkit.plots.language import plot_melody, plot_next_token, plot_sampling_line
from rnnkit.plots.network import plot_unrolled
from rnnkit.plots.shapes import plot_shapes, plot_steps
from rnnkit.plots.showing import show
from rnnkit.plots.words import (
    plot_batch,
    plot_kinds,
    plot_one_hot,
    plot_places,
    plot_tokens,
    plot_vectors,
)

plt.style.use(Path(__file__).parents[1] / "rnnkit.mplstyle")

__all__ = [
    "plot_batch",
    "plot_curves",
    "plot_film",
    "plot_gradient_map",
    "plot_kinds",
    "plot_loss",
    "plot_melody",
    "plot_next_token",
    "plot_one_hot",
    "plot_places",
    "plot_probabilities",
    "plot_sampling_line",
    "plot_scores",
    "plot_shapes",
    "plot_speech",
    "plot_states",
    "plot_steps",
    "plot_tokens",
    "plot_unrolled",
    "plot_vectors",
    "show",
]
