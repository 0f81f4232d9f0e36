"""The file is a web page."""

POINTS = None


def write(folder, released, notebook):
    (folder / "toy.ipynb").write_text("<html>Please log in</html>")
