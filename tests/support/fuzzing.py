"""Submissions that nobody would write: odd names, sizes, depths, rights, content and outputs."""

import json
import os
import random
from collections.abc import Callable
from pathlib import Path

import nbformat
from nbformat import NotebookNode

# Students' folders, as bytes: bytes need not be text.
STUDENTS = [
    *(b"M\xfcller", b"line\nbreak", b"\x1b[2J", b"n" * 200, b"[a]", b"{x}", b"%s", b"-rf"),
    *(b"=1+1", "é 王".encode(), b" spaces ", b"\xf0\x28\x8c\x28", b"a'b\"c", b"$(x)", b"CON"),
]
ODD = [
    *(None, True, -1, 10**400, 1e308, float("nan"), "", "\ud800", "\0", "\x1b[2J", "x" * 10**6),
    *([], {}, [[]], {"": None}, {"nbgrader": 5}, {"nbgrader": {"grade_id": "\udfff"}}),
    *({"nbgrader": {"grade_id": "square", "points": 10**400, "checksum": 5}}, ["a", 5], "=1+1"),
]
NAMES = [
    *(b"\xdcbung.ipynb", b"toy.ipynb.txt", b"a\nb.ipynb", b"\x1b[2J.ipynb", b"=1.ipynb"),
    *(b"n" * 249 + b".ipynb", b" toy.ipynb", b"toy (1).ipynb", b".toy.ipynb", b"-toy.ipynb"),
]
SOURCES = [
    *("+".join(["1"] * 3000), "(" * 300, "-" * 5000 + "1", "a=1\n" * 200_000, "\0", "\ud800"),
    *("lambda:" * 300 + "1", "%%bash\nexit 1", "!" * 3000, "x = '" + "y" * 10**6 + "'", "\r", "\f"),
    *("import sys; sys.modules.clear()", "import os; os._exit(1)", "f'{" * 50, "match 1:\n  case"),
]
SHOWN = """
from IPython.display import display
display({{"application/vnd.rnnkit.verdict+json": {odd}, "text/plain": "x", {odd_text!r}: {odd}}},
        metadata={{"image/png": {{"width": {odd}}}, {odd_text!r}: {odd}}}, raw=True)
"""


def write(seed: int, folder: Path, notebook: NotebookNode) -> None:
    """Write one, the same for the same seed."""
    rng = random.Random(seed)
    folder.mkdir(parents=True)
    path = folder / "toy.ipynb"
    nbformat.write(notebook, path)
    # In the order of the list: what breaks the file comes last.
    contents = sorted(rng.sample(range(len(CONTENTS)), rng.choice([1, 1, 2, 3])))
    for fault in [*(CONTENTS[number] for number in contents), rng.choice(FOLDERS)]:
        fault(rng, path)


def content(seed: int, notebook: NotebookNode, folder: Path) -> bytes:
    """Return what is in the notebook of such a submission."""
    rng = random.Random(seed)
    path = folder / "content.ipynb"
    nbformat.write(notebook, path)
    rng.choice(CONTENTS)(rng, path)
    return path.read_bytes()


def _break_bytes(rng: random.Random, path: Path) -> None:
    found = bytearray(path.read_bytes())
    for _ in range(rng.randrange(1, 20)):
        found[rng.randrange(len(found))] = rng.randrange(256)
    path.write_bytes(found[: rng.choice([None, rng.randrange(len(found))])])


def _recode(rng: random.Random, path: Path) -> None:
    text = path.read_text("utf-8", "replace").replace("\n", rng.choice(["\n", "\r\n", "\r"]))
    text = rng.choice(["", "\ufeff", "{", "[" * 2000]) + text
    path.write_bytes(text.encode(rng.choice(["utf-8", "utf-16", "utf-32", "cp1252"]), "replace"))


def _replace_nodes(rng: random.Random, path: Path) -> None:
    def changed(node: object, chance: float) -> object:
        if rng.random() < chance:
            return rng.choice(ODD)
        if isinstance(node, dict):
            return {key: changed(value, chance) for key, value in node.items()}
        return [changed(item, chance) for item in node] if isinstance(node, list) else node

    _dump(path, changed(_load(path), rng.choice([0.002, 0.02, 0.1])))


def _odd_metadata(rng: random.Random, path: Path) -> None:
    notebook = _load(path)
    for cell in rng.sample(notebook["cells"], 4):
        place = rng.choice(["metadata", "id", "cell_type", "attachments", "outputs", "source"])
        deep = json.loads("[" * 500 + "]" * 500)
        cell[place] = rng.choice([*ODD, deep, {"a.png": {"image/png": rng.choice(ODD)}}])
    notebook["metadata"] = rng.choice(ODD)
    _dump(path, notebook)


def _odd_sources(rng: random.Random, path: Path) -> None:
    notebook = _load(path)
    for cell in rng.sample([c for c in notebook["cells"] if c["cell_type"] == "code"], 2):
        cell["source"] = [*cell["source"], "\n", rng.choice(SOURCES)]
    _dump(path, notebook)


def _odd_outputs(rng: random.Random, path: Path) -> None:
    notebook = _load(path)
    for cell in [c for c in notebook["cells"] if c["cell_type"] == "code"]:
        odd = {
            "odd": repr(rng.choice(ODD)).replace("nan", "None"),
            "odd_text": rng.choice("ab/=\0"),
        }
        cell["source"] = [*cell["source"], "\n", SHOWN.format(**odd)]
    _dump(path, notebook)


def _load(path: Path) -> dict:
    try:
        found = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        found = {}
    return found if isinstance(found, dict) and _has_cells(found) else _blank()


def _has_cells(found: dict) -> bool:
    cells = found.get("cells")
    is_list = isinstance(cells, list) and len(cells) > 4
    return is_list and all(isinstance(c, dict) and isinstance(c.get("source"), list) for c in cells)


def _blank() -> dict:
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    cells = [cell | {"id": str(number), "source": []} for number in range(6)]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def _dump(path: Path, notebook: object) -> None:
    path.write_text(json.dumps(notebook), encoding="utf-8")


def _rename(rng: random.Random, path: Path) -> None:
    path.rename(path.with_name(os.fsdecode(rng.choice(NAMES))))


def _nest(rng: random.Random, path: Path) -> None:
    """Paths of that length can be made only step by step."""
    name, depth = rng.choice([("d", 400), ("n" * 200, 15), ("é" * 100, 8), ("inner.ipynb", 30)])
    at = os.open(path.parent, os.O_RDONLY)
    for _ in range(depth):
        os.mkdir(name, dir_fd=at)
        inner = os.open(name, os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = inner
    os.close(os.open("x.txt", os.O_CREAT | os.O_WRONLY, dir_fd=at))
    os.close(at)


def _odd_files(rng: random.Random, path: Path) -> None:
    for name in rng.sample([b"M\xfcller.csv", b"a\nb", b"n" * 255, b".x", b"timestamp.txt"], 3):
        file = path.with_name(os.fsdecode(name))
        file.touch()
        os.truncate(file, rng.choice([0, 10, 10**6, 120 * 2**20]))  # most of it is a hole
    if rng.random() < 0.5:
        times = ["0001-01-01", "9999-12-31 23:59:59 -1400", "yesterday", "\0", "2026-01-01 25:00"]
        (path.parent / "timestamp.txt").write_text(rng.choice(times))


def _odd_kinds(rng: random.Random, path: Path) -> None:
    place = rng.choice([path, path.with_name("data.csv")])
    place.unlink(missing_ok=True)
    make = rng.choice([os.mkfifo, Path.mkdir, lambda p: p.symlink_to("/etc/passwd")])
    make(place)
    path.with_name("round").symlink_to(path.parent)


def _odd_rights(rng: random.Random, path: Path) -> None:
    inner = path.parent / "inner"
    inner.mkdir()
    (inner / "x.txt").touch()
    for place in rng.sample([path, inner, path.parent, path.parent.parent], 2):
        place.chmod(rng.choice([0o000, 0o200, 0o400, 0o444, 0o111, 0o666]))


Fault = Callable[[random.Random, Path], None]
CONTENTS: list[Fault] = [
    *(_odd_sources, _odd_outputs, _odd_metadata, _replace_nodes, _recode, _break_bytes)
]
FOLDERS: list[Fault] = [
    *(_rename, _nest, _odd_files, _odd_kinds, _odd_rights, lambda _rng, _path: None)
]
