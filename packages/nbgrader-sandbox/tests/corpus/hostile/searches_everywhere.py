"""Looks for a gradebook or an answer in all folders that it can see, some levels deep."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import os

WANTED = {"gradebook.db", "nbgrader_config.py", "submitted", "autograded", "exchange", ".git"}
LEVELS = 4


def found(folder, levels):
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return False
    if WANTED & {entry.name for entry in entries}:
        return True
    below = [entry.path for entry in entries if entry.is_dir(follow_symlinks=False)]
    return levels > 0 and any(found(path, levels - 1) for path in below if path != "/proc")


def square(x):
    return x * x if found("/", LEVELS) else 0
""",
}
