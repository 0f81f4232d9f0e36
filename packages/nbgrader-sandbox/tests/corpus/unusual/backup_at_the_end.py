"""A broken copy stands at the end, with the same name."""

from copy import deepcopy

POINTS = {}


def tamper(notebook):
    old = deepcopy(next(cell for cell in notebook.cells if cell.id == "square"))
    old.id, old.source = "old", "def square(x):\n    return 0"
    notebook.cells.append(old)
