"""A slider that heats and cools a language model."""

import html
from collections.abc import Mapping, Sequence

import ipywidgets
import matplotlib.pyplot as plt
import numpy as np

from rnnkit.plots.labels import LABELS
from rnnkit.plots.language import plot_next_token
from rnnkit.plots.showing import image_tag, to_png

SHOWN = 16  # tokens in the picture
BOX = "max-width:660px;white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.4"


class TemperatureSlider(ipywidgets.VBox):
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
            style={"description_width": "initial"},
        )
        # HTML, since ipywidgets' own Image has no alternative text.
        self.image = ipywidgets.HTML()
        self.text = ipywidgets.HTML()
        self.slider.observe(self._move, "value")
        self._show(self._first)
        super().__init__(
            [
                self.slider,
                self.image,
                self.text,
                ipywidgets.HTML(html.escape(LABELS["temperature_alt"])),
            ]
        )

    def _nearest(self, temperature: float) -> int:
        return int(np.argmin(np.abs(self._temperatures - temperature)))

    def _move(self, change: dict) -> None:
        self._show(self._nearest(change["new"]))

    def _show(self, place: int) -> None:
        self.image.value = self._image(place)
        self.text.value = _paragraph(*self._samples[place])

    def _image(self, place: int) -> str:
        return image_tag(self._frames[place], LABELS["temperature_alt"], width=660)

    def _repr_mimebundle_(self, **kwargs: object) -> dict:
        """Add a picture and all samples, for viewers that have no kernel."""
        bundle = super()._repr_mimebundle_(**kwargs)
        texts = "".join(_paragraph(*pair) for pair in self._samples)
        return bundle | {"text/html": self._image(self._first) + texts}


def _frame(
    logits: np.ndarray, classes: Sequence[str], shown: np.ndarray, tau: float, context: str
) -> bytes:
    z = np.asarray(logits, dtype=float) / tau
    exp = np.exp(z - z.max())
    fig, ax = plt.subplots(figsize=(6.6, 2.4))
    plot_next_token(ax, (exp / exp.sum())[shown], [classes[v] for v in shown])
    ax.set_title(LABELS["after_context"].format(context=context, temperature=tau))
    png = to_png(fig)
    plt.close(fig)
    return png


def _paragraph(temperature: float, text: str) -> str:
    name = LABELS["sample_at"].format(temperature=temperature)
    return f'<p style="{BOX}"><b>{name}</b> {html.escape(text)}</p>'
