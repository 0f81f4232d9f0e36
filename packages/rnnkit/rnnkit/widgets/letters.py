"""Which earlier tokens a prediction depends on, in several networks."""

from collections.abc import Mapping, Sequence

import numpy as np

from rnnkit.language import commas
from rnnkit.plots._labels import LABELS
from rnnkit.plots._style import GRADIENT
from rnnkit.plots.gates import checked_gates, name_steps
from rnnkit.widgets.panel import step_slider
from rnnkit.widgets.sliding import Sliding, new_figure

MOST = 0.9  # the share whose reach is told


class EarlierTokens(Sliding):
    """A row of colours for each network, over the tokens before the one that is predicted.

    ``norms`` (T, T) are by the network's name: ``norms[t, k]`` is the norm of the gradient of the
    loss at token t with respect to the vector of token k. What is not before t is not looked at,
    and each row is divided by its largest norm, since gradients of networks differ in size.
    ValueError if there is no network, or one whose array does not fit the T tokens, at least 2, or
    has no numbers.

    References
    ----------
    Madsen, Visualizing memorization in RNNs, Distill 2019.
    """

    def __init__(self, tokens: Sequence[str], norms: Mapping[str, np.ndarray]) -> None:
        self._tokens, self._norms = list(tokens), checked_gates(tokens, norms)
        T = len(self._tokens)
        for name, array in self._norms.items():
            if array.shape != (T, T) or T < 2 or not np.isfinite(array).all():
                raise ValueError(
                    f"norms: expected {name!r} as finite numbers of shape (T, T) for T = {T} "
                    f"tokens, at least 2; got shape {array.shape}."
                )
        self.token = step_slider(T, LABELS["earlier_token"], T, lowest=2)
        fig = new_figure(1.1 + 0.3 * len(self._norms))
        ax = fig.subplots()
        look: dict = {"cmap": "Oranges", "vmin": 0, "vmax": 1, "aspect": "auto"}
        self._image = ax.imshow(np.zeros((len(self._norms), T)), interpolation="nearest", **look)
        self._mark = ax.axvspan(-0.5, 0.5, fill=False, edgecolor=GRADIENT, linewidth=2)
        name_steps(ax, self._tokens)
        ax.tick_params(axis="x", rotation=0)
        ax.set_yticks(range(len(self._norms)), list(self._norms))
        fig.colorbar(self._image, ax=ax, ticks=[0, 1], pad=0.01)
        super().__init__(fig, [self._image, self._mark], [self.token], self._follow)

    def reach(self, name: str, token: int) -> int:
        """Return how many tokens back one must go for nine tenths of the norms' sum."""
        back = np.cumsum(self._norms[name][token - 1, : token - 1][::-1])
        return int(np.searchsorted(back, MOST * back[-1]) + 1) if back[-1] > 0 else 0

    def _follow(self, place: int) -> str:
        t = place - 1
        rows = np.array([array[t] for array in self._norms.values()])
        rows[:, t:] = 0
        largest = rows.max(axis=1, keepdims=True)
        self._image.set_data(rows / np.where(largest > 0, largest, 1))
        self._mark.set_x(t - 0.5)
        reaches = commas(f"{name} {self.reach(name, place)}" for name in self._norms)
        return LABELS["earlier_alt"].format(
            token=self._tokens[t], place=place, share=MOST, reaches=reaches
        )
