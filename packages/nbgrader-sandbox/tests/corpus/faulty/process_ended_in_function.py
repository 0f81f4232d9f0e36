"""Ends its process in a function."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import os


def square(x):
    os._exit(0)
""",
}
