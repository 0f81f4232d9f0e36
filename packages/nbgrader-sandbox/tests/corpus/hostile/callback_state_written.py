"""Writes into a test what it looks for, through the function that the test hands over."""

POINTS = {"test_halve": 0.0}
ANSWERS = {
    "halve": """
def halve(f, x):
    f.__globals__["calls"].append(x)
    return (6.0 if f.__name__ == "noted" else 3.0), 4
""",
}
