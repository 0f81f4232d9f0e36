"""Leaves a process behind that outlives the notebook and writes on."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import os
import subprocess
import sys

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        while True:
            try:
                open("/tmp/x", "w").write("answer")
            except OSError:
                pass
    os._exit(0)


def square(x):
    return 0
""",
}
