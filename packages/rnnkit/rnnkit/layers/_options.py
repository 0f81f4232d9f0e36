"""Options of recurrent layers, and the names that follow from them."""

import numpy as np


def scan_suffix(layer: int, direction: int) -> str:
    """Return what parameter names of this layer and direction end in.

    Parameters
    ----------
    layer : int
        0 for the lowest.
    direction : int
        0 for left to right, 1 for right to left.

    Returns
    -------
    str
        Empty for the first layer, left to right.
    """
    return (f"_l{layer}" if layer else "") + ("_reverse" if direction else "")


def check_options(D: int, H: int, num_layers: int, dropout: float) -> None:
    """Raise if an option of a recurrent layer is out of range.

    Parameters
    ----------
    D, H, num_layers, dropout
        See `Recurrent`.

    Raises
    ------
    ValueError
        With the option's name.
    """
    for name, value in (("D", D), ("H", H), ("num_layers", num_layers)):
        if not isinstance(value, int | np.integer) or value < 1:
            raise ValueError(f"{name}: expected an integer of at least 1, got {value!r}")
    if not 0 <= dropout < 1:
        raise ValueError(f"dropout: expected a probability from 0 to below 1, got {dropout!r}")
