"""Tests made into text, so that they do not run."""

POINTS = {"test_square": 0.0}


def tamper(notebook):
    for cell in notebook.cells:
        if cell.id.startswith("test-"):
            cell.cell_type = "markdown"
            del cell["outputs"], cell["execution_count"]
        if cell.id == "square":
            cell.source = "def square(x):\n    return 0"
