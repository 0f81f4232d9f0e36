"""Tests made into answers, so that they are not put back."""

POINTS = {"test_square": 0.0}


def tamper(notebook):
    for cell in notebook.cells:
        if cell.id.startswith("test-"):
            cell.source = "pass"
            cell.metadata.nbgrader |= {"solution": True, "locked": False}
        if cell.id == "square":
            cell.source = "def square(x):\n    return 0"
