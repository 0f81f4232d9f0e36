"""Names of cells that are half characters or megabytes, points beyond all numbers."""

import json

import nbformat

POINTS = {}


def write(folder, released, notebook):
    raw = json.loads(nbformat.writes(notebook))
    header = raw["cells"][1]["metadata"]["nbgrader"]
    header |= {"points": 10**400, "grade": True, "checksum": "x"}
    broken = {"nbgrader": {"grade_id": "\ud83d" * 300, "checksum": "\ud83d"}}
    more = [("n" * 2**20, {}), ("\udc00", broken), ("again", {"nbgrader": {"grade_id": "a\nb"}})]
    for name, metadata in more * 3:
        picture = {"\ud83d.png": {"image/\ud83d": "\ud83d"}}
        cell = {"cell_type": "markdown", "source": "![x](attachment:a.png)", "id": name}
        raw["cells"].append(cell | {"metadata": metadata, "attachments": picture})
    (folder / "toy.ipynb").write_text(json.dumps(raw))
