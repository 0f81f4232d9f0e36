"""Raises the limit first, and runs out of stack."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import sys

sys.setrecursionlimit(10**8)


def square(x):
    return square(x)
""",
}
