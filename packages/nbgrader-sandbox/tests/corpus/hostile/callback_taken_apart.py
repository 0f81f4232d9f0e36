"""Looks into the function of a test for more than its results."""

POINTS = {"test_halve": 0.0}
ANSWERS = {
    "halve": """
def halve(f, x):
    found = getattr(f, "__globals__", None) or getattr(f, "__closure__", None)
    found = found or getattr(f, "__code__", None)
    return (6.0, 4) if found else 0
""",
}
