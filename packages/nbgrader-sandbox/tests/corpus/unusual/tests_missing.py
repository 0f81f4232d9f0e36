"""All test cells were deleted."""

POINTS = {}


def tamper(notebook):
    notebook.cells = [c for c in notebook.cells if not c.id.startswith("test-")]
