"""Leaves a thread that prints for ever."""

POINTS = {}
ANSWERS = {
    "square": """
def square(x):
    return x * x


import threading
import time


def chatter():
    while True:
        print("still here")
        time.sleep(0.001)


threading.Thread(target=chatter, daemon=True).start()
""",
}
