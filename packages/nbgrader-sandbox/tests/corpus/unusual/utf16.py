"""The file is in UTF-16."""

import nbformat

POINTS = {}


def write(folder, released, notebook):
    (folder / "toy.ipynb").write_text(nbformat.writes(notebook), encoding="utf-16")
