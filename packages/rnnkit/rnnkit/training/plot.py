"""The loss while a network learns: a picture in the notebook, nothing elsewhere."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tqdm import tqdm
from tqdm.notebook import tqdm as notebook_tqdm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from IPython.display import HTML


def in_notebook() -> bool:
    """Return whether the code runs in a Jupyter kernel."""
    try:
        from IPython import get_ipython
    except ImportError:
        return False
    return hasattr(get_ipython(), "kernel")


def progress_bar(wanted: bool, total: int | None, done: int) -> tqdm:
    """Return a bar for a notebook or a terminal; a hidden one if none is wanted."""
    # In a terminal, None means: no bar if the output goes to a file.
    if in_notebook():
        return notebook_tqdm(total=total, initial=done, disable=not wanted)
    return tqdm(total=total, initial=done, disable=None if wanted else True)


class LivePlot:
    """A picture that is drawn anew about once a second while the training goes on."""

    def __init__(self, every: float = 1.0) -> None:
        self.every = every  # seconds
        self._handle, self._last = None, float("-inf")

    def update(
        self,
        losses: Sequence[float],
        validation: Sequence[tuple[int, float]],
        *,
        now: bool = False,
    ) -> None:
        """Draw, unless the last picture is younger than `every` seconds."""
        if not losses or not (now or time.monotonic() - self._last > self.every):
            return
        from IPython.display import display

        text = f"Loss against step; at step {len(losses)} it is {losses[-1]:.3g}."
        picture = _picture(losses, validation, text)
        if self._handle is None:
            self._handle = display(picture, display_id=True)
        else:
            self._handle.update(picture)
        self._last = time.monotonic()


def _picture(losses: Sequence[float], validation: Sequence[tuple[int, float]], alt: str) -> HTML:
    from matplotlib.figure import Figure

    from rnnkit.plots import plot_loss
    from rnnkit.plots._display import to_html

    # A bare Figure, not pyplot: no figure is left open, and the inline backend draws nothing.
    figure = Figure(layout="constrained")
    plot_loss(figure.subplots(), losses, validation=validation)
    return to_html(figure, alt)
