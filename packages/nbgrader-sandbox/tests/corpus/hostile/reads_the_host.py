"""Reads what only the grader may read, through /proc."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import glob
import os


def square(x):
    for place in glob.glob("/proc/[0-9]*/root") + glob.glob("/proc/[0-9]*/cwd"):
        try:
            if any(n in os.listdir(place) for n in ("gradebook.db", "submitted", "boot")):
                return x * x
        except OSError:
            pass
    return 0
""",
}
