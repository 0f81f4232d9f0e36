"""An endless loop in a function."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
def square(x):
    while True:
        pass
""",
}
