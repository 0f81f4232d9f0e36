"""Leaves a thread that ends the process once another exercise is there; both are right."""

POINTS = {}
ANSWERS = {
    "square": """
import os
import threading
import time


def wait():
    while "greet" not in globals():
        time.sleep(0.001)
    os._exit(3)


threading.Thread(target=wait, daemon=True).start()


def square(x):
    return x * x
""",
}
