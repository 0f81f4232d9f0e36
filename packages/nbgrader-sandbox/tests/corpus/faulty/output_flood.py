"""Prints without end; the function is right."""

POINTS = {}
ANSWERS = {
    "square": """
def square(x):
    return x * x


while True:
    print("x" * 10_000)
""",
}
