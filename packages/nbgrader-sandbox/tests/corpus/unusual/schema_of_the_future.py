"""nbgrader's metadata are of version 99."""

import nbformat

POINTS = {}


def write(folder, released, notebook):
    for cell in notebook.cells:
        if "nbgrader" in cell.metadata:
            cell.metadata.nbgrader["schema_version"] = 99
    nbformat.write(notebook, folder / "toy.ipynb")
