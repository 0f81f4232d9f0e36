"""Notebooks without the cells that train, draw and show widgets."""

from nbformat import NotebookNode

# Cells that need more than the two updates of a quick run, in any language.
NEED_TRAINING = {
    "05-language-model-97",
    "05-language-model-98",
    "07-lstm-61",
    "07-lstm-66",
    "09-bidirectional-63",
}


def without_demos(notebook: NotebookNode) -> NotebookNode:
    """Leave out the cells tagged ``demo``: they take most of the time, and nothing is graded."""
    notebook.cells = [c for c in notebook.cells if "demo" not in c.metadata.get("tags", [])]
    return notebook


def without_demos_before(notebook: NotebookNode, text: str) -> NotebookNode:
    """Keep a chapter up to the cell with ``text``, and of the demos only that one."""
    place = next(i for i, cell in enumerate(notebook.cells) if text in cell.source)
    shown = notebook.cells[place]
    notebook.cells = notebook.cells[:place]
    without_demos(notebook).cells.append(shown)
    return notebook
