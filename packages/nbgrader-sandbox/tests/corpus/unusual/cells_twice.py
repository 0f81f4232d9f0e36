"""Every cell is there twice."""

from copy import deepcopy

POINTS = {}


def tamper(notebook):
    copies = deepcopy(notebook.cells)
    for cell in copies:
        cell.id = f"{cell.id}-again"
    notebook.cells += copies
