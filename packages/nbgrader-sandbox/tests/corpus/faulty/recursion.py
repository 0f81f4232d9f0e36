"""Calls itself without end."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
def square(x):
    return square(x)
""",
}
