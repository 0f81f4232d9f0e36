"""Learning rates that change as training goes on."""

import math
from collections.abc import Callable

Schedule = Callable[[int], float]


def warmup_cosine(peak: float, steps: int, *, warmup: int = 0, floor: float = 0.0) -> Schedule:
    """Make a learning-rate schedule that rises in a line and falls along half a cosine.

    Parameters
    ----------
    peak : float
        Largest learning rate.
    steps : int
        Number of steps after which `floor` is reached; it stays there.
    warmup : int, default 0
        Number of steps of the rise from 0 to `peak`, part of `steps`.
    floor : float, default 0
        Learning rate at the end.

    Returns
    -------
    callable
        For the argument `learning_rate` of an optimizer.

    References
    ----------
    Loshchilov, Hutter (2017), SGDR: Stochastic gradient descent with warm restarts.
    """
    if not 0 <= warmup < steps:
        raise ValueError(f"expected 0 <= warmup < steps; got warmup {warmup}, steps {steps}.")

    def rate(step: int) -> float:
        if step < warmup:
            return peak * (step + 1) / (warmup + 1)
        progress = min(1.0, (step - warmup) / (steps - warmup))
        return floor + (peak - floor) * 0.5 * (1 + math.cos(math.pi * progress))

    return rate
