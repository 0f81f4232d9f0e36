"""Writes junk to everything that is open."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import os


def square(x):
    for number in range(3, 64):
        try:
            os.write(number, b"\\xff" * 4096)
        except OSError:
            pass
    return 0
""",
}
