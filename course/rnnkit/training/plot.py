"""The loss while a network learns: a picture in the notebook, nothing elsewhere."""

from __future__ import annotations

import io
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from tqdm import tqdm
from tqdm.notebook import tqdm as notebook_tqdm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

STYLE = Path(__file__).parent.parent / "rnnkit.mplstyle"
POINTS = 400  # more cannot be told apart in a picture of this width


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


def draw_losses(
    ax: Axes, losses: Sequence[float], validation: Sequence[tuple[int, float]] = ()
) -> None:
    """Draw the training loss of each step, its running mean and the validation loss.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    losses : sequence of float
        Loss of step 1, 2, 3, …
    validation : sequence of (int, float)
        Steps and validation losses.
    """
    steps, means, single = _thinned(np.asarray(losses, dtype=float))
    ax.plot(steps, single, color="0.75", linewidth=0.8, label="each step")
    ax.plot(steps, means, label="training, running mean")
    if validation:
        ax.plot(*zip(*validation, strict=True), marker="o", label="validation")
    ax.set_xlabel("step")
    ax.set_ylabel("loss")
    ax.legend()


def running_mean(losses: np.ndarray, window: int) -> np.ndarray:
    """Return the mean of the last `window` values at each step; of fewer at the beginning."""
    sums = np.concatenate([[0.0], np.cumsum(losses)])
    ends = np.arange(1, len(losses) + 1)
    starts = np.maximum(0, ends - window)
    return (sums[ends] - sums[starts]) / (ends - starts)


def _thinned(losses: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    means = running_mean(losses, max(10, len(losses) // 50))
    chosen = np.unique(np.linspace(0, max(len(losses) - 1, 0), POINTS).astype(int))
    chosen = chosen[chosen < len(losses)]
    return chosen + 1, means[chosen], losses[chosen]


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
        from IPython.display import Image, display

        text = f"Loss against step; at step {len(losses)} it is {losses[-1]:.3g}."
        picture = Image(data=_png(losses, validation), format="png", alt=text)
        if self._handle is None:
            self._handle = display(picture, display_id=True)
        else:
            self._handle.update(picture)
        self._last = time.monotonic()


def _png(losses: Sequence[float], validation: Sequence[tuple[int, float]]) -> bytes:
    # A bare Figure, not pyplot: no figure is left open, and the inline backend draws nothing.
    from matplotlib import style
    from matplotlib.figure import Figure

    with style.context(STYLE):
        figure = Figure(figsize=(6, 3), layout="constrained")
        draw_losses(figure.subplots(), losses, validation)
        stream = io.BytesIO()
        figure.savefig(stream, format="png")
    return stream.getvalue()
