"""Waits for input, which nobody gives; the function is right."""

POINTS = {}
ANSWERS = {
    "square": """
def square(x):
    return x * x


input("x? ")
""",
}
