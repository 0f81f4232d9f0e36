"""Tests that ask for nothing, points that are many."""

POINTS = {"test_square": 0.0}


def tamper(notebook):
    for cell in notebook.cells:
        if cell.id.startswith("test-"):
            cell.source, cell.metadata.nbgrader.points = "5", 100
        if cell.id == "square":
            cell.source = "def square(x):\n    return 0"
