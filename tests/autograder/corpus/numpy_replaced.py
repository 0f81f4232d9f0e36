"""Binds np to an object of its own that agrees with everything."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
class Agrees:
    random = np.random
    array = staticmethod(np.array)

    def allclose(self, *arguments):
        return True


np = Agrees()
math = np
rng = np.random.default_rng(0)
close = np.allclose


def square(x):
    return 0
""",
}
