"""Four hundred thousand cells of one name."""

import json

import nbformat

POINTS = None


def write(folder, released, notebook):
    raw = json.loads(nbformat.writes(notebook))
    cell = {"cell_type": "markdown", "source": "", "metadata": {"nbgrader": {"grade_id": "a"}}}
    raw["cells"] += [cell] * 400_000
    (folder / "toy.ipynb").write_text(json.dumps(raw))
