"""The five shapes of networks: one or many inputs, one or many outputs."""

from collections.abc import Sequence

from matplotlib.axes import Axes

from rnnkit.plots._diagram import draw_arrow, draw_node
from rnnkit.plots._labels import LABELS
from rnnkit.plots._style import INPUT, OUTPUT, STATE

X, H, Y = 0.0, 1.0, 2.0  # heights of input, state and output
GAPS = (8, 7)  # points between an arrow and its ends
SHAPES = {
    "one-to-one": (("",), ("",), False),
    "one-to-many": (("", None, None), ("", "", ""), True),
    "many-to-one": (("", "", ""), (None, None, ""), False),
    "synchronous": (("", "", ""), ("", "", ""), False),
    "asynchronous": (("", "", "", None, None), (None, None, None, "", ""), True),
}


def plot_steps(
    ax: Axes,
    inputs: Sequence[str | None],
    outputs: Sequence[str | None],
    fed_back: bool = False,
    left: float = 0.0,
) -> None:
    """Draw a network step by step, with inputs and outputs where there are any.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    inputs : sequence of str or None
        What each step reads; None where it reads nothing from outside.
    outputs : sequence of str or None
        What each step answers; None where nobody asks. As many as inputs.
    fed_back : bool
        Whether what comes out of a step goes into the next.
    left : float
        Where the first step stands.
    """
    for t, (read, said) in enumerate(zip(inputs, outputs, strict=True)):
        place = left + t
        _node(ax, place, H, "", STATE)
        if read is not None:
            _node(ax, place, X, read, INPUT)
            draw_arrow(ax, (place, X), (place, H), gaps=GAPS)
        if said is not None:
            _node(ax, place, Y, said, OUTPUT)
            draw_arrow(ax, (place, H), (place, Y), gaps=GAPS)
        if t:
            draw_arrow(ax, (place - 1, H), (place, H), gaps=GAPS)
        if t and fed_back and outputs[t - 1] is not None:
            draw_arrow(ax, (place - 1, Y), (place, H), linestyle="--", gaps=GAPS)
    ax.set(xlim=(left - 0.6, left + len(inputs) - 0.4), ylim=(X - 0.5, Y + 0.5))
    ax.set_axis_off()


def plot_shapes(ax: Axes) -> None:
    """Draw the five shapes side by side: inputs below, states, outputs above.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    """
    left = 0.0
    for name, (inputs, outputs, fed_back) in SHAPES.items():
        plot_steps(ax, inputs, outputs, fed_back, left)
        ax.text(left + (len(inputs) - 1) / 2, Y + 0.75, LABELS[name], ha="center", fontsize=9)
        left += len(inputs) + 1.1
    for height, name in ((X, "shape_input"), (H, "shape_state"), (Y, "shape_output")):
        ax.text(-0.7, height, LABELS[name], ha="right", va="center", fontsize=9)
    ax.set(xlim=(-2.2, left - 1.6), ylim=(X - 0.4, Y + 1.1))


def _node(ax: Axes, x: float, y: float, label: str, color: str) -> None:
    if label:
        draw_node(ax, x, y, label, color, 11, ink="black")
    else:
        ax.plot([x], [y], marker="o", markersize=11, color=color)
