"""The file is a hundred thousand brackets."""

POINTS = None


def write(folder, released, notebook):
    (folder / "toy.ipynb").write_text("[" * 100_000)
