"""The notebook and a film beside it have names in Latin-1, as old archives give them."""

import os
from pathlib import Path

import nbformat

POINTS = {}


def write(folder, released, notebook):
    nbformat.write(notebook, os.fsdecode(os.fsencode(folder) + b"/\xdcbung.ipynb"))
    film = Path(os.fsdecode(os.fsencode(folder) + b"/M\xfcllers Film.mov"))
    film.touch()
    os.truncate(film, 120 * 2**20)
