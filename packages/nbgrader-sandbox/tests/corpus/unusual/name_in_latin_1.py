"""The notebook and a film beside it have names in Latin-1, as old archives give them."""

import os

import nbformat

POINTS = {}


def write(folder, released, notebook):
    nbformat.write(notebook, os.fsdecode(os.fsencode(folder) + b"/\xdcbung.ipynb"))
    with open(os.fsencode(folder) + b"/M\xfcllers Film.mov", "wb") as film:
        film.truncate(120 * 2**20)
