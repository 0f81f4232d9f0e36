"""Sliders for the sampling temperature of a language model, and through what it wrote."""

import html
from collections.abc import Mapping, Sequence

import numpy as np

from rnnkit.plots._labels import LABELS
from rnnkit.plots._style import FAINT, OUTPUT
from rnnkit.widgets.panel import BOX, Panel, paragraph, step_slider
from rnnkit.widgets.sliding import Blitter, nearest, new_figure, slider_over

SHOWN = 16  # tokens in the picture
TO_COME = "opacity:0.7"
SEEN = {" ": "␣", "\n": "↵"}  # for signs that would leave an empty place

Writing = tuple[np.ndarray, np.ndarray]


class TemperatureSlider(Panel):
    """What a model wrote at each temperature, and what it expected before each token of it.

    ``writings`` has, by temperature, the numbers (U,) of the tokens that were drawn, and the logits
    (U, V) from which each was drawn, before the temperature; ``classes`` are the names of the V
    tokens, ``context`` is what the model has read before the first. It begins at the temperature
    nearest to 1, at the first token. ValueError if there is no writing, shapes do not fit, or the
    temperatures do not rise evenly from above 0.
    """

    def __init__(
        self, writings: Mapping[float, Writing], classes: Sequence[str], context: str
    ) -> None:
        self._temperatures = list(writings)
        self._writings = [(np.asarray(a), np.asarray(z, float)) for a, z in writings.values()]
        if not writings or min(writings) <= 0 or not _alike(self._writings, len(classes)):
            raise ValueError(
                "writings must have tokens (U,) below V and logits (U, V) by temperatures above "
                f"0, with one U, at least 1, and V = {len(classes)}; got temperatures "
                f"{list(writings)} and shapes {[(a.shape, z.shape) for a, z in self._writings]}."
            )
        self._classes, self._context = list(classes), context
        first = self._temperatures[nearest(self._temperatures, 1.0)]
        self.temperature = slider_over(self._temperatures, first, LABELS["temperature"])
        self.place = step_slider(len(self._writings[0][0]), LABELS["token_drawn"])
        super().__init__([self.temperature, self.place])
        self._draw_still()
        for slider in self.children[0].children:
            slider.observe(self._move, "value")
        self._move()

    def _draw_still(self) -> None:
        fig = new_figure(2.4)
        ax = fig.subplots()
        shown = min(SHOWN, len(self._classes))
        self._bars = ax.bar(range(shown), np.zeros(shown))
        below = ax.get_xaxis_transform()
        self._names = [
            ax.text(k, -0.03, "", ha="center", va="top", transform=below) for k in range(shown)
        ]
        ax.set(ylim=(0, 1), xticks=[], ylabel=LABELS["probability"])
        ax.set_xlabel(LABELS["token_next"], labelpad=18)
        self._blitter = Blitter(fig)
        self._blitter.redraw([*self._bars, *self._names])

    def _move(self, _change: dict | None = None) -> None:
        setting, u = nearest(self._temperatures, self.temperature.value), self.place.value - 1
        temperature, (tokens, logits) = self._temperatures[setting], self._writings[setting]
        z, drawn = logits[u] / temperature, tokens[u]
        y_hat = np.exp(z - z.max())
        y_hat /= y_hat.sum()
        order = np.argsort(-y_hat, kind="stable")
        rank = int(np.flatnonzero(order == drawn)[0])
        self._set_bars(y_hat, order, drawn, rank)
        said = {"token": _seen(self._classes[drawn]), "p": y_hat[drawn], "rank": rank + 1}
        reading = LABELS["drawn_reading"].format(temperature=temperature, **said)
        alt = f"{LABELS['temperature_alt']} {reading}"
        self.show(self._blitter.frame(), alt, paragraph(reading), self._text(setting, u))

    def _set_bars(self, y_hat: np.ndarray, order: np.ndarray, drawn: int, rank: int) -> None:
        """Show the likeliest tokens, the drawn one last if it is not among them."""
        shown = order[: len(self._bars)].copy()
        shown[-1] = drawn if rank >= len(shown) else shown[-1]
        for bar, name, token in zip(self._bars, self._names, shown, strict=True):
            bar.set_height(y_hat[token])
            bar.set_color(OUTPUT if token == drawn else FAINT)
            name.set_text(_seen(self._classes[token]))

    def _text(self, setting: int, u: int) -> str:
        """Return what is written at a place in bold, and what comes after it faintly."""
        names = [html.escape(self._classes[token]) for token in self._writings[setting][0]]
        title = LABELS["sample_at"].format(temperature=self._temperatures[setting])
        before, after = html.escape(self._context) + "".join(names[:u]), "".join(names[u + 1 :])
        return (
            f'<p style="{BOX}"><b>{title}</b> {before}<b><u>{_seen(names[u])}</u></b>'
            f'<span style="{TO_COME}">{after}</span></p>'
        )

    def without_kernel(self) -> str:
        """Return what is seen now, and all texts."""
        texts = [
            paragraph(self._context + "".join(self._classes[token] for token in tokens), title)
            for temperature, (tokens, _) in zip(self._temperatures, self._writings, strict=True)
            for title in [LABELS["sample_at"].format(temperature=temperature)]
        ]
        return self._content + "".join(texts)


def _alike(writings: Sequence[Writing], V: int) -> bool:
    U = len(np.atleast_1d(writings[0][0]))
    fit = all(tokens.shape == (U,) and logits.shape == (U, V) for tokens, logits in writings)
    return U > 0 and fit and all(0 <= tokens.min() <= tokens.max() < V for tokens, _ in writings)


def _seen(token: str) -> str:
    return SEEN.get(token, token)
