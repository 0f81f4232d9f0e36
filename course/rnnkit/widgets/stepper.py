"""A row of pictures and a slider that goes through them."""

import base64
from collections.abc import Callable, Sequence

import ipywidgets
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from rnnkit.plots.heatmaps import plot_states
from rnnkit.plots.labels import LABELS
from rnnkit.plots.network import plot_unrolled
from rnnkit.plots.showing import to_png


class Stepper(ipywidgets.VBox):
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
    """

    def __init__(self, draw: Callable[[int], Figure], n_steps: int, label: str, alt: str) -> None:
        self._frames = [_frame(draw(step)) for step in range(n_steps)]
        self.slider = ipywidgets.IntSlider(
            value=1, min=1, max=n_steps, description=label, style={"description_width": "initial"}
        )
        self.image = ipywidgets.Image(value=self._frames[0], format="png", width=660)
        self.image.layout.max_width = "100%"
        text = ipywidgets.Label(alt)
        self.slider.observe(self._move, "value")
        super().__init__([self.slider, self.image, text])

    def _move(self, change: dict) -> None:
        self.image.value = self._frames[change["new"] - 1]

    def _repr_mimebundle_(self, **kwargs: object) -> dict:
        """Add the last picture, for viewers that have no kernel to move the slider."""
        bundle = super()._repr_mimebundle_(**kwargs)
        return bundle | {"image/png": base64.b64encode(self._frames[-1]).decode()}


def _frame(fig: Figure) -> bytes:
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
        fig, (top, bottom) = plt.subplots(2, figsize=(6.6, 4.6), height_ratios=(3, 4))
        plot_unrolled(top, inputs, step=step)
        seen = np.full_like(h, np.nan)
        seen[: step + 1] = h[: step + 1]
        plot_states(bottom, seen, inputs)
        fig.tight_layout()
        return fig

    return Stepper(draw, len(inputs), LABELS["stepper"], LABELS["stepper_alt"])
