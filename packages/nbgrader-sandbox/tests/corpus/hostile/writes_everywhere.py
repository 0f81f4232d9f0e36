"""Writes wherever it can; what it wrote must not be there for the next one."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import os

for root, folders, _ in os.walk("/"):
    if root.startswith(("/proc", "/sys")):
        folders.clear()
        continue
    for name in ("stolen.txt", "toy.ipynb", "gradebook.db", "numpy.py", "sitecustomize.py"):
        try:
            with open(os.path.join(root, name), "w") as file:
                file.write("raise SystemExit")
        except OSError:
            pass


def square(x):
    return 0
""",
}
