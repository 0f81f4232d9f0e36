"""nbgrader's metadata are of version 1."""

import nbformat

POINTS = {}


def write(folder, released, notebook):
    for cell in notebook.cells:
        if "nbgrader" in cell.metadata:
            cell.metadata.nbgrader["schema_version"] = 1
    nbformat.write(notebook, folder / "toy.ipynb")
