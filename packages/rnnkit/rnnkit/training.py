"""The training loop, its progress bar, and a live picture of the loss in notebooks."""

import math
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Self

import numpy as np
from IPython import get_ipython
from IPython.display import HTML, DisplayHandle, display
from tqdm import tqdm
from tqdm.notebook import tqdm as notebook_tqdm

from rnnkit._budget import budget
from rnnkit.language import Words
from rnnkit.optimizers import Optimizer

__all__ = ["Training"]

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

Batches = Iterable[Any] | Callable[[np.random.Generator], Iterable[Any]]

_END = object()
# In the browser there is no CPU time, and nothing else that runs beside.
_clock = time.perf_counter if sys.platform == "emscripten" else time.process_time


class Training:
    """A training run. Iterating over it trains, and gives (step, loss) after each update.

    Parameters
    ----------
    step : callable
        `step(batch)` returns the loss and a dict of gradients, with the names of `parameters`.
    batches : iterable or callable
        What is learned from, again and again. An iterable is gone through anew in each epoch;
        a callable gets a NumPy random generator and returns the batches of one epoch.
    parameters : dict of str to ndarray
        Changed in place.
    optimizer : Optimizer
        Has `step(parameters, gradients)`.
    steps : int, optional
        Stop after so many updates, or fewer: see `rnnkit.budget`. It is needed, unless `batches`
        is an iterator that ends.
    seed : int, default 0
        For the generator that `batches` gets.
    bar : bool, default True
        Show a progress bar in a notebook or a terminal.
    plot : bool, default False
        Show the loss as a picture in a notebook. Elsewhere nothing happens.

    Attributes
    ----------
    losses, cpu_seconds : list of float, float
        Training loss before each update; CPU time spent on batches, steps and updates.
    reason : str
        Why it ended: "steps", "interrupted" or "no more batches".

    Notes
    -----
    ValueError if nothing says when to stop, or `batches` is empty; FloatingPointError if a loss is
    NaN or infinite, where the parameters are those before that step. Kernel → Interrupt ends the
    run in the normal way, with the parameters reached; an update is never left half done. Iterating
    over the same object again goes on where it ended.

    Examples
    --------
    >>> import numpy as np
    >>> from rnnkit.optimizers import SGD
    >>> w = np.array([4.0])
    >>> def step(target):
    ...     return float((w[0] - target) ** 2), {"w": 2 * (w - target)}
    >>> for number, loss in Training(step, [1.0], {"w": w}, SGD(0.25), steps=3):
    ...     print(number, loss, w)
    1 9.0 [2.5]
    2 2.25 [1.75]
    3 0.5625 [1.375]
    """

    def __init__(
        self,
        step: Callable[[Any], tuple[float, Mapping[str, np.ndarray]]],
        batches: Batches,
        parameters: Mapping[str, np.ndarray],
        optimizer: Optimizer,
        *,
        steps: int | None = None,
        seed: int = 0,
        bar: bool = True,
        plot: bool = False,
    ) -> None:
        if steps is None and not hasattr(batches, "__next__"):
            raise ValueError("the run would not end; give steps=.")
        self.step, self.parameters, self.optimizer = step, parameters, optimizer
        self.max_steps = budget(steps)
        self.losses: list[float] = []
        self.reason, self.cpu_seconds = "", 0.0
        self._bar, self._plot = bar, plot
        self._batches = _endless(batches, np.random.default_rng(seed))

    def run(self) -> Self:
        """Train to the end and return this object."""
        for _ in self:
            pass
        return self

    def __iter__(self) -> Iterator[tuple[int, float]]:
        picture = LivePlot() if self._plot and _in_notebook() else None
        self.reason = ""
        with _progress_bar(self._bar, self.max_steps, len(self.losses)) as bar:
            while not self.reason:
                done = len(self.losses)
                try:
                    self._advance()
                    if len(self.losses) > done:
                        bar.update()
                        bar.set_postfix(loss=f"{self.losses[-1]:.4g}", refresh=False)
                        if picture:
                            picture.update(self.losses)
                except KeyboardInterrupt:  # ends the run in the normal way
                    self.reason = "interrupted"
                    print(MESSAGES["interrupted"].format(step=len(self.losses)))
                if len(self.losses) > done:
                    yield len(self.losses), self.losses[-1]
        if picture:
            picture.update(self.losses, now=True)

    def _advance(self) -> None:
        """Make one update, or say why the run is over."""
        if self.max_steps is not None and len(self.losses) >= self.max_steps:
            self.reason = "steps"
            return
        start = _clock()
        with _interrupt_held_back():  # an interrupted generator could not go on
            batch = next(self._batches, _END)
        if batch is _END:
            self.reason = "no more batches"
            return
        loss, gradients = self.step(batch)
        if not math.isfinite(loss):
            step = len(self.losses) + 1
            raise FloatingPointError(MESSAGES["not_finite"].format(step=step, loss=float(loss)))
        with _interrupt_held_back():
            self.optimizer.step(self.parameters, gradients)
            self.losses.append(float(loss))
            self.cpu_seconds += _clock() - start


def _endless(batches: Batches, rng: np.random.Generator) -> Iterator[Any]:
    """Go through the batches again and again; without end, unless they are an iterator."""
    while True:
        epoch = batches(rng) if callable(batches) else batches
        empty = True
        for batch in epoch:
            empty = False
            yield batch
        if epoch is iter(epoch) and not callable(batches):
            return  # an iterator can be gone through only once
        if empty:
            raise ValueError("batches must give at least one batch an epoch; got none.")


@contextmanager
def _interrupt_held_back() -> Iterator[None]:
    """Hold an interrupt back until the block is done, so that no parameter is half updated."""
    handler = signal.getsignal(signal.SIGINT)
    # Only the main thread may set handlers, and only it gets interrupts.
    if threading.current_thread() is not threading.main_thread() or not callable(handler):
        yield
        return
    waiting = []
    signal.signal(signal.SIGINT, lambda *event: waiting.append(event))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
    if waiting:
        handler(*waiting[0])


def _in_notebook() -> bool:
    """Return whether the code runs in a Jupyter kernel."""
    return hasattr(get_ipython(), "kernel")


def _progress_bar(wanted: bool, total: int | None, done: int) -> tqdm:
    """Return a bar for a notebook or a terminal; a hidden one if none is wanted."""
    # In a terminal, None means: no bar if the output goes to a file.
    if _in_notebook():
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
