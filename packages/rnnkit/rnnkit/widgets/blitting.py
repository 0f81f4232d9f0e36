"""Fast redrawing: only what moves is drawn anew."""

import io
from collections.abc import Sequence

from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

DPI = 125  # of figures that the page shows at 100: sharp enough on most screens, and quick
# A quarter of the time of a PNG; with full colours and at this quality nobody sees the loss.
QUALITY = {"quality": 92, "subsampling": 0}


class Blitter:
    """A figure that is kept, and a few artists that are drawn over it for every frame.

    It is made without pyplot, which would show it once more at the end of the cell.
    """

    def __init__(self, fig: Figure) -> None:
        self._canvas = FigureCanvasAgg(fig)

    def redraw(self, moving: Sequence[Artist]) -> None:
        """Draw all that stands still. Needed first, and after a change of limits or legends.

        moving is what may change from one frame to the next, the lowest first.
        """
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
        picture.save(stream, "JPEG", **QUALITY)
        return stream.getvalue()
