"""One step of a cell as a circuit: its belt above, its gates below, gradients back.

All cells are drawn in one language. A thick line is the belt, on which the state is handed on.
Where a line forks on the way forward, gradients join on the way back, and a + stands there.
What multiplies a gradient on its way along a line is written beside the line.
"""

from dataclasses import dataclass, field

from matplotlib.axes import Axes
from matplotlib.text import Text

from rnnkit.plots._diagram import Place, connect, draw_node
from rnnkit.plots._labels import LABELS
from rnnkit.plots._style import FAINT, GRADIENT, STATE
from rnnkit.plots.gates import COLORS

SIGNS = ("×", "+", "1−", "tanh")
FUNCTIONS = dict.fromkeys("fiorz", "σ") | {"g": "tanh", "n": "tanh"}
BELT, ROW, GATE, BUS = 4.0, 2.55, 1.3, 0.0  # heights
SLOPE = "× {slope}"  # in the words of the language


@dataclass(frozen=True)
class Circuit:
    """A cell: places with what stands there, and wires between them.

    What stands at a place is a sign, a matrix, the letter of a gate, a name in mathtext, or nothing
    where lines turn and fork. A line has a start, an end, and the factor that it has backward.
    paths are numbers of ways back, and where they are written; back are places that on the way
    back are elsewhere, or have another name than the gradient's.
    """

    places: dict[str, tuple[float, float, str]]
    belt: tuple[tuple[str, str, str], ...]
    wires: tuple[tuple[str, str, str], ...]
    peepholes: tuple[tuple[str, str, str], ...] = ()
    paths: dict[str, tuple[float, float]] = field(default_factory=dict)
    back: dict[str, tuple[float, float, str]] = field(default_factory=dict)


RNN = Circuit(
    {
        "h_prev": (-0.9, 1.0, "$h_{t-1}$"), "W_hh": (1.4, 1.0, "$W_{hh}$"), "sum": (3.4, 1.0, "+"),
        "tanh": (5.1, 1.0, "tanh"), "fork": (7.4, 1.0, ""), "h": (9.4, 1.0, "$h_t$"),
        "x": (3.4, -1.6, "$x_t$"), "W_xh": (3.4, -0.4, "$W_{xh}$"), "loss": (7.4, 2.4, "$L_t$"),
    },
    (
        ("h_prev", "W_hh", ""), ("W_hh", "sum", r"× $W_{hh}^\top$"), ("sum", "tanh", ""),
        ("tanh", "fork", SLOPE), ("fork", "h", ""),
    ),
    (("x", "W_xh", ""), ("W_xh", "sum", r"× $W_{xh}^\top$"), ("fork", "loss", "")),
    back={
        "h_prev": (-0.9, 1.0, r"$dh_\mathrm{prev}$"), "sum_of_both": (6.4, 0.4, "$dh_t$"),
        "h": (9.4, 1.0, "$dh_\\mathrm{prev}$\nof $t{+}1$"),
        "loss": (7.4, 2.4, r"$\partial L_t / \partial h_t$"),
    },
)  # fmt: skip
LSTM = Circuit(
    {
        "c_prev": (-1.6, BELT, "$c_{t-1}$"), "keep": (1.3, BELT, "×"), "write": (4.5, BELT, "+"),
        "fork": (8.1, BELT, ""), "c": (9.8, BELT, "$c_t$"), "new": (4.5, ROW, "×"),
        "tanh": (8.1, ROW, "tanh"), "show": (8.1, GATE, "×"), "h": (9.8, GATE, "$h_t$"),
        "f": (1.3, GATE, "f"), "i": (2.9, GATE, "i"), "g": (4.5, GATE, "g"), "o": (6.0, GATE, "o"),
        "h_prev": (-1.6, BUS, "$h_{t-1}$"), "x": (0.2, -1.0, "$x_t$"), "read": (0.2, BUS, ""),
        "to_f": (1.3, BUS, ""), "to_i": (2.9, BUS, ""), "to_g": (4.5, BUS, ""),
        "to_o": (6.0, BUS, ""),
    },
    (("c_prev", "keep", "× f"), ("keep", "write", ""), ("write", "fork", ""), ("fork", "c", "")),
    (
        ("f", "keep", "× $c_{t-1}$"), ("i", "new", "× g"), ("g", "new", "× i"),
        ("new", "write", ""), ("fork", "tanh", SLOPE), ("tanh", "show", "× o"),
        ("o", "show", "× tanh"), ("show", "h", ""), ("h_prev", "read", r"× $W_{hh}^\top$"),
        ("x", "read", r"× $W_{xh}^\top$"), ("read", "to_f", ""), ("to_f", "to_i", ""),
        ("to_i", "to_g", ""), ("to_g", "to_o", ""), ("to_f", "f", SLOPE), ("to_i", "i", SLOPE),
        ("to_g", "g", SLOPE), ("to_o", "o", SLOPE),
    ),
)  # fmt: skip
PEEPHOLE = Circuit(
    LSTM.places | {"old": (0.3, BELT, ""), "seen": (6.0, BELT, "")},
    (
        ("c_prev", "old", ""), ("old", "keep", "× f"), ("keep", "write", ""),
        ("write", "seen", ""), ("seen", "fork", ""), ("fork", "c", ""),
    ),
    LSTM.wires,
    (("old", "f", "× $V_f$"), ("old", "i", "× $V_i$"), ("seen", "o", "× $V_o$")),
)  # fmt: skip
GRU = Circuit(
    {
        "h_prev": (-1.5, 4.6, "$h_{t-1}$"), "old": (0.0, 4.6, ""), "keep": (4.2, 4.6, "×"),
        "write": (7.9, 4.6, "+"), "h": (9.4, 4.6, "$h_t$"), "down": (0.0, 2.4, ""),
        "filter": (1.9, 2.4, "×"), "turn": (5.7, 2.4, ""), "shares": (4.2, 3.4, ""),
        "rest": (6.5, 3.4, "1−"), "new": (7.9, 3.4, "×"), "r": (1.9, GATE, "r"),
        "z": (4.2, GATE, "z"), "n": (5.7, GATE, "n"), "up": (7.9, GATE, ""), "bus": (0.0, BUS, ""),
        "read": (0.7, BUS, ""), "to_r": (1.9, BUS, ""), "to_z": (4.2, BUS, ""),
        "x": (-1.5, -0.8, "$x_t$"), "x_fork": (0.7, -0.8, ""), "to_n": (5.7, -0.8, ""),
    },
    (("h_prev", "old", ""), ("old", "keep", "× z"), ("keep", "write", ""), ("write", "h", "")),
    (
        ("old", "down", ""), ("down", "filter", "× r"), ("filter", "turn", ""),
        ("turn", "n", f"{SLOPE} × Wᵀ"), ("r", "filter", "× $h_{t-1}$"),
        ("z", "shares", ""), ("shares", "keep", "× $h_{t-1}$"), ("shares", "rest", "× (−1)"),
        ("rest", "new", "× n"), ("n", "up", ""), ("up", "new", "× (1 − z)"), ("new", "write", ""),
        ("down", "bus", r"× $W^\top$"), ("bus", "read", ""),
        ("read", "to_r", ""), ("to_r", "to_z", ""), ("to_r", "r", SLOPE), ("to_z", "z", SLOPE),
        ("x", "x_fork", r"× $W_{xh}^\top$"), ("x_fork", "read", ""), ("x_fork", "to_n", ""),
        ("to_n", "n", SLOPE),
    ),
    paths={"1": (1.4, 4.6), "2": (3.2, 2.4), "3": (3.2, BUS), "4": (1.6, 0.65)},
)  # fmt: skip


def plot_rnn_cell(ax: Axes, backward: bool = False) -> None:
    """Draw one step of a plain network: its belt meets a matrix and a tanh.

    Parameters
    ----------
    backward : bool
        Whether to draw the way back of the gradient in place of the way forward.
    """
    _draw(ax, RNN, backward)


def plot_lstm_cell(ax: Axes, backward: bool = False, peephole: bool = False) -> None:
    """Draw one step of an LSTM, gates in their colours.

    Parameters
    ----------
    backward : bool
        Whether to draw the way back of the gradient in place of the way forward.
    peephole : bool
        Whether the gates see the cell state: dashed.

    Notes
    -----
    D2 eq. (13).
    """
    _draw(ax, PEEPHOLE if peephole else LSTM, backward)


def plot_gru_cell(ax: Axes, backward: bool = False) -> None:
    """Draw one step of a GRU: z keeps the belt, r filters what the candidate sees.

    Parameters
    ----------
    backward : bool
        Turn the arrows round, and number the four paths that end at h_{t−1}.

    Notes
    -----
    D2 eqs. (10) to (12), as corrected by errata 10 and 11.
    """
    _draw(ax, GRU, backward)


def _draw(ax: Axes, cell: Circuit, backward: bool) -> None:
    wires = (*cell.belt, *cell.wires, *cell.peepholes)
    starts = [start for start, _, _ in wires]
    places = cell.places | (cell.back if backward else {})
    boxes = {
        name: _draw_place(ax, *place, backward, backward and starts.count(name) > 1)
        for name, place in places.items()
    }
    for wire in wires:
        look: dict = {"linewidth": 4, "mutation_scale": 18} if wire in cell.belt else {}
        look |= {"linestyle": "--"} if wire in cell.peepholes else {}
        ink = GRADIENT if backward else STATE if wire in cell.belt else "black"
        _draw_wire(ax, places, boxes, wire, backward, color=ink, **look)
    for number, (x, y) in cell.paths.items() if backward else ():
        circle = {"box": "circle,pad=0.15", "edge": GRADIENT, "ink": GRADIENT}
        draw_node(ax, x, y, number, "white", 9, **circle)
    across, heights, _ = zip(*cell.places.values(), strict=True)
    ax.set(xlim=(min(across) - 0.8, max(across) + 0.5))
    ax.set(ylim=(min(heights) - 0.4, max(heights) + 0.5))
    ax.set_axis_off()


def _draw_place(
    ax: Axes, x: float, y: float, text: str, backward: bool, joins: bool
) -> Text | None:
    """Draw what stands at a place; a + where gradients join."""
    if joins:
        look = {"box": "circle,pad=0.15", "edge": GRADIENT, "ink": GRADIENT}
        return draw_node(ax, x, y, "+", "white", 11, **look)
    if not text:
        return None
    if text in FUNCTIONS:
        ink = "white" if text == "o" else "black"
        return draw_node(ax, x, y, f"${text}$  {FUNCTIONS[text]}", COLORS[text], 11, ink=ink)
    if text in SIGNS or text.startswith("$W"):
        box = "circle,pad=0.2" if text in SIGNS[:2] else "round,pad=0.3"
        edge, ink = (FAINT, "#777777") if backward else ("black", "black")
        return draw_node(ax, x, y, text, "white", 11, box=box, edge=edge, ink=ink)
    name = text.replace("$", "$d", 1) if backward and text[1] in "chx" else text
    return draw_node(ax, x, y, name, "none", 13, ink=GRADIENT if backward else STATE)


def _draw_wire(
    ax: Axes, places: dict[str, tuple[float, float, str]], boxes: dict[str, Text | None],
    wire: tuple[str, str, str], backward: bool, **look: str | float,
) -> None:  # fmt: skip
    """Draw a line, with a head where a box or a name stands, and its factor."""
    tail, head = wire[1::-1] if backward else wire[:2]
    start, end = places[tail][:2], places[head][:2]
    style: dict = {
        "linewidth": 1.4,
        "mutation_scale": 12,
        "arrowstyle": "-|>" if boxes[head] else "-",
    }
    connect(ax, boxes[tail] or start, boxes[head] or end, **style | look)
    if backward and wire[2]:
        _write_factor(ax, wire[2], start, end)


def _write_factor(ax: Axes, factor: str, start: Place, end: Place) -> None:
    """Write above a level line, at the right of an upright one, outside of a slanted one."""
    (x, y), (to_x, to_y) = start, end
    level = y == to_y
    share = 0.25 if abs(y - to_y) > 2 else 0.5  # long ones: near the end where it is empty
    outside = not level and 0 < abs(x - to_x) < 1.7
    place = x + share * (to_x - x), y + share * (to_y - y)
    text = factor.replace("{slope}", LABELS["slope"])
    ax.annotate(
        text, place, (0, 6) if level else (-6 if outside else 4, 0),
        textcoords="offset points", color=GRADIENT, fontsize=9,
        ha="center" if level else "right" if outside else "left",
        va="bottom" if level else "center",
    )  # fmt: skip
