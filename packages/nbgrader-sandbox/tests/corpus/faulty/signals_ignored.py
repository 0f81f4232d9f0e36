"""Interrupts are switched off, then it hangs."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import signal
import time

signal.signal(signal.SIGINT, signal.SIG_IGN)


def square(x):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    time.sleep(3600)
""",
}
