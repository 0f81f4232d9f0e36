"""The two update rules, and a learning rate that changes as training goes on."""

import math
from typing import Unpack

import numpy as np

from rnnkit.optimizers._base import Arrays, Optimizer, Options, Schedule


class SGD(Optimizer):
    """Stochastic gradient descent, with momentum if asked for.

    Parameters
    ----------
    learning_rate : float or callable
        As for `Optimizer`, in units of the parameter for each unit of the gradient.
    momentum : float, default 0
        Share of the last move that is made again, in [0, 1).
    **options
        `clip_value`, `clip_norm`, `weight_decay` of `Optimizer`.

    Notes
    -----
    With momentum μ: u ← μ u + g, then parameter ← parameter - learning_rate * u.

    References
    ----------
    Sutskever, Martens, Dahl, Hinton (2013), On the importance of initialization and momentum
    in deep learning.

    Examples
    --------
    >>> import numpy as np
    >>> weights = {"w": np.array([1.0, -2.0])}
    >>> norm = SGD(learning_rate=0.5).step(weights, {"w": np.array([3.0, -4.0])})
    >>> norm, weights["w"]
    (5.0, array([-0.5,  0. ]))
    """

    def __init__(
        self, learning_rate: float | Schedule, *, momentum: float = 0.0, **options: Unpack[Options]
    ) -> None:
        super().__init__(learning_rate, **options)
        if not 0 <= momentum < 1:
            raise ValueError(f"momentum must lie in [0, 1); got {momentum}.")
        self.momentum = momentum

    def _first_moments(self, parameter: np.ndarray) -> Arrays:
        return (np.zeros_like(parameter),) if self.momentum else ()

    def _update(
        self, parameter: np.ndarray, gradient: np.ndarray, moments: Arrays, rate: float
    ) -> None:
        if moments:
            (velocity,) = moments
            velocity *= self.momentum
            velocity += gradient
            gradient = velocity
        parameter -= parameter.dtype.type(rate) * gradient


class Adam(Optimizer):
    """Adam: each entry's step is scaled by a running size of its own gradient.

    Parameters
    ----------
    learning_rate : float or callable, default 1e-3
        As for `Optimizer`. About the largest change of one entry in one step, in units of the
        parameter.
    beta1, beta2 : float, default 0.9, 0.999
        Memory of the running mean of the gradient and of its square, in [0, 1).
    epsilon : float, default 1e-8
        Added to the root of the mean square, so that nothing is divided by zero.
    **options
        `clip_value`, `clip_norm`, `weight_decay` of `Optimizer`.

    Notes
    -----
    At step t: m ← β₁ m + (1 - β₁) g and v ← β₂ v + (1 - β₂) g², then
    parameter ← parameter - learning_rate · m̂ / (√v̂ + ε), where m̂ = m / (1 - β₁ᵗ) and
    v̂ = v / (1 - β₂ᵗ) undo the start at zero.

    References
    ----------
    Kingma, Ba (2015), Adam: A method for stochastic optimization.
    """

    def __init__(
        self,
        learning_rate: float | Schedule = 1e-3,
        *,
        beta1: float = 0.9,
        beta2: float = 0.999,
        epsilon: float = 1e-8,
        **options: Unpack[Options],
    ) -> None:
        super().__init__(learning_rate, **options)
        for name, value in (("beta1", beta1), ("beta2", beta2)):
            if not 0 <= value < 1:
                raise ValueError(f"{name} must lie in [0, 1); got {value}.")
        if not epsilon > 0:
            raise ValueError(f"epsilon must be positive; got {epsilon}.")
        self.beta1, self.beta2, self.epsilon = beta1, beta2, epsilon

    def _first_moments(self, parameter: np.ndarray) -> Arrays:
        # The third array is scratch space: it is kept so that a step allocates nothing.
        return tuple(np.zeros_like(parameter) for _ in range(3))

    def _update(
        self, parameter: np.ndarray, gradient: np.ndarray, moments: Arrays, rate: float
    ) -> None:
        mean, square, scratch = moments
        np.multiply(gradient, 1 - self.beta1, out=scratch, casting="same_kind")
        mean *= self.beta1
        mean += scratch
        np.multiply(gradient, gradient, out=scratch, casting="same_kind")
        scratch *= 1 - self.beta2
        square *= self.beta2
        square += scratch
        # rate · m̂ / (√v̂ + ε), with both corrections moved into two scalars
        root_correction = math.sqrt(1 - self.beta2**self.steps)
        np.sqrt(square, out=scratch)
        scratch += self.epsilon * root_correction
        np.divide(mean, scratch, out=scratch)
        scratch *= rate * root_correction / (1 - self.beta1**self.steps)
        parameter -= scratch


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
