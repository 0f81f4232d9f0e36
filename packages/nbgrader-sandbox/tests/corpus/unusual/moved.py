"""The cells stand in the opposite order."""

POINTS = {}


def tamper(notebook):
    notebook.cells.reverse()
