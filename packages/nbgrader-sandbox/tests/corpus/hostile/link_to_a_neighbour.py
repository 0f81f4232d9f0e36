"""The notebook is a link to that of another student."""

POINTS = None


def write(folder, released, notebook):
    (folder / "toy.ipynb").symlink_to("../../a_neighbour/toy/toy.ipynb")
