"""Pictures: ``plot_*(ax, …)`` draws into Matplotlib's axes, ``show`` shows a figure."""

from pathlib import Path

import matplotlib.pyplot as plt
from matplotlib.font_manager import fontManager

from rnnkit.plots._display import show
from rnnkit.plots.attention import plot_attention, plot_mixture
from rnnkit.plots.cells import plot_gru_cell, plot_lstm_cell, plot_rnn_cell
from rnnkit.plots.curves import plot_bands, plot_curves, plot_loss, plot_race
from rnnkit.plots.gates import plot_belt
from rnnkit.plots.gradients import (
    plot_accuracy_by_distance,
    plot_cliff,
    plot_clipping,
    plot_powers,
    plot_reach,
    plot_unit_circle,
)
from rnnkit.plots.heatmaps import plot_gradient_map, plot_probabilities, plot_states, plot_tags
from rnnkit.plots.language import plot_beam_tree, plot_sampling_line
from rnnkit.plots.limits import plot_cobweb, plot_scan, plot_stack_interval
from rnnkit.plots.network import plot_shapes, plot_steps, plot_unrolled
from rnnkit.plots.stacks import plot_both_directions, plot_stack, plot_widths
from rnnkit.plots.tasks import plot_film, plot_melody, plot_scores, plot_speech
from rnnkit.plots.translation import plot_accuracy_by_length, plot_encoder_decoder, plot_shares
from rnnkit.plots.words import (
    plot_batch,
    plot_kinds,
    plot_one_hot,
    plot_places,
    plot_road,
    plot_vectors,
)

PACKAGE = Path(__file__).parents[1]
fontManager.addfont(PACKAGE / "fonts" / "NotoSansSC.otf")  # Chinese, and the dates of chapter 11
plt.style.use(PACKAGE / "rnnkit.mplstyle")

__all__ = [
    "plot_accuracy_by_distance",
    "plot_accuracy_by_length",
    "plot_attention",
    "plot_bands",
    "plot_batch",
    "plot_beam_tree",
    "plot_belt",
    "plot_both_directions",
    "plot_cliff",
    "plot_clipping",
    "plot_cobweb",
    "plot_curves",
    "plot_encoder_decoder",
    "plot_film",
    "plot_gradient_map",
    "plot_gru_cell",
    "plot_kinds",
    "plot_loss",
    "plot_lstm_cell",
    "plot_melody",
    "plot_mixture",
    "plot_one_hot",
    "plot_places",
    "plot_powers",
    "plot_probabilities",
    "plot_race",
    "plot_reach",
    "plot_rnn_cell",
    "plot_road",
    "plot_sampling_line",
    "plot_scan",
    "plot_scores",
    "plot_shapes",
    "plot_shares",
    "plot_speech",
    "plot_stack",
    "plot_stack_interval",
    "plot_states",
    "plot_steps",
    "plot_tags",
    "plot_unit_circle",
    "plot_unrolled",
    "plot_vectors",
    "plot_widths",
    "show",
]
