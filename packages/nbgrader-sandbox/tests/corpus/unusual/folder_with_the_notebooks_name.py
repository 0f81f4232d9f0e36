"""The notebook lies in a folder of its own name, as some unpackers leave it."""

import nbformat

POINTS = {}


def write(folder, released, notebook):
    inner = folder / "toy.ipynb"
    inner.mkdir()
    (inner / "read me.txt").write_text("x")
    nbformat.write(notebook, inner / "toy.ipynb")
