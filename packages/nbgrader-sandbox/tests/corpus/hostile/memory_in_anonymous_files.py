"""Keeps memory in files without a name, which count for no process."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import os

kept = []


def square(x):
    for number in range(3):
        file = os.memfd_create(f"hoard-{number}")
        kept.append(file)
        for _ in range(40):
            os.write(file, bytes(2**20))
    return x * x
""",
}
