"""Starts processes without end."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import os


def square(x):
    while True:
        try:
            os.fork()
        except OSError:
            pass
""",
}
