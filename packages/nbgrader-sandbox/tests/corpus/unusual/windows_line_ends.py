"""Saved on another system: lines end with two characters, in the file and in each source."""

import nbformat

POINTS = {}


def write(folder, released, notebook):
    for number, cell in enumerate(notebook.cells):
        cell.source = cell.source.replace("\n", "\r\n" if number % 3 else "\r")
    text = nbformat.writes(notebook).replace("\n", "\r\n")
    (folder / "toy.ipynb").write_bytes(text.encode())
