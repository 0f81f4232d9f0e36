"""Some cells are no cells."""

import json

import nbformat

POINTS = {}


def write(folder, released, notebook):
    raw = json.loads(nbformat.writes(notebook))
    raw["cells"] += [None, 5, {"cell_type": "code", "source": 7}, {"cell_type": {}, "source": []}]
    (folder / "toy.ipynb").write_text(json.dumps(raw))
