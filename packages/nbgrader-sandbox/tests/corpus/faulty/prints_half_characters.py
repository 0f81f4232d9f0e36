"""Prints and raises halves of characters; the function is right."""

POINTS = {"test_greet": 0.0}
ANSWERS = {
    "square": """
print("\\ud83d", end="")


def square(x):
    print("\\udc00")
    return x * x
""",
    "greet": """
def greet(name):
    raise ValueError("\\ud83d")
""",
}
