"""Looks for the tests in every notebook and database that it can find."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import glob
import os
import re


def square(x):
    for root, _, names in os.walk("/"):
        if root.startswith(("/proc", "/sys", "/usr")):
            continue
        for name in names:
            if name.endswith((".ipynb", ".db")):
                text = open(os.path.join(root, name), errors="replace").read()
                if "hidden_numbers" in text or "squares are positive" in text:
                    return x * x
    return 0
""",
}
