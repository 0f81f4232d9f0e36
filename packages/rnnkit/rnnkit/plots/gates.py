"""Gate values and the belt over a sentence."""

import contextlib
from collections.abc import Mapping, Sequence
from functools import cache

import matplotlib as mpl
import numpy as np
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.ft2font import FT2Font
from matplotlib.image import AxesImage
from matplotlib.ticker import MaxNLocator

from rnnkit.plots._labels import LABELS
from rnnkit.plots._style import DIVERGING, FAINT, GATES, OUTPUT, STATE

Tokens = Sequence[str]
Gates = Mapping[str, np.ndarray]  # by name

# The gates of a GRU have the colours of those that do the same work in an LSTM.
COLORS = GATES | {"r": GATES["i"], "z": GATES["f"], "n": GATES["g"], "c": OUTPUT, "h": STATE}
MARKERS = dict(zip("ifgorznch", "o^Dso^Dvx", strict=True))
SIGNED = frozenset("gnch")  # from −1 to 1, or beyond; the others go from 0 to 1
LONG = 3  # letters that fit side by side
LEGEND_ABOVE: dict = {
    "loc": "lower left",
    "bbox_to_anchor": (0, 1),
    "borderpad": 0,
    "columnspacing": 1.2,
}


def plot_gates(ax: Axes, tokens: Tokens, gates: Gates) -> None:
    """Draw the mean of each gate (T, H) at every one of T tokens; see `checked_gates`."""
    gates = checked_gates(tokens, gates)
    for name, values in gates.items():
        look: dict = {"color": COLORS.get(name, FAINT), "marker": MARKERS.get(name, ".")}
        look["markeredgecolor"] = "#333333"  # the yellow of the candidate is faint on white
        ax.plot(values.mean(axis=1), label=name, markersize=5, **look)
    low = -1 if any(values.min() < 0 for values in gates.values()) else 0
    ax.set(xlim=(-0.5, len(tokens) - 0.5), ylim=(low - 0.03, 1.03), ylabel=LABELS["gate_mean"])
    name_steps(ax, tokens)
    ax.legend(**LEGEND_ABOVE, ncols=len(gates))


def plot_gate_map(
    ax: Axes, tokens: Tokens, name: str, values: np.ndarray, units: Sequence[int] | None = None
) -> AxesImage:
    """Draw values (T, H) of one gate, a row for each of ``units``; return what a bar explains."""
    reach = max(1.0, np.abs(values).max())
    signed = name in SIGNED or values.min() < 0
    scale = {"cmap": DIVERGING, "vmin": -reach} if signed else {"cmap": "cividis", "vmin": 0}
    image = ax.imshow(values.T, vmax=reach, aspect="auto", interpolation="nearest", **scale)
    name_steps(ax, tokens)
    ax.set(ylabel=LABELS["gate_unit"].format(gate=name))
    if units is None:
        ax.yaxis.set_major_locator(MaxNLocator(integer=True))
    else:
        ax.set_yticks(range(len(units)), [str(unit) for unit in units])
    ax.spines[:].set_visible(False)
    return image


def plot_belt(axes: Sequence[Axes], tokens: Tokens, belts: Gates, gates: Gates) -> None:
    """Draw the belt of one unit over T tokens, and below it its gates.

    ``belts`` has c (T,) by the name in the legend, in one or two sentences; ``gates`` i, f, g or o
    (T,) of the first.
    """
    top, bottom = axes
    top.axhline(0, color=FAINT, linewidth=1)
    for (name, c), look in zip(belts.items(), ("o-", "s--"), strict=False):
        top.plot(c, look, color=STATE, markersize=3, linewidth=1.5, label=name)
    top.set(xlim=(-0.5, len(tokens) - 0.5), ylabel=LABELS["belt"])
    top.set_xticks([])
    top.legend()
    plot_gates(bottom, tokens, {name: values[:, None] for name, values in gates.items()})
    bottom.set(ylabel=LABELS["gates_of_unit"])


def checked_gates(tokens: Tokens, gates: Gates) -> dict[str, np.ndarray]:
    """Return gates as arrays (T, H); ValueError if there is none, or one without T rows."""
    arrays = {name: np.asarray(values, dtype=float) for name, values in gates.items()}
    if not arrays:
        raise ValueError("gates: expected at least one name with its array (T, H), got none.")
    for name, values in arrays.items():
        if values.ndim != 2 or len(values) != len(tokens) or not values.size:
            raise ValueError(
                f"gates: expected {name!r} of shape (T, H) with T = {len(tokens)}, one row a "
                f"token; got {values.shape}. Take one sequence of a batch: {name}[:, 0]."
            )
    return arrays


def name_steps(ax: Axes, tokens: Tokens) -> None:
    """Write tokens below the axis: upright if they are long, as numbers if no font has them."""
    names = [token if can_draw(token) else str(t) for t, token in enumerate(tokens, start=1)]
    rotation = 90 if max(map(len, names)) > LONG or len(names) > 25 else 0
    # A dollar sign would begin a formula.
    escaped = [name.replace("$", r"\$") for name in names]
    ax.set_xticks(range(len(names)), escaped, rotation=rotation, fontfamily=list(_fonts()))
    ax.tick_params(axis="x", length=0)


def can_draw(text: str) -> bool:
    """Tell whether the fonts of the course have all characters of a text."""
    return all(any(font.get_char_index(ord(c)) for font in _fonts().values()) for c in text)


@cache
def _fonts() -> dict[str, FT2Font]:
    """Return those fonts of the course that this machine has, by family."""
    # Matplotlib falls back to another family only where families are named one by one.
    found = {}
    for family in mpl.rcParams["font.sans-serif"]:
        with contextlib.suppress(ValueError):  # not on this machine
            path = font_manager.findfont(family, fallback_to_default=False)
            found[family] = font_manager.get_font(path)
    return found
