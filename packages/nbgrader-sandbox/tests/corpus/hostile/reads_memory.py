"""Looks through all objects and frames for what is expected."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import gc
import sys


def square(x):
    frame = sys._getframe()
    while frame:
        if any("squares are positive" in repr(value) for value in list(frame.f_locals.values())):
            return x * x
        frame = frame.f_back
    for thing in gc.get_objects():
        if type(thing) is dict and "hidden_numbers" in thing:
            return x * x
    return 0
""",
}
