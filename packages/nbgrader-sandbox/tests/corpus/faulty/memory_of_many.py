"""Takes four gigabytes, in processes that each stay below their limit, and keeps them."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import os
import time


def memory():
    kept = bytearray(200_000_000)
    kept[::4096] = b"x" * len(kept[::4096])
    return kept


def square(x):
    for _ in range(20):
        if os.fork() == 0:
            kept = memory()
            time.sleep(1000)
    while True:
        time.sleep(1)
""",
}
