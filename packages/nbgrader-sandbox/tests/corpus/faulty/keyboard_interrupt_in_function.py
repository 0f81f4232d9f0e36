"""Raises KeyboardInterrupt."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
def square(x):
    raise KeyboardInterrupt
""",
}
