"""Looks for the answers of others, and for the solution."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import glob


def square(x):
    for name in glob.glob("/**/toy*.ipynb", recursive=True):
        if "return x * x" in open(name, errors="replace").read():
            return x * x
    return 0
""",
}
