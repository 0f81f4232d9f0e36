"""The file begins with a byte order mark."""

import nbformat

POINTS = {}


def write(folder, released, notebook):
    (folder / "toy.ipynb").write_text(nbformat.writes(notebook), encoding="utf-8-sig")
