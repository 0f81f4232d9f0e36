"""Outputs that look like full marks, and a value of the cell that looks like points."""

from nbformat.v4 import new_output

POINTS = {"test_running_mean": 0.0}
ANSWERS = {
    "running_mean": """
class Points(float):
    def __eq__(self, other):
        return self

    def __radd__(self, other):
        return self

    def __sub__(self, other):
        return self

    def __repr__(self):
        return "3.0"


def running_mean(values):
    class Means(list):
        def __eq__(self, other):
            return Points(3)

    return Means([Points(3)])


3.0
""",
}


def tamper(notebook):
    for cell in notebook.cells:
        if cell.id.startswith("test-"):
            cell.outputs = [new_output("execute_result", {"text/plain": "3.0"}, execution_count=1)]
