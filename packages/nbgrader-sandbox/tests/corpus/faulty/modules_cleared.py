"""Clears the table of modules in a cell, and once more in a function."""

POINTS = {"test_square": 0.0}  # IPython itself runs nothing more in that cell
ANSWERS = {
    "square": """
import sys

sys.modules.clear()


def square(x):
    return x * x
""",
    "greet": """
import sys


def greet(name):
    sys.modules = {}
    return {"name": name, "text": f"Hello, {name}!"}
""",
}
