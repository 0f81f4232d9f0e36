"""The base of all layers: named parameters, and gradients of the same names."""

from collections.abc import Mapping
from typing import TypeVar

import numpy as np

from rnnkit.layers._validation import check_array, check_dtype

Kept = TypeVar("Kept")
Rng = int | np.random.Generator | None  # or the seed of one


class Layer:
    """A layer with parameters.

    Parameters
    ----------
    dtype : dtype-like
        float32 or float64. Inputs must be of the same type.

    Attributes
    ----------
    parameters, gradients : dict of str to ndarray
        Change parameters in place: the next forward call uses them. Gradients have the same names,
        and each backward call overwrites them.
    training : bool
        Whether dropout acts. Set it to False to evaluate.

    Notes
    -----
    A backward call belongs to the last forward call. Inputs must not be changed in between.

    Every forward and backward raises TypeError or ValueError, with the argument's name, if type,
    shape, dtype or values are wrong; backward raises RuntimeError if forward was not called.
    """

    def __init__(self, dtype: np.typing.DTypeLike = np.float64):
        self.dtype = check_dtype(dtype)
        self.parameters: dict[str, np.ndarray] = {}
        self.gradients: dict[str, np.ndarray] = {}
        self.training = True

    def _add_parameter(self, name: str, value: np.ndarray) -> None:
        self.parameters[name] = np.ascontiguousarray(value, self.dtype)
        self.gradients[name] = np.zeros_like(self.parameters[name])

    def load(self, parameters: Mapping[str, np.ndarray]) -> None:
        """Copy values into the parameters, in place: one for each, converted to the dtype.

        KeyError if names are missing or unknown, ValueError if a shape differs or a value is not
        finite. Nothing is changed then.
        """
        load_arrays(self.parameters, parameters)


def load_arrays(target: dict[str, np.ndarray], source: Mapping[str, np.ndarray]) -> None:
    """Copy source into the arrays of target, in place, or raise as `Layer.load` does."""
    missing, unknown = sorted(target.keys() - source.keys()), sorted(source.keys() - target.keys())
    if missing or unknown:
        raise KeyError(
            f"parameters: expected {sorted(target)}; missing {missing}, unknown {unknown}"
        )
    values = {}
    for name, array in target.items():
        value = np.asarray(source[name], array.dtype)
        values[name] = check_array(name, value, array.shape, array.dtype)
    for name, array in target.items():
        array[...] = values[name]


def kept_by_forward(kept: Kept | None, name: str) -> Kept:
    """Return what forward has kept for backward; RuntimeError, with the layer's name, if None."""
    if kept is None:
        raise RuntimeError(f"{name}.backward: call forward first; it needs what forward kept")
    return kept
