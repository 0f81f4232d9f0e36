"""A row of pictures and a slider that goes through them."""

from collections.abc import Callable, Sequence

import ipywidgets
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from rnnkit.plots._display import image_tag, to_png
from rnnkit.plots._labels import LABELS
from rnnkit.plots.heatmaps import plot_states
from rnnkit.plots.limits import plot_scan
from rnnkit.plots.network import plot_unrolled
from rnnkit.widgets.panel import LABELLED, WIDTH, Panel, paragraph


class Stepper(Panel):
    """A slider over pictures that are all drawn beforehand, so that moving it is instant.

    Parameters
    ----------
    draw : callable
        Takes a step, returns its Figure.
    n_steps : int
        How many there are.
    label : str
        What the slider counts.
    alt : str
        What there is to see, in a sentence.
    readings : sequence of str
        What each picture says, if there are words for it.
    """

    def __init__(
        self,
        draw: Callable[[int], Figure],
        n_steps: int,
        label: str,
        alt: str,
        readings: Sequence[str] = (),
    ) -> None:
        self._readings = [f" {reading}" for reading in readings] or [""] * n_steps
        self._frames = [drawn(draw(step)) for step in range(n_steps)]
        self._alt, self._label = alt, label
        self.slider = ipywidgets.IntSlider(
            value=1, min=1, max=n_steps, description=label, style=LABELLED
        )
        self.slider.observe(self._move, "value")
        super().__init__([self.slider])
        self._move()

    def _move(self, _change: dict | None = None) -> None:
        step = self.slider.value
        alt = LABELS["stepper_place"].format(
            label=self._label, step=step, steps=len(self._frames), alt=self._alt
        )
        reading = self._readings[step - 1]
        self.show(self._frames[step - 1], alt + reading, paragraph(self._alt + reading))

    def without_kernel(self) -> str:
        """Return the last picture, which holds what all of them add up to."""
        return image_tag(self._frames[-1], self._alt, WIDTH)


def drawn(fig: Figure) -> bytes:
    """Return a figure as PNG, and close it."""
    png = to_png(fig)
    plt.close(fig)
    return png


def unrolling_stepper(inputs: Sequence[str], h: np.ndarray) -> Stepper:
    """Unroll a network over one sequence, and show its state fill up beside it.

    Parameters
    ----------
    inputs : sequence of str
        What is read at each of the T steps.
    h : ndarray of shape (T, H)
        The states.
    """

    def draw(step: int) -> Figure:
        layout = {"height_ratios": (3, 4), "width_ratios": (30, 1)}
        fig, axes = plt.subplots(2, 2, figsize=(6.6, 4.6), sharex="col", gridspec_kw=layout)
        (top, corner), (bottom, colors) = axes
        corner.set_axis_off()
        seen = np.full_like(h, np.nan)
        seen[: step + 1] = h[: step + 1]
        plot_states(bottom, seen, inputs, colorbar=colors)
        plot_unrolled(top, inputs, step=step)  # last: its limits hold for both
        fig.tight_layout()
        return fig

    return Stepper(draw, len(inputs), LABELS["stepper"], LABELS["stepper_alt"])


def scan_stepper(T: int) -> Stepper:
    """Combine T steps of a linear recurrence in pairs, round by round.

    Parameters
    ----------
    T : int
        Number of steps, at least 2.
    """

    def draw(done: int) -> Figure:
        fig, ax = plt.subplots(figsize=(6.6, 3.2))
        plot_scan(ax, T, rounds=done + 1)
        return fig

    return Stepper(draw, (T - 1).bit_length(), LABELS["round"], LABELS["scan_alt"])
