"""Looks for the hidden tests in every notebook and database that it can find."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
from pathlib import Path


def square(x):
    for folder in [Path.home(), Path.home().parent, *Path.cwd().parents]:
        for path in [*folder.glob("*.db"), *folder.glob("*.ipynb"), *folder.glob("s*/toy/*")]:
            if b"squares are positive" in path.read_bytes():
                return x * x
    return 0
""",
}
