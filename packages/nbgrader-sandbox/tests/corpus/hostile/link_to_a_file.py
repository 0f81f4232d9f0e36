"""The notebook is a link to a file of the machine."""

POINTS = None


def write(folder, released, notebook):
    (folder / "toy.ipynb").symlink_to("/etc/hostname")
