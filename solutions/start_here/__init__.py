"""Chapter 00: the sigmoid and its derivative."""

import numpy as np


def sigmoid(z: np.ndarray) -> np.ndarray:
    """Squash every number into the interval from 0 to 1.

    Parameters
    ----------
    z : ndarray of shape (N, H)
        Any numbers, thousands included.

    Returns
    -------
    s : ndarray of shape (N, H)
        σ(z), element by element.

    Notes
    -----
    σ(z) = 1 / (1 + exp(−z)), the gate function of D1 §9.1 and D2 eq. (13).

    The arguments stay as they are.
    """
    return 1 / (1 + np.exp(-z))


def sigmoid_derivative(s: np.ndarray) -> np.ndarray:
    """Slope of the sigmoid, from the sigmoid's own output.

    Parameters
    ----------
    s : ndarray of shape (N, H)
        σ(z): what came out of the sigmoid, not what went in. It stays as it is.

    Returns
    -------
    ds_dz : ndarray of shape (N, H)
        dσ/dz at the same places.

    Notes
    -----
    The arguments stay as they are.

    References
    ----------
    LeCun et al., Efficient BackProp, 1998, section 4.4.
    """
    return s * (1 - s)
