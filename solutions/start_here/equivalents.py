"""Right answers of chapter 00 in other words."""

import numpy as np


def sigmoid__tanh_form(z: np.ndarray) -> np.ndarray:
    """By way of the tanh of half of z."""
    return (1 + np.tanh(z / 2)) / 2


def sigmoid__both_signs(z: np.ndarray) -> np.ndarray:
    """One formula for each sign of z, neither of which overflows."""
    s = np.empty_like(z)
    s[z >= 0] = 1 / (1 + np.exp(-z[z >= 0]))
    s[z < 0] = np.exp(z[z < 0]) / (1 + np.exp(z[z < 0]))
    return s


def sigmoid__number_by_number(z: np.ndarray) -> list[list[float]]:
    """Nested lists, number by number."""
    return [[1 / (1 + np.exp(-number)) for number in row] for row in z]


def sigmoid__prints(z: np.ndarray) -> np.ndarray:
    """Prints while it works."""
    print("z has shape", z.shape)
    return np.exp(-np.logaddexp(0, -z))


def sigmoid__in_place(z: np.ndarray) -> np.ndarray:
    """Step by step on an array of its own."""
    s = -z
    np.exp(s, out=s)
    s += 1
    return np.divide(1, s, out=s)


def sigmoid_derivative__expanded(s: np.ndarray) -> np.ndarray:
    """Brackets multiplied out."""
    return s - s**2


def sigmoid_derivative__on_own_copy(s: np.ndarray) -> np.ndarray:
    """In place, on a copy of its own."""
    ds_dz = s.copy()
    ds_dz *= 1 - s
    return ds_dz


def sigmoid_derivative__by_way_of_z(s: np.ndarray) -> np.ndarray:
    """Back to z first, then the derivative of the formula."""
    z = np.log(s) - np.log(1 - s)
    return np.exp(-z) / (1 + np.exp(-z)) ** 2
