"""Closes everything that is open, in a cell after others."""

POINTS = {"test_greet": 0.0}
ANSWERS = {
    "greet": """
import os

os.closerange(0, 200)


def greet(name):
    return {}
""",
}
