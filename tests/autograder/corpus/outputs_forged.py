"""Outputs that look like full marks."""

from nbformat.v4 import new_output

POINTS = {"test_square": 0.0}


def tamper(notebook):
    for cell in notebook.cells:
        if cell.id == "test-square":
            cell.outputs = [new_output("execute_result", {"text/plain": "2.0"}, execution_count=1)]
        if cell.id == "square":
            cell.source = "def square(x):\n    return 0\n\n\n2.0"
