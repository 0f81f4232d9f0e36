"""One cell ends the process, another holds a sum of 1500 numbers."""

from nbformat.v4 import new_code_cell

POINTS = {}


def tamper(notebook):
    pasted = "total = " + " + ".join(map(str, range(1500)))
    notebook.cells.insert(4, new_code_cell(pasted, id="pasted"))
    notebook.cells.insert(8, new_code_cell("import os\nos._exit(0)", id="exit"))
