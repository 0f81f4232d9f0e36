"""A gradient on its way back: a curve over time, and a map of every pair of steps."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.collections import QuadMesh
from matplotlib.colors import LogNorm
from matplotlib.figure import Figure

from rnnkit.plots._labels import LABELS
from rnnkit.plots._style import DIVERGING, FAINT, GRADIENT

CMAP = f"{DIVERGING}_r"
REACH = 1e10  # the axis goes from its reciprocal to it: as far down as up


class DecayCurve:
    """‖∂L/∂h_t‖ over t on a logarithmic axis, with what it is held against.

    Parameters
    ----------
    ax : Axes
        Where to draw.

    Attributes
    ----------
    moving : list of Artist
        The lines: what `update` changes. All else changes with `set_frame` only.
    """

    def __init__(self, ax: Axes) -> None:
        self._ax = ax
        ax.axhline(1, color=FAINT, linewidth=1)
        (self._bound,) = ax.plot([], [], color="black", linestyle="--", linewidth=1.5)
        (self._rate,) = ax.plot([], [], color="black", linestyle=":", linewidth=1.5)
        (self._kept,) = ax.plot([], [], color="#7A7A7A", linewidth=2)
        (self._curve,) = ax.plot([], [], color=GRADIENT, linewidth=2.5)
        self.moving = [self._bound, self._rate, self._kept, self._curve]
        ticks = 10.0 ** np.arange(-10, 11, 5)
        ax.set(yscale="log", ylim=(1 / REACH, REACH), yticks=ticks)
        ax.set(xlabel=LABELS["decay_step"], ylabel=LABELS["decay_norm"])

    def set_frame(self, T: int, bounded: bool, kept: bool) -> None:
        """Set what stands still.

        Parameters
        ----------
        T : int
            The last step.
        bounded : bool
            Whether there are a bound and a rate.
        kept : bool
            Whether there is a curve to compare with.
        """
        names = {self._curve: LABELS["decay_now"]}
        names |= {self._kept: LABELS["decay_kept"]} if kept else {}
        if bounded:
            names |= {self._bound: LABELS["decay_bound"], self._rate: LABELS["decay_rate"]}
        self._ax.set(xlim=(0, T))
        self._ax.legend(
            list(names), list(names.values()), fontsize=9, loc="lower left",
            bbox_to_anchor=(-0.02, 1.0), ncols=2, borderpad=0, handlelength=1.8, columnspacing=1.2,
        )  # fmt: skip

    def update(self, norms: np.ndarray, gamma: float, rate: float) -> None:
        """Move the lines.

        Parameters
        ----------
        norms : ndarray of shape (T + 1,)
            ‖∂L/∂h_t‖ for t = 0 to T.
        gamma, rate : float
            Factors a step of the bound and of the rate; NaN for none.
        """
        back = np.arange(len(norms))[::-1]
        self._curve.set_data(*visible(norms))
        self._bound.set_data(*visible(gamma**back))
        self._rate.set_data(*visible(rate**back))

    def keep(self, norms: np.ndarray | None, T: int) -> None:
        """Show another curve beside the present one.

        Parameters
        ----------
        norms : ndarray of shape (T′ + 1,), optional
            What to show; nothing if it is None.
        T : int
            Where its loss is to stand: at that of the present curve.
        """
        steps, heights = visible(np.empty(0) if norms is None else norms)
        self._kept.set_data(steps + T + 1 - (0 if norms is None else len(norms)), heights)


def visible(norms: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return steps and heights; zeros and what cannot be drawn are left out."""
    steps = np.arange(len(norms))
    shown = np.isfinite(norms) & (norms > 0)
    return steps[shown], norms[shown]


class JacobianMap:
    """‖∂h_t/∂h_k‖ for pairs of steps, as colours.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    colors : Axes
        Where the colours are explained.

    Attributes
    ----------
    moving : list of Artist
        The cells: what `update` changes. `set_frame` makes them anew.
    """

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
        """Set what stands still.

        Parameters
        ----------
        places : ndarray of shape (P,)
            Which steps are shown, at equal distances.
        """
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
        """Change the colours.

        Parameters
        ----------
        jacobians : ndarray of shape (P, P)
            ``jacobians[i, j]`` for the state at places[i] and the state at places[j]; NaN where
            there is none. What is too small or too large for the colours gets the last one.
        """
        self.moving[0].set_array(np.clip(jacobians, 1 / REACH, REACH))


def draw_axes(fig: Figure) -> tuple[DecayCurve, JacobianMap]:
    """Put the curve and the map side by side, at fixed places.

    Parameters
    ----------
    fig : Figure
        6.6 by 3.2 inches.

    Returns
    -------
    curve : DecayCurve
        At the left.
    jacobians : JacobianMap
        At the right, with its colours beside it.
    """
    curve = DecayCurve(fig.add_axes((0.115, 0.15, 0.36, 0.66)))
    right, colors = (
        fig.add_axes((0.575, 0.15, 0.32, 0.66)),
        fig.add_axes((0.905, 0.15, 0.014, 0.66)),
    )
    return curve, JacobianMap(right, colors)
