"""Unrolled networks: time from left to right, depth upwards, gradients back."""

from collections.abc import Sequence

from matplotlib.axes import Axes

from rnnkit.plots._diagram import draw_arrow, draw_node
from rnnkit.plots._style import FAINT, GRADIENT, INPUT, OUTPUT, STATE

X, H, Y = 0.0, 1.0, 2.0  # heights of input, state and output


def plot_unrolled(
    ax: Axes,
    inputs: Sequence[str],
    outputs: Sequence[str] = (),
    step: int | None = None,
    backward: bool = False,
) -> None:
    """Draw a recurrent network, one copy a step.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    inputs : sequence of str
        What is read at each step.
    outputs : sequence of str
        What stands above each step; nothing where it is empty.
    step : int, optional
        The step that happens now: later ones are drawn faintly. All happen if it is None.
    backward : bool
        Whether to add the way back of the gradient, from right to left.
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
        if backward:
            draw_arrow(ax, (t, H), (t - 1, H), GRADIENT, bend=0.35)
            if t < len(outputs):
                draw_arrow(ax, (t, Y), (t, H), GRADIENT, bend=0.35)
    ax.set(xlim=(-1.5, len(inputs) - 0.5), ylim=(X - 0.5, (Y if outputs else H) + 0.5))
    ax.set_axis_off()
