"""Unrolled networks: time from left to right, depth upwards, gradients back."""

from collections.abc import Sequence

from matplotlib.axes import Axes

from rnnkit.plots.style import FAINT, GRADIENT, INPUT, OUTPUT, STATE

X, H, Y = 0.0, 1.0, 2.0  # heights of input, state and output
BOX = {"boxstyle": "round,pad=0.35", "edgecolor": "none"}


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
    _draw_node(ax, -1, H, "$h_0$", STATE, active=True)
    for t, label in enumerate(inputs):
        active = step is None or t <= step
        _draw_node(ax, t, X, label, INPUT, active)
        _draw_node(ax, t, H, f"$h_{{{t + 1}}}$", STATE, active)
        _draw_arrow(ax, (t, X), (t, H), "black" if active else FAINT)
        _draw_arrow(ax, (t - 1, H), (t, H), "black" if active else FAINT)
        if t < len(outputs):
            _draw_node(ax, t, Y, outputs[t], OUTPUT, active)
            _draw_arrow(ax, (t, H), (t, Y), "black" if active else FAINT)
        if backward:
            _draw_arrow(ax, (t, H), (t - 1, H), GRADIENT, bend=0.35)
            if t < len(outputs):
                _draw_arrow(ax, (t, Y), (t, H), GRADIENT, bend=0.35)
    ax.set(xlim=(-1.5, len(inputs) - 0.5), ylim=(X - 0.5, (Y if outputs else H) + 0.5))
    ax.set_axis_off()


def _draw_node(ax: Axes, t: float, height: float, label: str, color: str, active: bool) -> None:
    box = BOX | {"facecolor": color if active else FAINT}
    # Dark on light boxes: white on them is hard to read.
    ink = "white" if active and color != INPUT else "#333333"
    ax.text(t, height, label, ha="center", va="center", color=ink, fontsize=12, bbox=box)


def _draw_arrow(ax: Axes, start: tuple, end: tuple, color: str, bend: float = 0.0) -> None:
    style = {
        "arrowstyle": "-|>",
        "color": color,
        "shrinkA": 17,
        "shrinkB": 17,
        "connectionstyle": f"arc3,rad={bend}",
    }
    ax.annotate("", xy=end, xytext=start, arrowprops=style)
