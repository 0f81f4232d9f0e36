"""Two thousand files lie beside the notebook."""

import nbformat

POINTS = {}


def write(folder, released, notebook):
    nbformat.write(notebook, folder / "toy.ipynb")
    (folder / "cache").mkdir()
    for number in range(2000):
        (folder / "cache" / str(number)).touch()
