"""Ends its process in a cell, before the function."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import os

os._exit(1)


def square(x):
    return x * x
""",
}
