"""A kept picture with sliders: whatever they change is all that is drawn anew."""

import io
from collections.abc import Callable, Sequence

import ipywidgets
import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from numpy.typing import ArrayLike
from PIL import Image

from rnnkit.widgets.panel import CONTROL, Panel, paragraph

DPI = 125  # of figures that the page shows at 100: sharp enough on most screens, and quick
QUALITY = 85  # of JPEG, which takes a tenth of the time of a PNG: nobody sees the loss


class Blitter:
    """A figure that is kept, and a few artists that are drawn over it for every frame."""

    def __init__(self, fig: Figure) -> None:
        self._canvas = FigureCanvasAgg(fig)  # pyplot would show it once more below the cell

    def redraw(self, moving: Sequence[Artist]) -> None:
        """Draw all but ``moving``, the lowest first: at the start, and after new limits."""
        self._moving = moving
        for artist in moving:
            artist.set_animated(True)
        self._canvas.draw()
        self._still = self._canvas.copy_from_bbox(self._canvas.figure.bbox)

    def frame(self) -> bytes:
        """Return the figure as it is now, as JPEG."""
        self._canvas.restore_region(self._still)
        for artist in self._moving:
            self._canvas.figure.draw_artist(artist)
        size = self._canvas.get_width_height(physical=True)
        picture = Image.frombuffer("RGBX", size, self._canvas.buffer_rgba(), "raw", "RGBX", 0, 1)
        stream = io.BytesIO()
        picture.save(stream, "JPEG", quality=QUALITY)
        return stream.getvalue()


def new_figure(height: float) -> Figure:
    """Return an empty figure as wide as the page shows it, ``height`` inches high."""
    return Figure(figsize=(6.6, height), dpi=DPI, layout="constrained")


def slider_over(values: ArrayLike, value: float, label: str) -> ipywidgets.FloatSlider:
    """Return a slider that begins at value; ValueError unless values rise at equal distances."""
    values = np.asarray(values, dtype=float)
    gaps = np.diff(values)
    if not len(values) or (len(gaps) and (gaps[0] <= 0 or not np.allclose(gaps, gaps[0]))):
        raise ValueError(f"{label} must rise by the same amount each time; got {values.tolist()}.")
    step = gaps[0] if len(gaps) else 1.0
    return ipywidgets.FloatSlider(
        value=value, min=values[0], max=values[-1], step=step, description=label, **CONTROL
    )


def nearest(values: ArrayLike, value: float) -> int:
    """Return the place of the number nearest to another one."""
    return int(np.argmin(np.abs(np.asarray(values) - value)))


class Sliding(Panel):
    """Controls, with a description each, over a kept picture, made without pyplot.

    update takes their values, changes the moving artists, the lowest first, and returns what to
    say. alt is what there is to see, whatever the values are, if that does not.
    """

    def __init__(
        self,
        fig: Figure,
        moving: Sequence[Artist],
        controls: Sequence[ipywidgets.Widget],
        update: Callable[..., str],
        alt: str = "",
    ) -> None:
        self._blitter, self._update, self._alt = Blitter(fig), update, alt
        self._blitter.redraw(moving)
        self.controls = tuple(controls)
        super().__init__(self.controls)
        for control in self.controls:
            control.observe(self._move, "value")
        self._move()

    def _move(self, _change: dict | None = None) -> None:
        reading = self._update(*(control.value for control in self.controls))
        alt = f"{self._alt} {reading}".strip()
        self.show(self._blitter.frame(), alt, paragraph(reading))
