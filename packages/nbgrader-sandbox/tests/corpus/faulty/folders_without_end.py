"""Six hundred folders, each in the one before, and another path as long as Linux takes."""

import os

import nbformat

POINTS = {}


def write(folder, released, notebook):
    nbformat.write(notebook, folder / "toy.ipynb")
    nest(folder, ["d"] * 600)
    nest(folder, ["n" * 200] * ((4090 - len(str(folder))) // 201 - 1))


def nest(folder, names):
    """Paths of that length can be made only step by step."""
    at = os.open(folder, os.O_RDONLY)
    for name in names:
        os.mkdir(name, dir_fd=at)
        inner = os.open(name, os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = inner
    os.close(os.open("x.txt", os.O_CREAT, dir_fd=at))
    os.close(at)
