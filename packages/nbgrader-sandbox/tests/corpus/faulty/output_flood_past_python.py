"""Writes to the file behind stdout without end."""

POINTS = {}
ANSWERS = {
    "square": """
def square(x):
    return x * x


import os

while True:
    os.write(1, b"x" * 100_000)
""",
}
