"""The folder holds a link to the solutions; the notebook is right."""

import nbformat

POINTS = {}


def write(folder, released, notebook):
    (folder / "source").symlink_to(folder.parents[2] / "source")
    nbformat.write(notebook, folder / "toy.ipynb")
