"""Ends a cell with exit(), as beginners do; the function is right."""

POINTS = {}
ANSWERS = {
    "square": """
def square(x):
    return x * x


exit()
""",
}
