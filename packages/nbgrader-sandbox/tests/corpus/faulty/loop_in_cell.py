"""An endless loop in a cell, after the function: the function counts."""

POINTS = {}
ANSWERS = {
    "square": """
def square(x):
    return x * x


while True:
    pass
""",
}
