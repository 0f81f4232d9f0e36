"""Grows until there is no more."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
def square(x):
    kept = []
    while True:
        kept.append(bytearray(50_000_000))
""",
}
