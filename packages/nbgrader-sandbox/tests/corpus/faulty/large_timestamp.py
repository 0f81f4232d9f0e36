"""The time of handing in is written forty megabytes long."""

import nbformat

POINTS = {}


def write(folder, released, notebook):
    nbformat.write(notebook, folder / "toy.ipynb")
    (folder / "timestamp.txt").write_text("2026-01-01 " * 3_600_000)
