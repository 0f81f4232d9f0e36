"""Starts threads until it cannot; the function is right."""

POINTS = {}
ANSWERS = {
    "square": """
def square(x):
    return x * x


import threading
import time

for _ in range(5000):
    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
""",
}
