"""A right answer for the one visible case, and lies after the test."""

from nbformat.v4 import new_code_cell

POINTS = {"test_square": 0.0}


def tamper(notebook):
    for cell in notebook.cells:
        if cell.id == "square":
            cell.source = "def square(x):\n    return 9 if x is 3 else [1.0, 4.0]"
    notebook.cells.append(new_code_cell("square = lambda x: x * x"))
