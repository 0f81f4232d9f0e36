"""The first, locked cell was deleted."""

POINTS = {}


def tamper(notebook):
    notebook.cells = [cell for cell in notebook.cells if cell.id != "setup"]
