"""The training loop."""

import math
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Self

import numpy as np
from tqdm import tqdm

from rnnkit._budget import budget
from rnnkit.optimizers import Optimizer
from rnnkit.training.epochs import Batches, endless, interrupt_held_back
from rnnkit.training.plot import MESSAGES, LivePlot, in_notebook, progress_bar

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
        Stop after so many updates, or fewer: see `rnnkit.budget`.
    cpu_seconds : float, optional
        Stop after so many seconds of CPU time, without validation and pictures. At least one
        of `steps` and `cpu_seconds` is needed, unless `batches` is an iterator that ends.
    seed : int, default 0
        For the generator that `batches` gets.
    validate : callable, optional
        `validate()` returns the loss on data that are not trained on.
    validate_every : int, default 100
        Updates between two validations. There is always one at the end.
    bar : bool, default True
        Show a progress bar in a notebook or a terminal.
    plot : bool, default False
        Show the loss as a picture in a notebook. Elsewhere nothing happens.

    Attributes
    ----------
    losses : list of float
        Training loss before each update.
    validation : list of (int, float)
        Steps and validation losses.
    best_step : int or None
        Step with the lowest validation loss.
    reason : str
        Why it ended: "steps", "time", "interrupted" or "no more batches".
    cpu_seconds : float
        CPU time spent on batches, steps and updates.

    Raises
    ------
    ValueError
        If nothing says when to stop, or `batches` is empty.
    FloatingPointError
        If a loss is NaN or infinite. The parameters are those before that step.

    Notes
    -----
    If `validate` is given, the run ends with the parameters that were best by it. Kernel →
    Interrupt ends the run in the normal way, with the parameters reached; an update is never
    left half done. Iterating over the same object again goes on where it ended.

    References
    ----------
    Prechelt (1998), Early stopping: but when?

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
        cpu_seconds: float | None = None,
        seed: int = 0,
        validate: Callable[[], float] | None = None,
        validate_every: int = 100,
        bar: bool = True,
        plot: bool = False,
    ) -> None:
        if steps is None and cpu_seconds is None and not hasattr(batches, "__next__"):
            raise ValueError("the run would not end; give steps= or cpu_seconds=.")
        self.step, self.parameters, self.optimizer = step, parameters, optimizer
        self.max_steps, self.max_cpu_seconds = budget(steps), cpu_seconds
        self.validate, self.validate_every = validate, validate_every
        self.losses: list[float] = []
        self.validation: list[tuple[int, float]] = []
        self.best_step: int | None = None
        self.reason, self.cpu_seconds = "", 0.0
        self._bar, self._plot = bar, plot
        self._best: dict[str, np.ndarray] = {}
        self._best_loss = math.inf
        self._batches = endless(batches, np.random.default_rng(seed))

    def run(self) -> Self:
        """Train to the end and return this object."""
        for _ in self:
            pass
        return self

    def __iter__(self) -> Iterator[tuple[int, float]]:
        picture = LivePlot() if self._plot and in_notebook() else None
        self.reason = ""
        with progress_bar(self._bar, self.max_steps, len(self.losses)) as bar:
            while not self.reason:
                if self._guarded(self._advance):
                    self._guarded(self._show, bar, picture)
                    yield len(self.losses), self.losses[-1]
        self._guarded(self._finish)
        if picture:
            picture.update(self.losses, self.validation, now=True)

    def _show(self, bar: tqdm, picture: LivePlot | None) -> None:
        bar.update()
        bar.set_postfix(loss=f"{self.losses[-1]:.4g}", refresh=False)
        if picture:
            picture.update(self.losses, self.validation)

    def _guarded(self, action: Callable[..., Any], *arguments: Any) -> Any:
        """Call an action; if it is interrupted, end the run in the normal way."""
        try:
            return action(*arguments)
        except KeyboardInterrupt:
            self.reason = "interrupted"
            print(MESSAGES["interrupted"].format(step=len(self.losses)))
            return None

    def _advance(self) -> bool:
        """Make one update unless the run is over; return whether one was made."""
        self.reason = self._why_over()
        if self.reason:
            return False
        start = _clock()
        with interrupt_held_back():  # an interrupted generator could not go on
            batch = next(self._batches, _END)
        if batch is _END:
            self.reason = "no more batches"
            return False
        self._update(*self.step(batch))
        self.cpu_seconds += _clock() - start
        if len(self.losses) % self.validate_every == 0:
            self._validate()
        return True

    def _update(self, loss: float, gradients: Mapping[str, np.ndarray]) -> None:
        loss = float(loss)
        if not math.isfinite(loss):
            step = len(self.losses) + 1
            raise FloatingPointError(MESSAGES["not_finite"].format(step=step, loss=loss))
        with interrupt_held_back():
            self.optimizer.step(self.parameters, gradients)
            self.losses.append(loss)

    def _why_over(self) -> str:
        if self.max_steps is not None and len(self.losses) >= self.max_steps:
            return "steps"
        if self.max_cpu_seconds is not None and self.cpu_seconds >= self.max_cpu_seconds:
            return "time"
        return ""

    def _validate(self) -> None:
        if self.validate is None:
            return
        loss, step = float(self.validate()), len(self.losses)
        if loss < self._best_loss:
            self.best_step, self._best_loss = step, loss
            self._best = {name: array.copy() for name, array in self.parameters.items()}
        self.validation.append((step, loss))

    def _finish(self) -> None:
        """Restore the best parameters, unless the run was interrupted."""
        if self.reason == "interrupted" or not self.validate or not self.losses:
            return
        if not self.validation or self.validation[-1][0] < len(self.losses):
            self._validate()
        for name, best in self._best.items():
            self.parameters[name][...] = best
