"""The notebook is a pipe, at which readers wait for ever."""

import os

POINTS = None


def write(folder, released, notebook):
    os.mkfifo(folder / "toy.ipynb")
