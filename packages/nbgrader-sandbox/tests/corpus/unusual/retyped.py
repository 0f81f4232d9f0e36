"""The cells to fill in have become text."""

POINTS = {}


def tamper(notebook):
    for cell in notebook.cells:
        if cell.id in ("square", "greet"):
            cell.cell_type = "markdown"
            del cell["outputs"], cell["execution_count"]
