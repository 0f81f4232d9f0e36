"""nbgrader's metadata of a cell."""

from nbformat import NotebookNode


def header(cell: NotebookNode) -> NotebookNode:
    """Return a cell's nbgrader metadata, empty where it has none."""
    return cell.metadata.get("nbgrader", NotebookNode())


def grade_id(cell: NotebookNode) -> str:
    """Return the name that nbgrader has for a cell, empty where it has none."""
    return header(cell).get("grade_id", "")
