"""Files beside the notebook are named like modules that the grader imports."""

import nbformat

POINTS = {}


def write(folder, released, notebook):
    for name in ("numpy", "sitecustomize", "json", "nbgrader_sandbox", "IPython", "nbgrader"):
        (folder / f"{name}.py").write_text("raise SystemExit(1)")
    nbformat.write(notebook, folder / "toy.ipynb")
