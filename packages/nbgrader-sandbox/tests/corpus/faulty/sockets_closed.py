"""Closes everything that is open."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import os


def square(x):
    os.closerange(0, 64)
    return 0
""",
}
