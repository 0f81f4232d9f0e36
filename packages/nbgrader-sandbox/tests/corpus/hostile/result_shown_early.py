"""Shows a number of points as the value of the test cell, before the test's own."""

POINTS = {"test_running_mean": 0.0}
ANSWERS = {
    "running_mean": """
import sys


def running_mean(values):
    sys.displayhook(3.0)
    return [0.0]
""",
}
