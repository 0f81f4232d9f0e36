"""Looks for the answers of others, and for the solution."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
from pathlib import Path


def square(x):
    for folder in [Path.home(), Path.home().parent, *Path.cwd().parents]:
        for path in [*folder.glob("s*/*/toy.ipynb"), *folder.glob("s*/*/*/toy.ipynb")]:
            if "return x * x" in path.read_text(errors="replace"):
                return x * x
    return 0
""",
}
