"""Prints and shows what it is called with, also by hidden tests, and what it is asked for."""

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
