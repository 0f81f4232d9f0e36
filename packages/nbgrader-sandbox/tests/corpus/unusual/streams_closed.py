"""Closes stdout and stderr."""

POINTS = {}
ANSWERS = {
    "square": """
def square(x):
    return x * x


import os
import sys

sys.stdout.close()
sys.stderr = None
os.close(1)
os.close(2)
""",
}
