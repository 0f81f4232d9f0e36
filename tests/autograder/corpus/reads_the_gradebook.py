"""Looks for the gradebook, and uses what it finds."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import glob
import sqlite3


def square(x):
    for name in glob.glob("/**/gradebook.db", recursive=True):
        if sqlite3.connect(name).execute("select count(*) from grade").fetchone():
            return x * x
    return 0
""",
}
