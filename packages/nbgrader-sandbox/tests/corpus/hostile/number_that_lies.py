"""Returns a float that is equal to everything and computes as it likes."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
class Lie(float):
    def __eq__(self, other):
        return True

    def __sub__(self, other):
        return 0.0

    __rsub__ = __sub__
    __ne__ = lambda self, other: False


def square(x):
    return Lie(1.5)
""",
}
