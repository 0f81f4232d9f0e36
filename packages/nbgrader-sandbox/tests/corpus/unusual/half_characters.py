"""The text contains halves of characters, and zeros."""

import json

import nbformat

POINTS = {}


def write(folder, released, notebook):
    raw = json.loads(nbformat.writes(notebook))
    raw["cells"].append({"cell_type": "code", "source": "# \\ud800 \\0", "metadata": {}})
    (folder / "toy.ipynb").write_text(json.dumps(raw))
