"""Calls sys.exit in a function."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import sys


def square(x):
    sys.exit(0)
""",
}
