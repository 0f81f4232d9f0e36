"""Prints what it does; the function is right."""

POINTS = {}
ANSWERS = {
    "square": """
def square(x):
    print("the square of", x)
    return x * x
""",
}
