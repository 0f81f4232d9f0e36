"""The diagram of one LSTM step: cell state above, gates below, gradients back."""

from itertools import pairwise

from matplotlib.axes import Axes

from rnnkit.plots._diagram import Place, draw_arrow, draw_node
from rnnkit.plots._style import GATES, GRADIENT, STATE

BELT, SHOWN, GATE, BUS = 4.0, 2.55, 1.3, 0.0  # heights
WRITE, OUT = 4.5, 7.5  # where the belt takes something on, and where it is shown
PLACES = {"f": 1.3, "i": 2.9, "g": WRITE, "o": 6.2}
READ = 0.1  # where the input joins the state
FUNCTIONS = {"f": "σ", "i": "σ", "g": "tanh", "o": "σ"}
LEFT, RIGHT = -0.7, 9.0
SIGNS = (
    (PLACES["f"], BELT, "×"), (WRITE, BELT, "+"), (WRITE, SHOWN, "×"), (OUT, GATE, "×"),
    (OUT, SHOWN, "tanh"),
)  # fmt: skip


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
        ink = "white" if name == "o" else "black"
        draw_node(ax, place, GATE, f"${name}$  {FUNCTIONS[name]}", GATES[name], 11, ink=ink)
    for x, y, sign in SIGNS:
        box = "round,pad=0.3" if len(sign) > 1 else "circle,pad=0.2"
        draw_node(ax, x, y, sign, "white", 11, box=box, edge="black", ink="black")
    _draw_names(ax, backward)
    ax.set(xlim=(LEFT - 0.9, RIGHT + 0.9), ylim=(BUS - 1.1, BELT + 0.6))
    ax.set_axis_off()


def _ways() -> list[tuple[Place, Place, bool]]:
    """Return start and end of every forward arrow, and whether it is the cell state's."""
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


def _draw_way(ax: Axes, start: Place, end: Place, is_belt: bool, backward: bool) -> None:
    # Where an arrow ends on the belt, a sign stands.
    gaps = _gap(start, end, is_belt), 11 if end[1] == BELT else _gap(end, start, is_belt)
    if backward:
        start, end, gaps = end, start, gaps[::-1]
    color = GRADIENT if backward else STATE if is_belt else "black"
    width, head = (4, 18) if is_belt else (1.4, 12)
    draw_arrow(ax, start, end, color, gaps=gaps, linewidth=width, mutation_scale=head)


def _gap(point: Place, other: Place, is_belt: bool) -> int:
    """Return the distance in points between the end of an arrow and what is drawn there."""
    if not is_belt and point[1] in (BUS, BELT):
        return 0  # what leaves the belt or the bus begins on it, and what comes back ends on it
    is_wide = point[1] == GATE and point[0] in PLACES.values()
    return 17 if is_wide and other[1] == GATE else 14 if is_wide and other[0] != point[0] else 11


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
