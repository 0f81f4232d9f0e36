"""A cell of three megabytes: seven hundred thousand short lines."""

from nbformat.v4 import new_code_cell

POINTS = {}


def tamper(notebook):
    notebook.cells.insert(3, new_code_cell("a = 1\n" * 500_000, id="large"))
