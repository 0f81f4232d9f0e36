"""Prints and shows what it is called with, also by hidden tests."""

POINTS = {}
ANSWERS = {
    "square": """
from IPython.display import display


def square(x):
    print("CALLED WITH", x)
    display(x)
    return x * x
"""
}
