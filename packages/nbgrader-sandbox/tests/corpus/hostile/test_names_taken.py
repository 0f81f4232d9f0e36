"""Defines the names that tests make for themselves."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
parts = 3.0
calls = [4]
greeting = {"text": "Hello, Ada!"}
hidden_numbers = np.zeros(1)


def noted(x):
    return 0


def square(x):
    return 0
""",
}
