"""One step of an LSTM: the belt above, the gates below, gradients back."""

from itertools import pairwise

from matplotlib.axes import Axes

from rnnkit.plots._style import GATES, GRADIENT, STATE

BELT, SHOWN, GATE, BUS = 4.0, 2.55, 1.3, 0.0  # heights
WRITE, OUT = 4.5, 7.5  # where the belt takes something on, and where it is shown
PLACES = {"f": 1.3, "i": 2.9, "g": WRITE, "o": 6.2}
READ = 0.1  # where the input joins the state
FUNCTIONS = {"f": "σ", "i": "σ", "g": "tanh", "o": "σ"}
LEFT, RIGHT = -0.7, 9.0


def plot_lstm_cell(ax: Axes, backward: bool = False) -> None:
    """Draw one step of an LSTM, gates in their colours.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    backward : bool
        Whether to draw the way back of the gradient in place of the way forward.
    """
    for start, end, is_belt in _ways():
        _draw_way(ax, start, end, is_belt, backward)
    for name, place in PLACES.items():
        _draw_gate(ax, place, name)
    for place, sign in (
        ((PLACES["f"], BELT), "×"),
        ((WRITE, BELT), "+"),
        ((WRITE, SHOWN), "×"),
        ((OUT, GATE), "×"),
    ):
        _draw_sign(ax, place, sign)
    _draw_sign(ax, (OUT, SHOWN), "tanh")
    _draw_names(ax, backward)
    ax.set(xlim=(LEFT - 0.9, RIGHT + 0.9), ylim=(BUS - 1.1, BELT + 0.6))
    ax.set_axis_off()


def _ways() -> list[tuple[tuple, tuple, bool]]:
    """Start and end of every arrow of the way forward, and whether it is the belt."""
    belt = [LEFT, PLACES["f"], WRITE, RIGHT]
    ways = [((a, BELT), (b, BELT), True) for a, b in pairwise(belt)]
    ways += [((place, BUS), (place, GATE), False) for place in PLACES.values()]
    ways += [
        ((PLACES["f"], GATE), (PLACES["f"], BELT), False),
        ((PLACES["i"], GATE), (WRITE, SHOWN), False),
        ((WRITE, GATE), (WRITE, SHOWN), False),
        ((WRITE, SHOWN), (WRITE, BELT), False),
        ((OUT, BELT), (OUT, SHOWN), False),
        ((OUT, SHOWN), (OUT, GATE), False),
        ((PLACES["o"], GATE), (OUT, GATE), False),
        ((OUT, GATE), (RIGHT, GATE), False),
    ]
    return ways


def _draw_way(ax: Axes, start: tuple, end: tuple, is_belt: bool, backward: bool) -> None:
    gaps = [_gap(start, end, is_belt), _gap(end, start, is_belt)]
    if end[1] == BELT:
        gaps[1] = 11  # a sign stands there
    if backward:
        start, end, gaps = end, start, gaps[::-1]
    style = {
        "arrowstyle": "-|>",
        "color": GRADIENT if backward else STATE if is_belt else "black",
        "linewidth": 4 if is_belt else 1.4,
        "mutation_scale": 18 if is_belt else 12,
        "shrinkA": gaps[0],
        "shrinkB": gaps[1],
    }
    ax.annotate("", xy=end, xytext=start, arrowprops=style)


def _gap(point: tuple, other: tuple, is_belt: bool) -> int:
    """Distance in points between the end of an arrow and what is drawn there."""
    if not is_belt and point[1] in (BUS, BELT):
        return 0  # what leaves the belt or the bus begins on it, and what comes back ends on it
    is_wide = point[1] == GATE and point[0] in PLACES.values()
    return 17 if is_wide and other[1] == GATE else 14 if is_wide and other[0] != point[0] else 11


def _draw_gate(ax: Axes, place: float, name: str) -> None:
    box = {"boxstyle": "round,pad=0.35", "edgecolor": "none", "facecolor": GATES[name]}
    # White on yellow or orange is hard to read.
    ink = "white" if name == "o" else "black"
    label = f"${name}$  {FUNCTIONS[name]}"
    ax.text(place, GATE, label, ha="center", va="center", color=ink, fontsize=11, bbox=box)


def _draw_sign(ax: Axes, place: tuple, sign: str) -> None:
    box = {"boxstyle": "circle,pad=0.2", "edgecolor": "black", "facecolor": "white"}
    if len(sign) > 1:
        box["boxstyle"] = "round,pad=0.3"
    ax.text(*place, sign, ha="center", va="center", fontsize=11, bbox=box)


def _draw_names(ax: Axes, backward: bool) -> None:
    d, ink = ("d", GRADIENT) if backward else ("", STATE)
    line = GRADIENT if backward else "black"
    ax.plot([LEFT, PLACES["o"]], [BUS, BUS], color=line, linewidth=1.4)
    ax.plot([READ, READ], [BUS, BUS - 0.45], color=line, linewidth=1.4)
    names = (
        ((LEFT - 0.15, BELT), f"${d}c_{{t-1}}$", "right"),
        ((RIGHT + 0.15, BELT), f"${d}c_t$", "left"),
        ((LEFT - 0.15, BUS), f"${d}h_{{t-1}}$", "right"),
        ((RIGHT + 0.15, GATE), f"${d}h_t$", "left"),
        ((READ, BUS - 0.75), f"${d}x_t$", "center"),
    )
    for place, name, side in names:
        ax.text(*place, name, ha=side, va="center", fontsize=13, color=ink)
