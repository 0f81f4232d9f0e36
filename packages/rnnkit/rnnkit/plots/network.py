"""Unrolled networks: time from left to right, depth upwards, gradients back."""

from collections.abc import Sequence
from functools import partial

import numpy as np
from matplotlib.axes import Axes

from rnnkit.plots._diagram import connect, draw_arrow, draw_node
from rnnkit.plots._labels import LABELS
from rnnkit.plots._style import FAINT, GRADIENT, INPUT, OUTPUT, STATE

X, H, Y = 0.0, 1.0, 2.0  # heights of input, state and output
SMALL, BOX = 9, "round,pad=0.25"
SHAPES = {
    "one-to-one": (("",), ("",), False),
    "one-to-many": (("", None, None), ("", "", ""), True),
    "many-to-one": (("", "", ""), (None, None, ""), False),
    "synchronous": (("", "", ""), ("", "", ""), False),
    "asynchronous": (("", "", "", None, None), (None, None, None, "", ""), True),
}


def plot_unrolled(
    ax: Axes,
    inputs: Sequence[str],
    outputs: Sequence[str] = (),
    step: int | None = None,
    backward: bool = False,
    back_to: int = 0,
) -> None:
    """Draw a recurrent network, one copy a step.

    ``inputs`` are read, ``outputs`` stand above, if there are any. Steps later than ``step`` are
    drawn faintly. ``backward`` adds the way of the gradient, from right to left, down to
    ``back_to``.
    """
    draw_node(ax, -1, H, "$h_0$", STATE)
    for t, label in enumerate(inputs):
        active = step is None or t <= step
        draw_node(ax, t, X, label, INPUT if active else FAINT)
        draw_node(ax, t, H, f"$h_{{{t + 1}}}$", STATE if active else FAINT)
        draw_arrow(ax, (t, X), (t, H), "black" if active else FAINT)
        draw_arrow(ax, (t - 1, H), (t, H), "black" if active else FAINT)
        if t < len(outputs):
            draw_node(ax, t, Y, outputs[t], OUTPUT if active else FAINT)
            draw_arrow(ax, (t, H), (t, Y), "black" if active else FAINT)
        if backward and t >= back_to:
            draw_arrow(ax, (t, H), (t - 1, H), GRADIENT, bend=0.35)
            if t < len(outputs):
                draw_arrow(ax, (t, Y), (t, H), GRADIENT, bend=0.35)
    ax.set(xlim=(-1.5, len(inputs) - 0.5), ylim=(X - 0.5, (Y if outputs else H) + 0.5))
    ax.set_axis_off()


def plot_chain(
    ax: Axes, x: np.ndarray, h: np.ndarray, gradients: np.ndarray, step: int | None = None
) -> None:
    """Draw a network of one unit with its numbers, forward first, then back.

    x and h are (T,); gradients, (3, T), come from each step's own loss, from the step after it, and
    go to the one before. step is how far it has got: 1 to T forward, T + 1 to 2T backward; None is
    all.
    """
    T, losses = len(x), [f"$L_{t}$" for t in range(1, len(x) + 1)]
    done = 2 * T if step is None else step
    plot_unrolled(ax, [f"{x_t:g}" for x_t in x], losses, done - 1, done > T, 2 * T - done)
    note: dict = {"fontsize": 10, "va": "center"}
    for t in range(min(done, T)):
        ax.text(t + 0.08, H - 0.42, f"{h[t]:.3f}", color=STATE, **note)
    for t in range(max(2 * T - done, 0), T):
        above, _, left = gradients[:, t]
        ax.text(t + 0.06, H + 0.64, f"{above:.3f}", color=GRADIENT, **note)
        ax.text(t - 0.48, H + 0.38, f"{left:.3f}", color=GRADIENT, ha="center", **note)


def plot_steps(
    ax: Axes,
    inputs: Sequence[str | None],
    outputs: Sequence[str | None],
    fed_back: bool = False,
    left: float = 0.0,
    fontsize: float = 11,
) -> None:
    """Draw a network step by step, with inputs and outputs where there are any.

    ``inputs`` are what each step reads, ``outputs``, as many, what it answers: x_1, x_2, … and y_1,
    y_2, … where they are empty, nothing where they are None. ``fed_back`` says whether what comes
    out of a step goes into the next; ``left`` is where the first one stands.
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
