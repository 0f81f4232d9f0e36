"""The diagram of a gated recurrent unit, and runs of several cells compared."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.text import Text

from rnnkit.plots._diagram import EMPTY, draw_arrow, draw_node
from rnnkit.plots._style import FAINT, GRADIENT, INPUT
from rnnkit.plots.gates import COLORS

FACES = COLORS | {"x": INPUT, "": EMPTY}
PATH = 1.4  # width of an arrow on the way back, beside 1.0 forward

# Name, where it stands, what it says, and the colour's name.
NODES = (
    ("h_prev", 0.0, 2.0, "$h_{t-1}$", "h"),
    ("kept", 7.0, 3.2, r"$z_t \odot h_{t-1}$", ""),
    ("z", 4.1, 2.1, "$z_t$", "z"),
    ("new", 7.0, 0.9, r"$(1 - z_t) \odot n_t$", ""),
    ("m", 2.9, 0.9, r"$r_t \odot h_{t-1}$", ""),
    ("n", 4.9, 0.9, "$n_t$", "n"),
    ("r", 1.4, -0.3, "$r_t$", "r"),
    ("x", 3.8, -1.5, "$x_t$", "x"),
    ("h", 8.9, 2.05, "$h_t$", "h"),
)
FROM_INPUT = (("x", "r"), ("x", "z"), ("x", "n"))
FORWARD = (
    ("h_prev", "kept"), ("h_prev", "z"), ("h_prev", "m"), ("h_prev", "r"), ("r", "m"), ("m", "n"),
    ("n", "new"), ("z", "kept"), ("z", "new"), ("kept", "h"), ("new", "h"),
)  # fmt: skip
BENT = 0.2  # so that the longest arrow keeps clear of the one below it
# Where each path's number stands: on the arrow with which it ends.
PATHS = (("1", 3.3, 3.31), ("2", 1.5, 1.42), ("3", 2.2, 2.06), ("4", 0.72, 0.82))


def plot_gru_cell(ax: Axes, backward: bool = False) -> None:
    """Draw how h_{t−1} and x_t become h_t, or how a gradient comes back.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    backward : bool
        Turn the arrows round, and number the four paths that end at h_{t−1}.

    Notes
    -----
    D2 eqs. (10) to (12), as corrected by errata 10 and 11.
    """
    nodes = {name: draw_node(ax, x, y, text, FACES[face]) for name, x, y, text, face in NODES}
    for start, end in (*FROM_INPUT, *FORWARD):
        bend = BENT if (start, end) == ("h_prev", "kept") else 0.0
        ink = FAINT if start == "x" else GRADIENT if backward else "black"
        if backward:
            _connect(ax, nodes[end], nodes[start], ink, PATH, bend)
        else:
            _connect(ax, nodes[start], nodes[end], ink, 1.0, -bend)
    for number, x, y in PATHS if backward else ():
        circle = {"box": "circle,pad=0.15", "edge": GRADIENT, "ink": GRADIENT}
        draw_node(ax, x, y, number, "white", 10, **circle)
    ax.set(xlim=(-0.6, 9.4), ylim=(-1.9, 3.7))
    ax.set_axis_off()


def plot_race(
    ax: Axes,
    runs: Mapping[str, Sequence[tuple[Sequence[float], Sequence[float]]]],
    xlabel: str,
    ylabel: str,
) -> None:
    """Draw several runs of several competitors: a colour each, a line a run.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    runs : mapping of str to sequence of (sequence of float, sequence of float)
        Each run's horizontal positions and heights, by the name in the legend.
    xlabel, ylabel : str
        What the axes are, with units.
    """
    for number, (name, each) in enumerate(runs.items()):
        for repeat, (x, y) in enumerate(each):
            label = name if repeat == 0 else None
            ax.plot(np.asarray(x), np.asarray(y), color=f"C{number}", marker=".", label=label)
    ax.set(xlabel=xlabel, ylabel=ylabel)
    ax.legend()


def _connect(ax: Axes, start: Text, end: Text, color: str, width: float, bend: float) -> None:
    """Draw an arrow from the edge of one box to the edge of another."""
    draw_arrow(
        ax, start.get_position(), end.get_position(), color, bend, gaps=(2, 3), linewidth=width,
        patchA=start.get_bbox_patch(), patchB=end.get_bbox_patch(),
    )  # fmt: skip
