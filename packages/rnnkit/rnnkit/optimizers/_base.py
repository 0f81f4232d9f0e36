"""The base of the update rules: schedule, clipping, weight decay, checks of the input."""

import math
from collections.abc import Callable, Mapping
from typing import TypedDict

import numpy as np

Schedule = Callable[[int], float]
Arrays = tuple[np.ndarray, ...]


class Options(TypedDict, total=False):
    """Options of every optimizer, see `Optimizer`."""

    clip_value: float | None
    clip_norm: float | None
    weight_decay: float


class Optimizer:
    """What every update rule shares: schedule, clipping, weight decay, checks of the input.

    Parameters
    ----------
    learning_rate : float or callable
        Step length, in units of the parameter for each unit of the (rescaled) gradient. A
        callable gets the number of steps already taken and returns the rate of the next.
    clip_value : float, optional
        Every entry of every gradient is limited to [-clip_value, clip_value].
    clip_norm : float, optional
        If the Euclidean norm of all gradients together is larger, all are scaled down by the
        same factor, so that their direction stays. Applied after `clip_value`.
    weight_decay : float, default 0
        Each step also shrinks the weights by the factor 1 - learning_rate * weight_decay.

    Attributes
    ----------
    steps : int
        Number of updates made.

    Raises
    ------
    ValueError
        If an option is negative or zero where that makes no sense.

    Notes
    -----
    D2 names weight decay and gradient clipping as the two remedies for exploding gradients;
    D1 §8 names clipping. The decay acts on the weights themselves and is not mixed into the
    moments ("decoupled"), and only on arrays of two or more axes: a bias has no reason to be
    small.

    References
    ----------
    Pascanu, Mikolov, Bengio (2013), On the difficulty of training recurrent neural networks.
    """

    def __init__(
        self,
        learning_rate: float | Schedule,
        *,
        clip_value: float | None = None,
        clip_norm: float | None = None,
        weight_decay: float = 0.0,
    ) -> None:
        for name, value in (("clip_value", clip_value), ("clip_norm", clip_norm)):
            if value is not None and not value > 0:
                raise ValueError(f"{name} must be positive, or None for no clipping; got {value}.")
        if not callable(learning_rate) and not learning_rate > 0:
            raise ValueError(f"learning_rate must be positive; got {learning_rate}.")
        if not weight_decay >= 0:
            raise ValueError(f"weight_decay must be 0 or positive; got {weight_decay}.")
        self.learning_rate = learning_rate
        self.clip_value, self.clip_norm, self.weight_decay = clip_value, clip_norm, weight_decay
        self.steps = 0
        self._moments: dict[str, Arrays] = {}

    def step(
        self, parameters: Mapping[str, np.ndarray], gradients: Mapping[str, np.ndarray]
    ) -> float:
        """Make one update, in place.

        Parameters
        ----------
        parameters : dict of str to ndarray
            Arrays to change. They stay the same objects.
        gradients : dict of str to ndarray
            Derivative of the loss by each parameter, under the same names and shapes.

        Returns
        -------
        float
            Euclidean norm of all gradients together, before any clipping.

        Raises
        ------
        ValueError
            If names or shapes differ, or a gradient has a NaN or infinite entry. Nothing is
            changed then.
        TypeError
            If a parameter is not an array of floats.
        """
        _check_pairs(parameters, gradients)
        gradients = {n: np.asarray(gradients[n], dtype=p.dtype) for n, p in parameters.items()}
        norm = _joint_norm(gradients)
        used = self._clipped(gradients, norm)
        moments = {name: self._moments_of(name, p) for name, p in parameters.items()}
        rate = self.learning_rate
        rate = float(rate(self.steps) if callable(rate) else rate)
        self.steps += 1
        for name, parameter in parameters.items():
            if self.weight_decay and parameter.ndim >= 2:
                parameter *= parameter.dtype.type(1 - rate * self.weight_decay)
            self._update(parameter, used[name], moments[name], rate)
        return norm

    def _clipped(self, gradients: dict[str, np.ndarray], norm: float) -> dict[str, np.ndarray]:
        if self.clip_value is not None:
            limit = self.clip_value
            gradients = {name: np.clip(g, -limit, limit) for name, g in gradients.items()}
            norm = _joint_norm(gradients)
        if self.clip_norm is not None and norm > self.clip_norm:
            factor = self.clip_norm / norm
            gradients = {name: g * g.dtype.type(factor) for name, g in gradients.items()}
        return gradients

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
        raise NotImplementedError

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
    largest = 0.0
    for name, g in gradients.items():
        peak = float(np.abs(g).max(initial=0.0))
        if not math.isfinite(peak):
            raise ValueError(
                f"gradient of {name!r} has NaN or infinite entries; nothing was changed. "
                "A smaller learning rate or clip_norm may prevent that."
            )
        largest = max(largest, peak)
    scaled = (g.astype(np.float64) / largest for g in gradients.values())
    return largest * math.sqrt(sum(float(np.vdot(g, g)) for g in scaled))
