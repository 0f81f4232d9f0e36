"""Uses names of built-in functions for its own."""

POINTS = {}
ANSWERS = {
    "square": """
list = [1, 2]
sum = 3
len = 4
abs = 5
str = dict = None


def square(x):
    return x * x
""",
}
