"""Helper functions stand in cells of their own, before the cell that uses them."""

from nbformat.v4 import new_code_cell

POINTS = {}


def tamper(notebook):
    place = next(k for k, cell in enumerate(notebook.cells) if cell.id == "square")
    notebook.cells[place].source = "def square(x):\n    return times(x, x)"
    notebook.cells.insert(place, new_code_cell("def times(a, b):\n    return a * b"))
