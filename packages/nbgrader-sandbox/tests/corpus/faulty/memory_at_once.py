"""Asks for more memory than there is."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import numpy as np


def square(x):
    return np.ones(10**13)
""",
}
