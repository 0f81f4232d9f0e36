"""The progress bar, and a live picture of the loss in notebooks."""

import time
from collections.abc import Sequence

from IPython import get_ipython
from IPython.display import HTML, DisplayHandle, display
from tqdm import tqdm
from tqdm.notebook import tqdm as notebook_tqdm

from rnnkit.language import Words

_ENGLISH = {
    "live_loss": "Loss against step; at step {step} it is {loss:.3g}.",
    "interrupted": (
        "Interrupted after step {step}. The parameters are those reached by then; run the loop "
        "again to go on."
    ),
    "not_finite": (
        "the loss of step {step} is {loss}. The parameters are those before it; try a smaller "
        "learning rate, or clip_norm= in the optimizer."
    ),
}
MESSAGES = Words("training", _ENGLISH)


def in_notebook() -> bool:
    """Return whether the code runs in a Jupyter kernel."""
    return hasattr(get_ipython(), "kernel")


def progress_bar(wanted: bool, total: int | None, done: int) -> tqdm:
    """Return a bar for a notebook or a terminal; a hidden one if none is wanted."""
    # In a terminal, None means: no bar if the output goes to a file.
    if in_notebook():
        return notebook_tqdm(total=total, initial=done, disable=not wanted, leave=False)
    return tqdm(total=total, initial=done, disable=None if wanted else True)


class LivePlot:
    """A picture that is drawn anew about once a second while the training goes on."""

    def __init__(self) -> None:
        self._handle: DisplayHandle | None = None
        self._last = float("-inf")

    def update(self, losses: Sequence[float], now: bool = False) -> None:
        """Draw, unless the last picture is younger than a second."""
        if not losses or not (now or time.monotonic() - self._last > 1):
            return
        text = MESSAGES["live_loss"].format(step=len(losses), loss=losses[-1])
        picture = _picture(losses, text)
        if self._handle is None:
            self._handle = display(picture, display_id=True)
        else:
            self._handle.update(picture)
        self._last = time.monotonic()


def _picture(losses: Sequence[float], alt: str) -> HTML:
    from matplotlib.figure import Figure

    from rnnkit.plots import plot_loss
    from rnnkit.plots._display import to_html

    # A bare Figure, not pyplot: no figure is left open, and the inline backend draws nothing.
    figure = Figure(layout="constrained")
    plot_loss(figure.subplots(), losses)
    return to_html(figure, alt)
