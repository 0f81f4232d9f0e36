"""The notebook is in format 3."""

import nbformat

POINTS = {}


def write(folder, released, notebook):
    old = nbformat.convert(notebook, 3)
    (folder / "toy.ipynb").write_text(nbformat.writes(old, version=3))
