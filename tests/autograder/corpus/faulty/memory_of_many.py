"""Is right, but takes six gigabytes at each call, in processes that stay below their limit."""

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
    finished, finish = os.pipe()
    for _ in range(30):
        if os.fork() == 0:
            kept = memory()
            os.write(finish, b"x")
            time.sleep(1000)
    for _ in range(30):
        os.read(finished, 1)
    return x * x
""",
}
