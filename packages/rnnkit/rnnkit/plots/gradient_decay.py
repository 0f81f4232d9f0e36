"""A gradient on its way back: a curve over time, and a map of every pair of steps."""

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.collections import QuadMesh
from matplotlib.colors import LogNorm
from matplotlib.figure import Figure

from rnnkit.plots._labels import LABELS
from rnnkit.plots._style import DIVERGING, FAINT, GRADIENT
from rnnkit.plots.gates import COLORS

CMAP = f"{DIVERGING}_r"
REACH = 1e10  # the axis goes from its reciprocal to it: as far down as up


class DecayCurve:
    """‖∂L/∂h_t‖ over t on a logarithmic axis; ``moving`` is all that `update` changes."""

    moving: list[Artist]

    def __init__(self, ax: Axes) -> None:
        self._ax = ax
        ax.axhline(1, color=FAINT, linewidth=1)
        (self._bound,) = ax.plot([], [], color="black", linestyle="--", linewidth=1.5)
        (self._rate,) = ax.plot([], [], color="black", linestyle=":", linewidth=1.5)
        (self._kept,) = ax.plot([], [], color="#7A7A7A", linewidth=2)
        (self._belt,) = ax.plot([], [], color=COLORS["c"], linestyle="--", linewidth=2)
        (self._cell,) = ax.plot([], [], color=COLORS["c"], linewidth=2)
        (self._curve,) = ax.plot([], [], color=GRADIENT, linewidth=2.5)
        place = ax.get_xaxis_transform()  # at a step, and at a share of the height
        self._exit = ax.text(0, 0, "", color=GRADIENT, fontsize=9, transform=place)
        self.moving = [self._bound, self._rate, self._kept, self._belt, self._cell]
        self.moving += [self._curve, self._exit]
        ticks = 10.0 ** np.arange(-10, 11, 5)
        ax.set(yscale="log", ylim=(1 / REACH, REACH), yticks=ticks)
        ax.set(xlabel=LABELS["decay_step"], ylabel=LABELS["decay_norm"])

    def set_frame(self, T: int, bounded: bool, kept: bool, belt: bool = False) -> None:
        """Set what stands still: the last step, and which lines there are."""
        names = {self._curve: LABELS["decay_h"]}
        names |= {self._cell: LABELS["decay_c"], self._belt: LABELS["decay_belt"]} if belt else {}
        names |= {self._kept: LABELS["decay_kept"]} if kept else {}
        if bounded:
            names |= {self._bound: LABELS["decay_bound"], self._rate: LABELS["decay_rate"]}
        self._ax.set(xlim=(0, T))
        place: dict = {"loc": "lower left", "bbox_to_anchor": (-0.02, 1.0), "ncols": 2}
        look: dict = {"fontsize": 9, "borderpad": 0, "handlelength": 1.8, "columnspacing": 1.2}
        self._ax.legend(list(names), list(names.values()), **place, **look)

    def update(self, norms: np.ndarray, gamma: float, rate: float) -> None:
        """Move the lines: norms (T + 1,), and factors a step of bound and rate; NaN for none."""
        back = np.arange(len(norms))[::-1]
        self._curve.set_data(*visible(norms))
        self._mark_exit(*visible(norms))
        self._bound.set_data(*visible(gamma**back))
        self._rate.set_data(*visible(rate**back))

    def update_belt(self, cell_norms: np.ndarray, belt_norms: np.ndarray) -> None:
        """Move the lines of the cell state: ‖∂L/∂c_t‖, both (T + 1,); NaN for none."""
        self._cell.set_data(*visible(cell_norms))
        self._belt.set_data(*visible(belt_norms))

    def _mark_exit(self, steps: np.ndarray, heights: np.ndarray) -> None:
        """Write how far the curve goes where it leaves the picture, if it does."""
        inside = (heights >= 1 / REACH) & (heights <= REACH)
        self._exit.set_visible(not inside[:1].all())
        if self._exit.get_visible():
            T, up = steps[-1], heights[0] > 1
            place = steps[inside][0] if inside.any() else T
            side, x = ("left", place + 0.1 * T) if place < 0.45 * T else ("right", place - 0.03 * T)
            text = LABELS["decay_up" if up else "decay_down"].format(first=number(heights[0]))
            y, edge = (0.98, "top") if up else (0.02, "bottom")
            self._exit.set(x=x, y=y, text=text, ha=side, va=edge)

    def keep(self, norms: np.ndarray | None, T: int) -> None:
        """Show another curve (T′ + 1,) with its loss at step T; nothing if norms is None."""
        steps, heights = visible(np.empty(0) if norms is None else norms)
        self._kept.set_data(steps + T + 1 - (0 if norms is None else len(norms)), heights)


def number(value: float) -> str:
    """Return a number of any size with two digits: 0.25, 3.1e-8."""
    if value == 0 or 0.01 <= value < 1000:
        return f"{value:.2g}" if value < 100 else f"{value:.0f}"
    mantissa, exponent = f"{value:.1e}".split("e")
    return f"{mantissa}e{int(exponent)}"


def visible(norms: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return steps and heights; zeros and what cannot be drawn are left out."""
    steps = np.arange(len(norms))
    shown = np.isfinite(norms) & (norms > 0)
    return steps[shown], norms[shown]


class JacobianMap:
    """‖∂h_t/∂h_k‖ for pairs of steps as colours; ``moving`` are the cells, made by `set_frame`."""

    moving: list[QuadMesh]

    def __init__(self, ax: Axes, colors: Axes) -> None:
        self._ax, self._norm = ax, LogNorm(1 / REACH, REACH)
        ax.set_facecolor("#EDEDED")  # not white, which means 1
        ax.set(xlabel=LABELS["decay_k"], ylabel=LABELS["decay_t"], title=LABELS["decay_jacobian"])
        ax.spines[:].set_visible(False)
        ticks = 10.0 ** np.arange(-10, 11, 5)
        ax.figure.colorbar(ScalarMappable(self._norm, CMAP), cax=colors, ticks=ticks)
        self.moving = []

    def set_frame(self, places: np.ndarray) -> None:
        """Set which steps (P,) are shown, at equal distances."""
        for old in self.moving:
            old.remove()
        width = places[1] - places[0]
        edges = np.append(places, places[-1] + width) - width / 2
        # Not imshow, which takes eight times as long to stretch so few cells.
        empty = np.ones((len(places), len(places)))
        mesh = self._ax.pcolormesh(edges, edges, empty, norm=self._norm, cmap=CMAP)
        mesh.set(antialiased=False, linewidth=0)
        self.moving = [mesh]
        ticks = np.arange(0, places[-1] + 1, 10 if places[-1] <= 50 else 20)
        limits = edges[[0, -1]]
        self._ax.set(xlim=limits, ylim=limits, xticks=ticks, yticks=ticks)

    def update(self, jacobians: np.ndarray) -> None:
        """Show jacobians (P, P): [i, j] for the states at places[i] and places[j], or NaN."""
        self.moving[0].set_array(np.clip(jacobians, 1 / REACH, REACH))


def draw_axes(fig: Figure) -> tuple[DecayCurve, JacobianMap]:
    """Put the curve and the map with its colours side by side in 6.6 by 3.2 inches."""
    curve = DecayCurve(fig.add_axes((0.115, 0.15, 0.36, 0.66)))
    right = fig.add_axes((0.575, 0.15, 0.32, 0.66))
    return curve, JacobianMap(right, fig.add_axes((0.905, 0.15, 0.014, 0.66)))
