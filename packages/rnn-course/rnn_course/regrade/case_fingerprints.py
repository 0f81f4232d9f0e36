"""Which test cases an assignment is graded with: the gradebook does not know them.

Cases lie in files beside the notebooks. So that a change can be told, a note of what they
were is kept from the first grading on.
"""

import hashlib
import json
from pathlib import Path

import numpy as np

from rnn_course.regrade.diff import Change
from rnn_course.regrade.snapshot import Notebooks
from rnnkit._atomic import write_if_changed

NOTE = Path("regrades") / "graded_with.json"
VISIBLE, HIDDEN = Path("rnnkit") / "cases", Path("hidden_cases")
CHECKS = Path("rnnkit") / "checks"

Fingerprints = dict[str, dict]


def fingerprints(root: Path, notebooks: Notebooks) -> Fingerprints:
    """Take the fingerprints of all cases of an assignment; empty in a course without any."""
    found = {}
    for cells in notebooks.values():
        for name in cells.cells:
            if f"test_{name}" in cells.cells and (root / VISIBLE / f"{name}.npz").is_file():
                found[name] = {
                    "visible": _of_file(root / VISIBLE / f"{name}.npz"),
                    "hidden": _of_file(root / HIDDEN / f"{name}.npz"),
                }
    if found:
        found[""] = {"checks": _of_code(root / CHECKS)}
    return found


def _of_file(path: Path) -> list:
    """Number of cases, and a fingerprint of what decides about right and wrong."""
    from rnnkit.checks.casefile import load  # here: other courses have no rnnkit

    if not path.is_file():
        return [0, ""]
    exercise = load(path)
    deciding = [(case.arguments, case.outputs) for case in exercise.cases]
    digest = hashlib.sha256(repr(exercise.tolerance).encode())
    _feed(digest, (deciding, [vars(output) for output in exercise.outputs]))
    return [len(exercise.cases), digest.hexdigest()]


def _feed(digest: object, value: object) -> None:
    if isinstance(value, np.ndarray):
        digest.update(f"{value.dtype}{value.shape}".encode() + value.tobytes())
    elif isinstance(value, dict):
        _feed(digest, sorted(value.items(), key=repr))
    elif isinstance(value, list | tuple):
        digest.update(f"({len(value)}".encode())
        for item in value:
            _feed(digest, item)
    else:
        digest.update(getattr(value, "__name__", repr(value)).encode())


def _of_code(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.py")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def read_note(root: Path, assignment: str) -> Fingerprints | None:
    """What it was graded with; None if nobody took a note."""
    path = root / NOTE
    return json.loads(path.read_text("utf-8")).get(assignment) if path.is_file() else None


def write_note(root: Path, assignment: str, found: Fingerprints) -> None:
    """Note what it is graded with."""
    path = root / NOTE
    notes = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    write_if_changed(path, json.dumps(notes | {assignment: found}, indent=1, sort_keys=True) + "\n")


def compare_cases(noted: Fingerprints, now: Fingerprints) -> list[Change]:
    """Say which exercises have other cases than noted."""
    return [
        Change("", f"test_{name}" if name else "all exercises", None, None, words, bool(name))
        for name in sorted(noted.keys() & now.keys())
        if (words := _words(noted[name], now[name]))
    ]


def _words(was: dict, now: dict) -> tuple[str, ...]:
    if "checks" in was:
        return () if was == now else ("how rnnkit's checks compare and explain",)
    return tuple(
        f"the {which} cases ({was[which][0]}, now {now[which][0]})"
        for which in ("visible", "hidden")
        if was[which] != now[which]
    )
