"""What drawings of networks are made of: boxes with a label, and arrows between them."""

from matplotlib.axes import Axes

from rnnkit.plots._style import FAINT, GATES, INPUT

DARK, LIGHT = "#333333", "white"
# White on these is hard to read.
LIGHT_BOXES = frozenset({INPUT, FAINT, GATES["f"]})


def draw_node(ax: Axes, x: float, y: float, label: str, color: str, fontsize: float = 12) -> None:
    """Draw a label in a coloured box, in an ink that can be read on it."""
    box = {"boxstyle": "round,pad=0.35", "edgecolor": "none", "facecolor": color}
    ink = DARK if color in LIGHT_BOXES else LIGHT
    ax.text(x, y, label, ha="center", va="center", color=ink, fontsize=fontsize, bbox=box)


def draw_arrow(
    ax: Axes,
    start: tuple[float, float],
    end: tuple[float, float],
    color: str = "black",
    bend: float = 0.0,
    gaps: tuple[float, float] = (17, 17),
    **line: object,
) -> None:
    """Draw an arrow from one place to another.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    start, end : (float, float)
        Places, such as the middles of two boxes.
    color : str
        Black, or what the way means.
    bend : float
        How far it is from straight, to which side.
    gaps : (float, float)
        Points that it keeps away from both ends, for the boxes.
    **line
        What Matplotlib calls linestyle and linewidth.
    """
    style = {
        "arrowstyle": "-|>",
        "color": color,
        "shrinkA": gaps[0],
        "shrinkB": gaps[1],
        "connectionstyle": f"arc3,rad={bend}",
    }
    ax.annotate("", xy=end, xytext=start, arrowprops=style | line)
