"""The function is a class whose objects decide for themselves."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
class square:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return True

    def __bool__(self):
        return True

    def __sub__(self, other):
        return 0
""",
}
