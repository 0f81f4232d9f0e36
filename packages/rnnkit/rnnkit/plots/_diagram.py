"""Boxes with a label, and arrows between them, for drawings of networks."""

from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch
from matplotlib.text import Text

from rnnkit.plots._style import FAINT, GATES, INPUT

DARK, LIGHT = "#333333", "white"
# White on these is hard to read.
LIGHT_BOXES = frozenset({INPUT, FAINT, GATES["f"], GATES["i"], GATES["g"]})

Place = tuple[float, float]


def draw_node(
    ax: Axes,
    x: float,
    y: float,
    label: str,
    color: str,
    fontsize: float = 12,
    *,
    box: str = "round,pad=0.35",
    edge: str = "none",
    ink: str | None = None,
) -> Text:
    """Draw a label in a box of a style of Matplotlib, by default in ink that can be read on it."""
    look = {"boxstyle": box, "edgecolor": edge, "facecolor": color}
    ink = ink or (DARK if color in LIGHT_BOXES else LIGHT)
    return ax.text(x, y, label, ha="center", va="center", color=ink, fontsize=fontsize, bbox=look)


def connect(
    ax: Axes, start: Text | Place, end: Text | Place, color: str = "black", **line: str | float
) -> None:
    """Draw an arrow from the border of one box to that of another; either may be a bare place."""
    ends = {"patchA": start, "patchB": end}
    boxes = {key: end.get_bbox_patch() for key, end in ends.items() if isinstance(end, Text)}
    tail, head = (end.get_position() if isinstance(end, Text) else end for end in ends.values())
    draw_arrow(ax, tail, head, color, 0.0, (0, 0), **boxes, **line)


def draw_arrow(
    ax: Axes,
    start: Place,
    end: Place,
    color: str = "black",
    bend: float = 0.0,
    gaps: tuple[float, float] = (17, 17),
    **line: str | float | FancyBboxPatch | None,
) -> None:
    """Draw an arrow, ``bend`` off straight, which keeps ``gaps`` points away from both ends."""
    style: dict = {"arrowstyle": "-|>", "color": color, "connectionstyle": f"arc3,rad={bend}"}
    style |= {"shrinkA": gaps[0], "shrinkB": gaps[1]}
    ax.annotate("", xy=end, xytext=start, arrowprops=style | line)
