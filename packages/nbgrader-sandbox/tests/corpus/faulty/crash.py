"""Crashes the interpreter."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import ctypes


def square(x):
    return ctypes.string_at(0)
""",
}
