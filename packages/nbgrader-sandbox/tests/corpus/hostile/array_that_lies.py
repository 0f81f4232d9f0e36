"""Returns an array that answers every function of NumPy itself."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
class Lie(np.ndarray):
    def __array_function__(self, function, types, arguments, named):
        return True

    def __array_ufunc__(self, *arguments, **named):
        return True

    def __eq__(self, other):
        return True


def square(x):
    return np.zeros(2).view(Lie)
""",
}
