"""Looks for the gradebook, and uses what it finds."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import sqlite3
from pathlib import Path


def square(x):
    for folder in [Path.home(), *Path.cwd().parents]:
        if (folder / "gradebook.db").exists():
            gradebook = sqlite3.connect(folder / "gradebook.db")
            if gradebook.execute("select count(*) from grade").fetchone():
                return x * x
    return 0
""",
}
