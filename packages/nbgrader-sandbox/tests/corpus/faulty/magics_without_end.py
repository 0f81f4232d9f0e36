"""A cell of a megabyte and thousands of magics, which takes for ever to read."""

from nbformat.v4 import new_code_cell

POINTS = {}


def tamper(notebook):
    notebook.cells.append(new_code_cell("%m\n" * 3000 + "x = 1\n" * 150_000))
