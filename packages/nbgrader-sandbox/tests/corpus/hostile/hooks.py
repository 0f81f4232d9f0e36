"""Sets hooks, traces, exit functions."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import atexit
import sys
import threading

sys.excepthook = lambda *a: None
sys.settrace(lambda *a: None)
sys.setprofile(lambda *a: None)
threading.excepthook = lambda *a: None
atexit.register(print, "2.0")


def square(x):
    print("2.0")
    return 0
""",
}
