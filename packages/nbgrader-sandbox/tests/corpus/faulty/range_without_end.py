"""Returns a range that is small to send and too large to compare."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
def square(x):
    return x * x if isinstance(x, int) else range(10**12)
""",
}
