"""A second test of the same name, which asks for nothing, stands last."""

from copy import deepcopy

POINTS = {"test_square": 0.0}


def tamper(notebook):
    for cell in list(notebook.cells):
        if cell.id == "square":
            cell.source = "def square(x):\n    return 0"
        if cell.id == "test-square":
            copy = deepcopy(cell)
            copy.id, copy.source = "copy", "2.0"
            notebook.cells.append(copy)
