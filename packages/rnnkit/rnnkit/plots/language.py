"""How tokens are chosen: one drawn by its probability, or the best of a beam search."""

from collections.abc import Collection, Mapping, Sequence
from itertools import count

import numpy as np
from matplotlib.axes import Axes

from rnnkit.plots._diagram import DARK, LIGHT, Place, draw_node
from rnnkit.plots._labels import LABELS
from rnnkit.plots._style import FAINT, INPUT, OUTPUT, STATE

LETTER = 0.015  # part of the line that one letter of a name takes up

Path = tuple[str, ...]


def plot_sampling_line(ax: Axes, y_hat: np.ndarray, classes: Sequence[str], u: float) -> None:
    """Lay probabilities (V,) of named tokens end to end from 0 to 1, and mark u, a point there."""
    ends = np.cumsum(y_hat)
    for v, (start, width) in enumerate(zip(ends - y_hat, y_hat, strict=True)):
        color = STATE if v % 2 else INPUT
        ax.barh(0, width, left=start, height=0.8, color=color, edgecolor="white")
        if width > LETTER * len(classes[v]):
            ink = "white" if v % 2 else "black"
            ax.text(start + width / 2, 0, classes[v], ha="center", va="center", color=ink)
    arrow = {"arrowstyle": "-|>", "color": "black"}
    ax.annotate(f"u = {u:g}", (u, 0.4), (u, 1.1), ha="center", arrowprops=arrow)
    ax.set(xlim=(0, 1), ylim=(-0.5, 1.5), yticks=[], xlabel=LABELS["running_sum"])
    ax.spines["left"].set_visible(False)


def plot_beam_tree(
    ax: Axes, tree: Mapping[Path, float], kept: Collection[Path], best: Path, greedy: Path = ()
) -> None:
    """Draw hypotheses from left to right; those that were not kept after their round are faint.

    ``tree`` has the probability of each that was looked at. Each is longer by one token than
    another one, or has one token. ``best`` was chosen; ``greedy``, dashed, is what greedy decoding
    writes.
    """
    rows = _rows(tree)
    ax.plot([0], [rows[()]], "o", markersize=9, color="black")
    for path, probability in tree.items():
        on_best, on_greedy = best[: len(path)] == path, greedy[: len(path)] == path
        end, start = (len(path), rows[path]), (len(path) - 1, rows[path[:-1]])
        color = OUTPUT if on_best else "black" if path in kept or on_greedy else FAINT
        width, style = 2.2 if on_best else 1.2, "--" if on_greedy and not on_best else "-"
        x, y = zip(start, end, strict=True)
        ax.plot(x, y, color=color, linewidth=width, linestyle=style, zorder=1)
        _label(ax, end, f"{path[-1]}  {probability:.2g}", on_best, path in kept)
    depth = max(map(len, tree))
    ax.set(xlim=(-0.3, depth + 0.6), ylim=(-0.7, max(rows.values()) + 0.7))
    ax.set_xticks(range(1, depth + 1))
    ax.set(xlabel=LABELS["round"], yticks=[])
    ax.spines[["left", "bottom"]].set_visible(False)
    ax.invert_yaxis()


def _label(ax: Axes, place: Place, text: str, on_best: bool, is_kept: bool) -> None:
    face = OUTPUT if on_best else INPUT if is_kept else "white"
    edge = FAINT if face == "white" else "none"
    ink = LIGHT if on_best else DARK if is_kept else "#777777"
    draw_node(ax, *place, text, face, 9, box="round,pad=0.25", edge=edge, ink=ink)


def _rows(tree: Mapping[Path, float]) -> dict[Path, float]:
    """Give each leaf a row of its own, and each parent the middle of its children."""
    rows: dict[Path, float] = {}
    free = count()

    def place(path: Path) -> float:
        children = [other for other in tree if other[:-1] == path and other]
        if children:
            below = [place(child) for child in children]
            rows[path] = (below[0] + below[-1]) / 2
        else:
            rows[path] = float(next(free))
        return rows[path]

    place(())
    return rows
