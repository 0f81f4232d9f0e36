"""A slider over what was written, with where the network looked."""

from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from rnnkit.language import commas
from rnnkit.plots._labels import LABELS
from rnnkit.plots.attention import plot_look
from rnnkit.widgets.stepper import Stepper

MOST = 3  # places that are named


def alignment_stepper(weights: np.ndarray, source: Sequence[str], target: Sequence[str]) -> Stepper:
    """Go through what was written, and see what was read for each token of it.

    weights (U, T), whose rows add up to 1, are the attention of U tokens written to T tokens read.
    ValueError if nothing was written, or the weights have another shape.
    """
    if not len(target) or not len(source):
        raise ValueError(
            f"source and target: expected at least one token each, got {len(source)} read and "
            f"{len(target)} written; let the network write first"
        )
    if np.shape(weights) != (len(target), len(source)):
        raise ValueError(
            f"weights: expected shape ({len(target)}, {len(source)}), a row for each token that "
            f"was written and a column for each that was read; got {np.shape(weights)}"
        )

    def draw(u: int) -> Figure:
        fig, ax = plt.subplots(figsize=(6.6, 2.2))
        plot_look(ax, weights, source, target, u)
        return fig

    alts, place, said = [], LABELS["alignment_place"].format, LABELS["alignment_reading"].format
    for u, token in enumerate(target):
        most = np.argsort(-weights[u], kind="stable")[:MOST]
        looks = commas(place(token=source[t], place=t + 1, weight=weights[u, t]) for t in most)
        reading = said(token=token, step=u + 1, steps=len(target), looks=looks)
        alts.append(f"{LABELS['alignment_alt']} {reading}")
    return Stepper(draw, len(target), LABELS["alignment_step"], alts)
