"""Update rules: stochastic gradient descent, Adam, and a learning rate that changes with time.

An optimizer changes the arrays of a parameter dictionary in place. It keeps its own
moments, one set for each name, and never changes the gradients that it is given.
"""

import math
from collections.abc import Callable, Mapping

import numpy as np

__all__ = ["SGD", "Adam", "Optimizer", "warmup_cosine"]

Schedule = Callable[[int], float]
Rate = float | Schedule
Arrays = tuple[np.ndarray, ...]


class Optimizer:
    """What every update rule shares: schedule, clipping, weight decay, checks of the input.

    Parameters
    ----------
    learning_rate : float or callable
        Step length, in units of the parameter for each unit of the (rescaled) gradient. A
        callable gets the number of steps already taken and returns the rate of the next.
    clip_norm : float, optional
        If the Euclidean norm of all gradients together is larger, all are scaled down by the
        same factor, so that their direction stays.
    weight_decay : float, default 0
        Each step also shrinks the weights by the factor 1 - learning_rate * weight_decay.

    Notes
    -----
    ``steps`` counts the updates made. An option that is negative, or zero where that
    makes no sense, is a ValueError. D2 names weight decay and gradient clipping as the two remedies
    for exploding gradients; D1 §8 names clipping. The decay acts on the weights themselves and is
    not mixed into the moments ("decoupled"), and only on arrays of two or more axes: a bias has no
    reason to be small.

    References
    ----------
    Pascanu, Mikolov, Bengio (2013), On the difficulty of training recurrent neural networks.
    """

    def __init__(
        self, learning_rate: Rate, *, clip_norm: float | None = None, weight_decay: float = 0.0
    ) -> None:
        if clip_norm is not None and not clip_norm > 0:
            raise ValueError(
                f"clip_norm must be positive, or None for no clipping; got {clip_norm}."
            )
        if not callable(learning_rate) and not learning_rate > 0:
            raise ValueError(f"learning_rate must be positive; got {learning_rate}.")
        if not weight_decay >= 0:
            raise ValueError(f"weight_decay must be 0 or positive; got {weight_decay}.")
        self.learning_rate, self.clip_norm = learning_rate, clip_norm
        self.weight_decay, self.steps = weight_decay, 0
        self._moments: dict[str, Arrays] = {}

    def step(
        self, parameters: Mapping[str, np.ndarray], gradients: Mapping[str, np.ndarray]
    ) -> float:
        """Make one update, in place; return the norm of all gradients before any clipping.

        Gradients have the parameters' names and shapes, else, and if an entry is NaN or infinite,
        there is a ValueError, and nothing is changed. A parameter that is no array of floats is a
        TypeError.
        """
        _check_pairs(parameters, gradients)
        used = {n: np.asarray(gradients[n], dtype=p.dtype) for n, p in parameters.items()}
        norm = _joint_norm(used)
        if self.clip_norm is not None and norm > self.clip_norm:
            factor = self.clip_norm / norm
            used = {name: g * g.dtype.type(factor) for name, g in used.items()}
        moments = {name: self._moments_of(name, p) for name, p in parameters.items()}
        rate = self.learning_rate
        rate = float(rate(self.steps) if callable(rate) else rate)
        self.steps += 1
        for name, parameter in parameters.items():
            if self.weight_decay and parameter.ndim >= 2:
                parameter *= parameter.dtype.type(1 - rate * self.weight_decay)
            self._update(parameter, used[name], moments[name], rate)
        return norm

    def _moments_of(self, name: str, parameter: np.ndarray) -> Arrays:
        moments = self._moments.get(name)
        if moments is None:
            moments = self._moments[name] = self._first_moments(parameter)
        elif any(moment.shape != parameter.shape for moment in moments):
            raise ValueError(
                f"parameter {name!r} has shape {parameter.shape}, but had shape "
                f"{moments[0].shape} in earlier steps. Make a new optimizer for a new model."
            )
        return moments

    def _first_moments(self, parameter: np.ndarray) -> Arrays:
        return ()

    def _update(
        self, parameter: np.ndarray, gradient: np.ndarray, moments: Arrays, rate: float
    ) -> None:
        raise NotImplementedError


def _check_pairs(parameters: Mapping[str, np.ndarray], gradients: Mapping[str, np.ndarray]) -> None:
    if missing := parameters.keys() ^ gradients.keys():
        raise ValueError(
            f"parameters and gradients must have the same names; only one of them has "
            f"{', '.join(sorted(missing))}."
        )
    for name, parameter in parameters.items():
        if not isinstance(parameter, np.ndarray) or parameter.dtype.kind != "f":
            found = getattr(parameter, "dtype", type(parameter).__name__)
            raise TypeError(
                f"parameter {name!r} must be an ndarray of floats, since it is changed in "
                f"place; got {found}. Write np.array(…, dtype=float)."
            )
        if np.shape(gradients[name]) != parameter.shape:
            raise ValueError(
                f"gradient of {name!r} must have the parameter's shape {parameter.shape}; "
                f"got {np.shape(gradients[name])}."
            )


def _joint_norm(gradients: Mapping[str, np.ndarray]) -> float:
    norm = math.sqrt(sum(float(np.vdot(g, g)) for g in gradients.values()))
    if math.isfinite(norm):
        return norm
    # The squares can overflow although the entries are finite: scale them down first.
    peaks = {name: float(np.abs(g).max(initial=0.0)) for name, g in gradients.items()}
    for name, peak in peaks.items():
        if not math.isfinite(peak):
            raise ValueError(
                f"gradient of {name!r} has NaN or infinite entries; nothing was changed. "
                "A smaller learning rate or clip_norm may prevent that."
            )
    largest = max(peaks.values())
    scaled = (g.astype(np.float64) / largest for g in gradients.values())
    return largest * math.sqrt(sum(float(np.vdot(g, g)) for g in scaled))


class SGD(Optimizer):
    """Stochastic gradient descent: parameter ← parameter - learning_rate * gradient.

    Parameters
    ----------
    learning_rate, **options
        See `Optimizer`.

    References
    ----------
    Robbins, Monro (1951), A stochastic approximation method.

    Examples
    --------
    >>> weights = {"w": np.array([1.0, -2.0])}
    >>> norm = SGD(learning_rate=0.5).step(weights, {"w": np.array([3.0, -4.0])})
    >>> norm, weights["w"]
    (5.0, array([-0.5,  0. ]))
    """

    def _update(
        self, parameter: np.ndarray, gradient: np.ndarray, moments: Arrays, rate: float
    ) -> None:
        parameter -= parameter.dtype.type(rate) * gradient


class Adam(Optimizer):
    """Adam: each entry's step is scaled by a running size of its own gradient.

    Parameters
    ----------
    learning_rate : float or callable
        As for `Optimizer`. About the largest change of one entry in one step, in units of the
        parameter.
    **options
        `clip_norm`, `weight_decay` of `Optimizer`.

    Notes
    -----
    At step t: m ← β₁ m + (1 - β₁) g and v ← β₂ v + (1 - β₂) g², then
    parameter ← parameter - learning_rate · m̂ / (√v̂ + ε), where m̂ = m / (1 - β₁ᵗ) and
    v̂ = v / (1 - β₂ᵗ) undo the start at zero. β₁ is 0.9, β₂ is 0.999, ε is 1e-8.

    References
    ----------
    Kingma, Ba (2015), Adam: A method for stochastic optimization.
    """

    beta1, beta2, epsilon = 0.9, 0.999, 1e-8

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
    """Make a schedule for `learning_rate` that rises in a line and falls along half a cosine.

    Parameters
    ----------
    peak, floor : float
        Largest learning rate, and the one at the end.
    steps, warmup : int
        Number of steps after which `floor` is reached, where it stays; of them, those of the rise
        from 0 to `peak`.

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
