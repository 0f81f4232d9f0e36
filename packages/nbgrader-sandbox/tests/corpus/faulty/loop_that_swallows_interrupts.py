"""An endless loop that catches everything, also an interrupt."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
def square(x):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
""",
}
