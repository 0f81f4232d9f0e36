"""Networks of several layers, and of two directions."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from rnnkit.plots._diagram import DARK, LIGHT, draw_arrow, draw_node
from rnnkit.plots._labels import LABELS
from rnnkit.plots._style import GATES, GRADIENT, INPUT, OUTPUT, STATE

X, RIGHT, LEFT, Y = 0.0, 1.1, 2.0, 3.1  # heights of inputs, both rows of states, outputs
FONT, GAPS = 11, (15, 15)  # points
BACK = GATES["f"]  # the states of the direction from right to left


def plot_stack(
    ax: Axes,
    inputs: Sequence[str],
    n_layers: int,
    outputs: Sequence[str] = (),
    backward: bool = False,
    dropout: bool = False,
) -> None:
    """Draw a stack of recurrent layers, unrolled.

    The lowest of ``n_layers`` reads ``inputs``, and above the highest stand ``outputs``, if there
    are any. ``backward`` adds the ways of the gradient, down and from right to left; ``dropout``
    breaks the lines of the ways up from layer to layer.
    """
    top = n_layers + bool(outputs)
    for t, label in enumerate(inputs):
        draw_node(ax, t, 0, label, INPUT)
        for level in range(1, n_layers + 1):
            draw_node(ax, t, level, f"$h^{{({level})}}_{{{t + 1}}}$", STATE)
        if outputs:
            draw_node(ax, t, top, outputs[t], OUTPUT)
        for level in range(top):
            is_broken = dropout and 0 < level < n_layers
            draw_arrow(ax, (t, level), (t, level + 1), linestyle="--" if is_broken else "-")
            if backward and level > 0:
                draw_arrow(ax, (t, level + 1), (t, level), GRADIENT, bend=0.4)
    for level in range(1, n_layers + 1):
        for t in range(len(inputs) - 1):
            draw_arrow(ax, (t, level), (t + 1, level))
            if backward:
                draw_arrow(ax, (t + 1, level), (t, level), GRADIENT, bend=0.4)
    ax.set(xlim=(-0.6, len(inputs) - 0.4), ylim=(-0.5, top + 0.5))
    ax.set_axis_off()


def plot_widths(ax: Axes, D: int, H: int, n_layers: int) -> None:
    """Draw how wide each layer of a stack is that reads in both directions: D, then 2H each."""
    _bar(ax, -D / 2, D, 0, f"$x_t$: {D}", INPUT)
    for level in range(1, n_layers + 1):
        _bar(ax, -H, H, level, f"→ {H}", STATE)
        _bar(ax, 0, H, level, f"← {H}", STATE)
        read = D if level == 1 else 2 * H
        text = LABELS["layer_reads"].format(level=level, read=read)
        ax.text(max(D / 2, H) + 1, level, text, va="center", fontsize=10)
        draw_arrow(ax, (0, level - 0.7), (0, level - 0.3), gaps=(0, 0))
    half = max(D / 2, H)
    ax.set(xlim=(-half - 1, half + 22), ylim=(-0.5, n_layers + 0.5))
    ax.set_axis_off()


def _bar(ax: Axes, left: float, width: float, level: int, label: str, color: str) -> None:
    corner = (left, level - 0.28)
    ax.add_patch(Rectangle(corner, width, 0.56, facecolor=color, edgecolor="white", linewidth=2))
    ink = DARK if color == INPUT else LIGHT
    ax.text(left + width / 2, level, label, ha="center", va="center", color=ink, fontsize=10)


def plot_both_directions(ax: Axes, inputs: Sequence[str], outputs: Sequence[str]) -> None:
    """Draw a bidirectional network: what is read, states of each direction, what is answered."""
    T = len(inputs)
    draw_node(ax, -1, RIGHT, "0", STATE, FONT)
    draw_node(ax, T, LEFT, "0", BACK, FONT)
    for t, (read, said) in enumerate(zip(inputs, outputs, strict=True)):
        draw_arrow(ax, (t - 1, RIGHT), (t, RIGHT), STATE, gaps=GAPS)
        draw_arrow(ax, (t + 1, LEFT), (t, LEFT), BACK, gaps=GAPS)
        # Each state is passed by on the side from which no arrow comes.
        draw_arrow(ax, (t, X), (t, RIGHT), gaps=GAPS)
        draw_arrow(ax, (t, X), (t, LEFT), bend=-0.4, gaps=GAPS)
        draw_arrow(ax, (t, LEFT), (t, Y), gaps=GAPS)
        draw_arrow(ax, (t, RIGHT), (t, Y), bend=0.4, gaps=GAPS)
        draw_node(ax, t, X, read, INPUT, FONT)
        draw_node(ax, t, RIGHT, rf"$\overrightarrow{{h}}_{t + 1}$", STATE, FONT)
        draw_node(ax, t, LEFT, rf"$\overleftarrow{{h}}_{t + 1}$", BACK, FONT)
        draw_node(ax, t, Y, said, OUTPUT, FONT)
    ax.set(xlim=(-1.4, T + 0.4), ylim=(X - 0.4, Y + 0.4))
    ax.set_axis_off()
