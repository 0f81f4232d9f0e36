"""Returns an object that is equal to everything."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
class Yes:
    def __eq__(self, other):
        return True

    __ne__ = __lt__ = __gt__ = __le__ = __ge__ = lambda self, other: True
    __array__ = lambda self, *a, **k: np.array([1.0, 4.0])
    __hash__ = None


def square(x):
    return Yes()
""",
}
