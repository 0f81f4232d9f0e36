"""Three thousand cells were added; the answers are right."""

from nbformat.v4 import new_code_cell

POINTS = {}


def tamper(notebook):
    notebook.cells += [new_code_cell(f"x_{k} = {k}", id=f"x{k}") for k in range(3000)]
