"""All metadata and all ids are lost."""

POINTS = {}


def tamper(notebook):
    for k, cell in enumerate(notebook.cells):
        cell.metadata.clear()
        cell.id = f"c{k}"
