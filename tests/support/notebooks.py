"""Notebooks without the cells that train, draw and show widgets, and whether checks passed."""

from nbformat import NotebookNode

from rnn_course.cells import grade_id

# What is in cells that need more than the two updates of a quick run, in any language.
NEED_TRAINING = ("heard_at", "shares[-1]", "run[-1]", "seconds[-1]", "learn(both).losses")


def needs_training(cell: NotebookNode) -> bool:
    """Whether a cell of code fails when networks are all but untrained."""
    return cell.cell_type == "code" and any(text in cell.source for text in NEED_TRAINING)


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


def has_passed(notebook: NotebookNode) -> bool:
    """Whether nothing failed in a notebook that was run, and each check gave all of its points."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    failed = [o for cell in cells for o in cell.outputs if o.output_type == "error"]
    tests = [cell for cell in cells if grade_id(cell).startswith("test_")]
    return bool(tests) and not failed and all(map(_has_all_points, tests))


def _has_all_points(cell: NotebookNode) -> bool:
    results = [o for o in cell.outputs if o.output_type == "execute_result"]
    return bool(results) and float(results[-1].data["text/plain"]) == cell.metadata.nbgrader.points
