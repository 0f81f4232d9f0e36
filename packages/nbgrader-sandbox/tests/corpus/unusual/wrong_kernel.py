"""The notebook asks for another kernel."""

import nbformat

POINTS = {}


def write(folder, released, notebook):
    notebook.metadata.kernelspec = {"name": "ir", "display_name": "R", "language": "R"}
    nbformat.write(notebook, folder / "toy.ipynb")
