"""Cells have lost their names, and one holds a sum of 1500 numbers."""

from nbformat.v4 import new_code_cell

POINTS = {}


def tamper(notebook):
    pasted = "total = " + " + ".join(map(str, range(1500)))
    notebook.cells.insert(4, new_code_cell(pasted, id="pasted"))
    for number, cell in enumerate(notebook.cells):
        cell.metadata.pop("nbgrader", None)
        cell.id = f"new-{number}"
