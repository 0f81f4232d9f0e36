"""A row of pictures and a slider that goes through them."""

import html
from collections.abc import Callable, Sequence

import ipywidgets
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from rnnkit.plots.heatmaps import plot_states
from rnnkit.plots.labels import LABELS
from rnnkit.plots.network import plot_unrolled
from rnnkit.plots.showing import image_tag, to_png


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
        # HTML, since ipywidgets' own Image has no alternative text.
        self.image = ipywidgets.HTML()
        self._alt = alt
        self._show(0)
        text = ipywidgets.HTML(html.escape(alt))
        self.slider.observe(self._move, "value")
        super().__init__([self.slider, self.image, text])

    def _move(self, change: dict) -> None:
        self._show(change["new"] - 1)

    def _show(self, step: int) -> None:
        self.image.value = image_tag(self._frames[step], self._alt, width=660)

    def _repr_mimebundle_(self, **kwargs: object) -> dict:
        """Add the last picture, for viewers that have no kernel to move the slider."""
        bundle = super()._repr_mimebundle_(**kwargs)
        return bundle | {"text/html": image_tag(self._frames[-1], self._alt, width=660)}


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
