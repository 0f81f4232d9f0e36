"""Returns a number of a million digits."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
def square(x):
    return 10**1_000_000
""",
}
