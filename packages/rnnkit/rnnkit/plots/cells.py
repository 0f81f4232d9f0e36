"""One step of a cell as a circuit: its belt above, its gates below, gradients back.

All cells are drawn in one language. A thick line is the belt, on which the state is handed on.
Where a line forks on the way forward, gradients join on the way back, and a + stands there.
What multiplies a gradient on its way along a line is written beside the line.
"""

import tomllib
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.text import Text

from rnnkit.plots._diagram import Place, connect, draw_node
from rnnkit.plots._labels import LABELS
from rnnkit.plots._style import FAINT, GRADIENT, STATE
from rnnkit.plots.gates import COLORS

CIRCLE = {"box": "circle,pad=0.15", "edge": GRADIENT, "ink": GRADIENT}
SIGNS = ("×", "+", "1−", "tanh")
FUNCTIONS = dict.fromkeys("fiorz", "σ") | {"g": "tanh", "n": "tanh"}
CIRCUITS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

Wire = list[str]


def plot_rnn_cell(ax: Axes, backward: bool = False) -> None:
    """Draw one step of a plain network, whose belt meets a matrix and a tanh, or its gradient."""
    _draw(ax, CIRCUITS["RNN"], backward)


def plot_lstm_cell(ax: Axes, backward: bool = False, peephole: bool = False) -> None:
    """Draw one step of an LSTM, gates in their colours, or the way back of its gradient.

    With peepholes, the gates see the cell state: dashed. D2 eq. (13).
    """
    circuit = CIRCUITS["LSTM"]
    if peephole:
        more = CIRCUITS["PEEPHOLE"]
        circuit = circuit | more | {"places": circuit["places"] | more["places"]}
    _draw(ax, circuit, backward)


def plot_gru_cell(ax: Axes, backward: bool = False) -> None:
    """Draw one step of a GRU: z keeps the belt, r filters what the candidate sees.

    Backward, four paths have numbers that end at h_{t−1}. D2 eqs. (10) to (12), corrected by
    errata 10 and 11.
    """
    _draw(ax, CIRCUITS["GRU"], backward)


def _draw(ax: Axes, cell: dict, backward: bool) -> None:
    """Draw a circuit of `cells.toml`, which says what its parts are."""
    belt, peepholes = cell["belt"], cell.get("peepholes", [])
    wires = [*belt, *cell["wires"], *peepholes]
    starts = [start for start, _, _ in wires]
    places = cell["places"] | (cell.get("back", {}) if backward else {})
    boxes = {
        name: _draw_place(ax, x, y, text, backward, backward and starts.count(name) > 1)
        for name, (x, y, text) in places.items()
    }
    for wire in wires:
        look: dict = {"linewidth": 4, "mutation_scale": 18} if wire in belt else {}
        look |= {"linestyle": "--"} if wire in peepholes else {}
        ink = GRADIENT if backward else STATE if wire in belt else "black"
        _draw_wire(ax, places, boxes, wire, backward, color=ink, **look)
    for number, (x, y) in cell.get("paths", {}).items() if backward else ():
        draw_node(ax, x, y, number, "white", 9, **CIRCLE)
    across, heights, _ = zip(*cell["places"].values(), strict=True)
    ax.set(xlim=(min(across) - 0.8, max(across) + 0.5))
    ax.set(ylim=(min(heights) - 0.4, max(heights) + 0.5))
    ax.set_axis_off()


def _draw_place(
    ax: Axes, x: float, y: float, text: str, backward: bool, joins: bool
) -> Text | None:
    """Draw what stands at a place; a + where gradients join."""
    if joins:
        return draw_node(ax, x, y, "+", "white", 11, **CIRCLE)
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
    ax: Axes, places: dict, boxes: dict, wire: Wire, backward: bool, **look: str | float
) -> None:
    """Draw a line, with a head where a box or a name stands, and its factor."""
    tail, head = wire[1::-1] if backward else wire[:2]
    start, end = places[tail][:2], places[head][:2]
    style: dict = {"linewidth": 1.4, "arrowstyle": "-|>" if boxes[head] else "-"}
    style |= {"mutation_scale": 12} | look
    connect(ax, boxes[tail] or start, boxes[head] or end, **style)
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
    offset = (0, 6) if level else (-6 if outside else 4, 0)
    look: dict = {"textcoords": "offset points", "color": GRADIENT, "fontsize": 9}
    look["ha"] = "center" if level else "right" if outside else "left"
    ax.annotate(text, place, offset, va="bottom" if level else "center", **look)
