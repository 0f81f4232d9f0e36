"""Returns what runs code where it is unpickled."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import os


class Bomb:
    def __reduce__(self):
        return (os._exit, (0,))


def square(x):
    return np.array([Bomb()], dtype=object)
""",
}
