"""One LSTM unit whose gates are moved by hand."""

import ipywidgets
import numpy as np
from matplotlib.lines import Line2D

from rnnkit.plots._labels import LABELS
from rnnkit.plots._style import FAINT
from rnnkit.plots.gates import COLORS
from rnnkit.widgets.panel import CONTROL
from rnnkit.widgets.sliding import Sliding, new_figure

C_0, T = 1.0, 12  # on the belt at the start; steps
SMALL = 1.1  # a little more than what is shown, and than what lies on the belt at first
LOWEST = {"i": 0.0, "f": 0.0, "g": -1.0, "o": 0.0}  # the highest is 1


class CellByHand(Sliding):
    """The belt and what is shown of it, over steps at which all gates stay as they are set.

    Parameters
    ----------
    i, f, g, o : float
        Input gate, forget gate and output gate, 0 to 1, and candidate, −1 to 1, at first.

    Raises
    ------
    ValueError
        If a number is out of range.

    Notes
    -----
    c_t = f c_{t−1} + i g and h_t = o tanh(c_t): D2 eq. (13), with numbers for gates.
    """

    def __init__(self, i: float = 0.0, f: float = 0.9, g: float = 0.8, o: float = 1.0) -> None:
        start = {"i": i, "f": f, "g": g, "o": o}
        for name, value in start.items():
            if not LOWEST[name] <= value <= 1:
                raise ValueError(f"{name}: expected {LOWEST[name]:g} to 1, got {value!r}.")
        self.sliders = {
            name: ipywidgets.FloatSlider(
                value, min=LOWEST[name], max=1, step=0.05, description=LABELS[f"hand_{name}"],
                **CONTROL,
            )
            for name, value in start.items()
        }  # fmt: skip
        fig = new_figure(3.6)
        axes = fig.subplots(2, 1, sharex=True, height_ratios=(3, 2))
        self._belt, self._lines = axes[0], dict[str, Line2D]()
        for ax, name in zip(axes, "ch", strict=True):
            ax.axhline(0, color=FAINT, linewidth=1)
            (self._lines[name],) = ax.plot([], [], "o-", color=COLORS[name], markersize=5)
            ax.set(ylim=(-SMALL, SMALL), ylabel=LABELS[f"hand_{name}"])
        axes[1].set(xlim=(-0.3, T + 0.3), xlabel=LABELS["step_t"])
        super().__init__(fig, [*self._lines.values()], [*self.sliders.values()], self._follow)

    @property
    def states(self) -> tuple[np.ndarray, np.ndarray]:
        """c_t for t = 0 to T, of shape (T + 1,), and h_t for t = 1 to T, of shape (T,)."""
        i, f, g, o = (slider.value for slider in self.sliders.values())
        c = np.full(T + 1, C_0)
        for t in range(T):
            c[t + 1] = f * c[t] + i * g
        return c, o * np.tanh(c[1:])

    def _follow(self, *values: float) -> str:
        c, h = self.states
        # The axis of the belt stays near 0 while all of it is there; else it goes as far as c can.
        limit = SMALL if np.abs(c).max() < SMALL else T + SMALL
        if limit != self._belt.get_ylim()[1]:
            self._belt.set_ylim(-limit, limit)
            self._blitter.redraw([*self._lines.values()])
        self._lines["c"].set_data(np.arange(T + 1), c)
        self._lines["h"].set_data(np.arange(1, T + 1), h)
        gates = dict(zip(LOWEST, values, strict=True))
        return LABELS["hand_alt"].format(c_0=C_0, T=T, c=c[-1], h=h[-1], **gates)
