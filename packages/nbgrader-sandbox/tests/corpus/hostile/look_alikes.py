"""Cells whose names look like those of tests, and ask for less."""

from copy import deepcopy

POINTS = {"test_square": 0.0}


def tamper(notebook):
    for place, cell in enumerate(list(notebook.cells)):
        if cell.id == "square":
            cell.source = "def square(x):\n    return 0"
        if cell.id == "test-square":
            fake = deepcopy(cell)
            fake.id, fake.source = "test-square-", "2.0"
            fake.metadata.nbgrader["grade_id"] = "test_squar\u0435"
            notebook.cells.insert(place, fake)
