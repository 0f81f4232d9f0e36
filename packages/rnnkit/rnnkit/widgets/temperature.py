"""A slider for the sampling temperature of a language model."""

from collections.abc import Mapping, Sequence

import ipywidgets
import matplotlib.pyplot as plt
import numpy as np

from rnnkit.plots._display import image_tag
from rnnkit.plots._labels import LABELS
from rnnkit.plots.language import plot_next_token
from rnnkit.widgets.panel import LABELLED, WIDTH, Panel, paragraph
from rnnkit.widgets.stepper import drawn

SHOWN = 16  # tokens in the picture


class TemperatureSlider(Panel):
    """The next token's probabilities and a sample, at each temperature.

    Everything is drawn beforehand, so that moving the slider is instant. It begins at the
    temperature nearest to 1, whose picture remains where no kernel runs.

    Parameters
    ----------
    logits : ndarray of shape (V,)
        Scores of the tokens that may come next.
    classes : sequence of str
        Names of the V tokens.
    samples : mapping of float to str
        A text for each temperature, at equal distances, the lowest first.
    context : str
        What the model has read when it gives these logits.

    Raises
    ------
    ValueError
        If there is no sample, or the temperatures do not rise from above 0.
    """

    def __init__(
        self,
        logits: np.ndarray,
        classes: Sequence[str],
        samples: Mapping[float, str],
        context: str,
    ) -> None:
        if not samples or min(samples) <= 0 or sorted(samples) != list(samples):
            raise ValueError(
                f"samples must have a text for at least one temperature, rising from above 0; "
                f"got temperatures {list(samples)}."
            )
        self._samples = tuple(samples.items())
        self._temperatures = np.array(list(samples))
        shown = np.argsort(-np.asarray(logits), kind="stable")[:SHOWN]
        self._frames = [_frame(logits, classes, shown, tau, context) for tau in samples]
        self._first = self._nearest(1.0)
        self.slider = ipywidgets.FloatSlider(
            value=self._temperatures[self._first],
            min=self._temperatures[0],
            max=self._temperatures[-1],
            step=min(np.diff(self._temperatures), default=1.0),
            description=LABELS["temperature"],
            style=LABELLED,
        )
        self.slider.observe(self._move, "value")
        super().__init__([self.slider])
        self._move()

    def _nearest(self, temperature: float) -> int:
        return int(np.argmin(np.abs(self._temperatures - temperature)))

    def _move(self, _change: dict | None = None) -> None:
        place = self._nearest(self.slider.value)
        words = _sample(*self._samples[place]), paragraph(LABELS["temperature_alt"])
        self.show(self._frames[place], self._alt(place), *words)

    def _alt(self, place: int) -> str:
        name = LABELS["sample_at"].format(temperature=self._samples[place][0])
        return f"{name} {LABELS['temperature_alt']}"

    def without_kernel(self) -> str:
        """Return the first picture and all samples."""
        picture = image_tag(self._frames[self._first], self._alt(self._first), WIDTH)
        return picture + "".join(_sample(*pair) for pair in self._samples)


def _frame(
    logits: np.ndarray, classes: Sequence[str], shown: np.ndarray, tau: float, context: str
) -> bytes:
    z = np.asarray(logits, dtype=float) / tau
    exp = np.exp(z - z.max())
    fig, ax = plt.subplots(figsize=(6.6, 2.4))
    plot_next_token(ax, (exp / exp.sum())[shown], [classes[v] for v in shown])
    ax.set_title(LABELS["after_context"].format(context=context, temperature=tau))
    return drawn(fig)


def _sample(temperature: float, text: str) -> str:
    return paragraph(text, LABELS["sample_at"].format(temperature=temperature))
