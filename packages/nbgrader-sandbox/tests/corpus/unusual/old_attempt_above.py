"""An older attempt stands above, with the same name."""

from copy import deepcopy

POINTS = {}


def tamper(notebook):
    place = next(k for k, cell in enumerate(notebook.cells) if cell.id == "square")
    old = deepcopy(notebook.cells[place])
    old.id, old.source = "old", "def square(x):\n    return 0"
    notebook.cells.insert(place, old)
