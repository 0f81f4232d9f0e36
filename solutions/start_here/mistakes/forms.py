"""Known mistakes of chapter 00 as people write them."""

import numpy as np


def sigmoid__division_before_sum__sign_too(z: np.ndarray) -> np.ndarray:
    """Divides 1 by 1, and has lost the minus as well."""
    return 1 / 1 + np.exp(z)


def sigmoid__sign_of_z__numerator(z: np.ndarray) -> np.ndarray:
    """Puts the falling exponential above the line."""
    e = np.exp(-z)
    return e / (1 + e)


def sigmoid__tanh__by_exponentials(z: np.ndarray) -> np.ndarray:
    """Writes the tanh out."""
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))


def sigmoid__tanh__arctan(z: np.ndarray) -> np.ndarray:
    """Takes another S-shaped curve."""
    return np.arctan(z)


def sigmoid__tanh__softsign(z: np.ndarray) -> np.ndarray:
    """Squashes by division."""
    return z / (1 + np.abs(z))


def sigmoid__tanh_without_half__halved_twice(z: np.ndarray) -> np.ndarray:
    """Halves z where only the tanh needs it."""
    return 1 / (1 + np.exp(-z / 2))


def sigmoid__tanh_without_half__powers_of_2(z: np.ndarray) -> np.ndarray:
    """Takes powers of another base."""
    return 1 / (1 + 2.0**-z)


def sigmoid__tanh_without_half__straight_line(z: np.ndarray) -> np.ndarray:
    """Takes a line with its ends cut off for the curve."""
    return np.clip(z / 5 + 0.5, 0, 1)


def sigmoid__sign_of_exp__turned(z: np.ndarray) -> np.ndarray:
    """Subtracts in the other order."""
    return 1 / (np.exp(-z) - 1)


def sigmoid__sign_of_exp__both_signs(z: np.ndarray) -> np.ndarray:
    """Has the wrong sign before the exponential and inside it."""
    return 1 / (1 - np.exp(z))


def sigmoid__softmax__shifted(z: np.ndarray) -> np.ndarray:
    """Takes the softmax of each row, safely."""
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def sigmoid__softmax__of_columns(z: np.ndarray) -> np.ndarray:
    """Takes the softmax down the columns."""
    e = np.exp(z)
    return e / e.sum(axis=0)


def sigmoid__softmax__of_everything(z: np.ndarray) -> np.ndarray:
    """Divides by the sum of the whole array."""
    e = np.exp(z - np.max(z))
    return e / np.sum(e)


def sigmoid__derivative__of_own_output(z: np.ndarray) -> np.ndarray:
    """Goes on to the slope."""
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)


def sigmoid_derivative__slope_of_tanh__of_tanh(s: np.ndarray) -> np.ndarray:
    """Squashes once more, and then takes the slope of the tanh."""
    return 1 - np.tanh(s) ** 2


def sigmoid_derivative__s_missing__squared(s: np.ndarray) -> np.ndarray:
    """Takes one factor for both."""
    return (1 - s) * (1 - s)


def sigmoid_derivative__second_derivative__of_sigmoid(s: np.ndarray) -> np.ndarray:
    """Differentiates the slope once more, by the chain rule."""
    return s * (1 - s) * (1 - 2 * s)


def sigmoid_derivative__neighbours__in_a_row(s: np.ndarray) -> np.ndarray:
    """Takes differences along each row."""
    return np.gradient(s, axis=1)


def sigmoid_derivative__neighbours__in_a_column(s: np.ndarray) -> np.ndarray:
    """Takes differences down each column."""
    return np.gradient(s, axis=0)


def sigmoid_derivative__neighbours__to_the_next(s: np.ndarray) -> np.ndarray:
    """Takes each entry from the next, and the last one from itself."""
    return np.diff(s, axis=1, append=s[:, -1:])
