"""Returns numbers of NumPy."""

POINTS = {}
ANSWERS = {
    "square": """
import numpy as np


def square(x):
    return np.multiply(x, x)
""",
}
