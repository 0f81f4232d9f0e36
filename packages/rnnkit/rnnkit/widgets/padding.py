"""A slider that lengthens one sentence of a batch: what it does to the others' means."""

from collections.abc import Sequence

import numpy as np
from matplotlib.patches import Rectangle

from rnnkit.plots._labels import LABELS
from rnnkit.plots._style import INPUT, OUTPUT
from rnnkit.plots.words import plot_batch
from rnnkit.widgets.sliding import Sliding, new_figure, slider_over


class PaddingSlider(Sliding):
    """A padded batch of which only the first T steps are there, and the mean of its last sentence.

    ``texts`` are the tokens of each cell, T times N, of which the first sentence is the longest; x
    (T, N, 2) their vectors, or that of padding; mask (T, N) is 1 where a step is real, and the last
    sentence has a padded one. ValueError if shapes do not fit, or there is nothing to pad.
    """

    def __init__(self, texts: Sequence[Sequence[str]], x: np.ndarray, mask: np.ndarray) -> None:
        x, mask = np.asarray(x, dtype=float), np.asarray(mask)
        shortest = _shortest(texts, x, mask)
        last, real = x[:, -1], mask[:, -1] > 0
        alone, padding = last[real].mean(axis=0), last[~real][0]
        fig = new_figure(4.2)
        left, right = fig.subplots(1, 2, width_ratios=(6, 5))
        plot_batch(left, texts, mask)
        width = mask.shape[1] + 1
        cover = left.add_patch(Rectangle((-0.7, 0), width, 0, color="white", zorder=5))
        for place, label, color in ((padding, "<pad>", "#8A8A8A"), (alone, "masked", OUTPUT)):
            right.plot(*place, "s", markersize=9, color=color, label=LABELS.get(label, label))
        right.plot(*last[real].T, ".", color=INPUT, label=LABELS["vectors_of_last"], zorder=1)
        (mean,) = right.plot([], [], "o", color="black", label=LABELS["plain_mean"])
        right.plot(*np.array([alone, padding]).T, ":", color="#8A8A8A", linewidth=1, zorder=0)
        right.set(xlabel=LABELS["first_number"], ylabel=LABELS["second_number"])
        right.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2, fontsize=8)

        def update(T: float) -> str:
            T = int(T)
            cover.set_y(T - 0.5)
            cover.set_height(len(mask) - T)
            mean.set_data(*last[:T].mean(axis=0)[:, None])
            share = 1 - real.sum() / T
            return LABELS["padding_reading"].format(T=T, real=int(real.sum()), share=share)

        steps = np.arange(shortest, len(mask) + 1)
        slider = slider_over(steps, shortest, LABELS["padding_length"])
        slider.readout_format = "d"
        super().__init__(fig, [cover, mean], [slider], update, LABELS["padding_alt"])


def _shortest(texts: Sequence[Sequence[str]], x: np.ndarray, mask: np.ndarray) -> int:
    """Return how many steps the sentences after the first need."""
    T, N = mask.shape
    if x.shape != (T, N, 2) or np.shape(texts) != (T, N):
        raise ValueError(
            f"texts, x and mask must have shapes (T, N), (T, N, 2) and (T, N); got "
            f"{np.shape(texts)}, {x.shape} and {mask.shape}."
        )
    if N < 2 or mask[-1, -1] or not mask[:, 0].all() or not mask[0].all():
        raise ValueError(
            "mask must have at least two sentences, the first without padding and the last with "
            f"some; got lengths {mask.sum(axis=0).astype(int).tolist()}."
        )
    return int(mask[:, 1:].sum(axis=0).max())
