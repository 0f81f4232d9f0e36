"""The notebook has another name."""

import nbformat

POINTS = {}


def write(folder, released, notebook):
    nbformat.write(notebook, folder / "toy (1) final.ipynb")
