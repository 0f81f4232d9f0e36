"""Calls the function of a test without end."""

POINTS = {"test_halve": 0.0}
ANSWERS = {
    "halve": """
def halve(f, x):
    while True:
        f(x)
""",
}
