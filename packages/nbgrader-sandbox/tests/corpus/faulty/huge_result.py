"""Returns more than can be sent."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
def square(x):
    return "x" * 600_000_000
""",
}
