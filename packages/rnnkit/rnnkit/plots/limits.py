"""Chapter 12: steps that are combined in rounds, a stack in a number, a unit that reads itself."""

from itertools import product

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from rnnkit.plots._diagram import draw_arrow, draw_node
from rnnkit.plots._labels import LABELS
from rnnkit.plots._style import FAINT, INPUT, OUTPUT, STATE

GAPS = (10, 10)  # points
PUSHES = 3  # a row more has twice as many pieces, each a quarter as wide


def plot_scan(ax: Axes, T: int, rounds: int | None = None, whole: bool = True) -> None:
    """Draw how T steps are combined in pairs, a row for each round, the first one below.

    ``rounds`` have been made, all that are needed if it is None. Either every state is wanted, the
    ``whole``, or only the last one: a tree.
    """
    needed = (T - 1).bit_length()
    for level in range((needed if rounds is None else rounds) + 1):
        reach = 2**level  # steps that a node stands for
        for t in range(T):
            if not whole and (T - 1 - t) % reach:
                continue
            first = max(0, t - reach + 1)
            label = f"{t + 1}" if first == t else f"{first + 1}–{t + 1}"
            draw_node(ax, t, level, label, INPUT if first else STATE, 9, box="round,pad=0.3")
            before = t - reach // 2
            for start in (t, before) if level and before >= 0 else (t,) if level else ():
                color = "black" if before >= 0 else FAINT
                draw_arrow(ax, (start, level - 1), (t, level), color, gaps=GAPS)
    ax.set(xlim=(-0.6, T - 0.4), ylim=(-0.4, needed + 0.4))
    ax.set_yticks(range(needed + 1))
    ax.set(xticks=[], ylabel=LABELS["round"])
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)


def plot_stack_interval(ax: Axes) -> None:
    """Draw which numbers from 0 to 1 are stacks of 1, 2 and 3 bits; the top bit is the colour."""
    ax.add_patch(Rectangle((0, -0.35), 1, 0.7, color=FAINT))
    for depth in range(1, PUSHES + 1):
        for bits in product((0, 1), repeat=depth):
            width = 4.0**-depth
            left = sum((2 * bit + 1) * 4.0 ** -(k + 1) for k, bit in enumerate(bits))
            color = STATE if bits[0] else INPUT
            ax.add_patch(Rectangle((left, depth - 0.35), width, 0.7, color=color))
            if depth < 3:  # narrower ones have no room
                ink = "white" if bits[0] else "black"
                text = " ".join(map(str, bits))
                ax.text(left + width / 2, depth, text, ha="center", va="center", color=ink)
    ax.set(xlim=(0, 1), ylim=(PUSHES + 0.6, -0.6), xlabel="q")
    ax.set_xticks(np.arange(5) / 4)
    names = [LABELS["stack_of"].format(pushes=depth) for depth in range(1, PUSHES + 1)]
    ax.set_yticks(range(PUSHES + 1), [LABELS["stack_all"], *names])
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)


def plot_cobweb(ax: Axes, gain: float, start: float) -> None:
    """Draw the way of x → tanh(gain · x) from a start, as stairs between curve and diagonal."""
    line = np.linspace(-1, 1, 201)
    ax.plot(line, line, color=FAINT, label="x")
    ax.plot(line, np.tanh(gain * line), color=STATE, label=rf"$\tanh({gain:g}\,x)$")
    x = [start]
    for _ in range(30):
        x.append(float(np.tanh(gain * x[-1])))
    corners = np.repeat(x, 2)
    ax.plot(corners[:-1], corners[1:], color="black", linewidth=1)
    ax.plot(x[0], x[0], "o", color="black", markersize=5)
    ax.plot(x[-1], x[-1], "o", color=OUTPUT, markersize=7, label=LABELS["ends_at"].format(x=x[-1]))
    ax.set(xlim=(-1, 1), ylim=(-1, 1), aspect="equal", xlabel="x", ylabel=LABELS["next_x"])
    ax.legend(loc="lower right", fontsize=8)
