"""Patches the functions that tests compare with."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
np.allclose = np.isclose = np.array_equal = lambda *a, **k: True
np.testing.assert_allclose = lambda *a, **k: None
close = lambda a, b: True
import sys

sys.modules["numpy"].allclose = lambda *a, **k: True


def square(x):
    return 0
""",
}
