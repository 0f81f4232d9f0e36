"""The five shapes of networks: one or many inputs, one or many outputs."""

from collections.abc import Sequence
from functools import partial

from matplotlib.axes import Axes

from rnnkit.plots._diagram import connect, draw_node
from rnnkit.plots._labels import LABELS
from rnnkit.plots._style import INPUT, OUTPUT, STATE

X, H, Y = 0.0, 1.0, 2.0  # heights of input, state and output
SMALL, BOX = 9, "round,pad=0.25"
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
    fontsize: float = 11,
) -> None:
    """Draw a network step by step, with inputs and outputs where there are any.

    Parameters
    ----------
    inputs : sequence of str or None
        What each step reads, x_1, x_2, … where it is empty; None where it reads nothing from
        outside.
    outputs : sequence of str or None
        What each step answers, y_1, y_2, … where it is empty; None where nobody asks. As many as
        inputs.
    fed_back : bool
        Whether what comes out of a step goes into the next.
    left : float
        Where the first step stands.
    fontsize : float, default 11
        Of the names in the boxes, in points.
    """
    box = partial(draw_node, ax, fontsize=fontsize, box=BOX)
    arrow = partial(connect, ax, mutation_scale=fontsize + 1)
    before = answer = None
    said_before = 0
    for t, (read, said) in enumerate(zip(inputs, outputs, strict=True)):
        place = left + t
        state = box(place, H, f"$h_{{{t + 1}}}$", STATE)
        if read is not None:
            arrow(box(place, X, read or f"$x_{{{t + 1}}}$", INPUT), state)
        if before:
            arrow(before, state)
        if answer and fed_back:
            arrow(answer, state, linestyle="--")
        before, answer = state, None
        if said is not None:
            said_before += 1
            answer = box(place, Y, said or f"$y_{{{said_before}}}$", OUTPUT)
            arrow(state, answer)
    ax.set(xlim=(left - 0.6, left + len(inputs) - 0.4), ylim=(X - 0.5, Y + 0.5))
    ax.set_axis_off()


def plot_shapes(ax: Axes) -> None:
    """Draw the five shapes side by side: inputs below, states, outputs above."""
    left = 0.0
    for name, (inputs, outputs, fed_back) in SHAPES.items():
        plot_steps(ax, inputs, outputs, fed_back, left, SMALL)
        ax.text(left + (len(inputs) - 1) / 2, Y + 0.75, LABELS[name], ha="center", fontsize=9)
        left += len(inputs) + 1.4
    for height, name in ((X, "shape_input"), (H, "shape_state"), (Y, "shape_output")):
        ax.text(-0.7, height, LABELS[name], ha="right", va="center", fontsize=9)
    ax.set(xlim=(-2.2, left - 1.9), ylim=(X - 0.4, Y + 1.1))
