"""The file ends in the middle."""

import nbformat

POINTS = None


def write(folder, released, notebook):
    text = nbformat.writes(notebook)
    (folder / "toy.ipynb").write_text(text[: len(text) // 2])
