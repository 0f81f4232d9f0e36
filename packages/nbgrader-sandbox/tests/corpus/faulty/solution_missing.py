"""The cell to fill in was deleted."""

POINTS = {"test_square": 0.0}


def tamper(notebook):
    notebook.cells = [cell for cell in notebook.cells if cell.id != "square"]
