"""Fingerprints of the cases that an assignment is graded with; the gradebook has none of them."""

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from rnn_course.regrade.diff import Change
from rnn_course.regrade.snapshot import Notebooks
from rnnkit._atomic import write_if_changed
from rnnkit.checks.casefile import load
from rnnkit.workbook.paths import CourseFiles

NOTE = Path("regrades") / "graded_with.json"
# By exercise: number and digest of its visible and hidden cases. Under "": the checks' digest.
Fingerprint = dict[str, list[int | str] | str]
Fingerprints = dict[str, Fingerprint]


def fingerprints(root: Path, notebooks: Notebooks) -> Fingerprints:
    """Return the fingerprints of all cases of an assignment; empty in a course without any."""
    course = CourseFiles.at(root)
    # As test cells do it: the course's settings set the variable, or an instructor did before.
    hidden = Path(os.environ.get("RNNKIT_HIDDEN_CASES", root / "hidden_cases"))
    folders = {"visible": course.cases, "hidden": hidden}
    found: Fingerprints = {
        name: {which: _of_file(folder / f"{name}.npz") for which, folder in folders.items()}
        for cells in notebooks.values()
        for name in cells.cells
        if f"test_{name}" in cells.cells and (course.cases / f"{name}.npz").is_file()
    }
    if found:
        code, digest = course.rnnkit / "checks", hashlib.sha256()
        for path in sorted(code.rglob("*.py")):
            digest.update(path.relative_to(code).as_posix().encode() + path.read_bytes())
        found[""] = {"checks": digest.hexdigest()}
    return found


def _of_file(path: Path) -> list[int | str]:
    if not path.is_file():
        return [0, ""]
    exercise = load(path)
    deciding = [(case.arguments, case.outputs) for case in exercise.cases]
    digest = hashlib.sha256(repr(exercise.tolerance).encode())
    for piece in _pieces((deciding, [vars(output) for output in exercise.outputs])):
        digest.update(piece)
    return [len(exercise.cases), digest.hexdigest()]


def _pieces(value: object) -> Iterator[bytes]:
    if isinstance(value, np.ndarray):
        yield f"{value.dtype}{value.shape}".encode() + value.tobytes()
    elif isinstance(value, dict):
        yield from _pieces(sorted(value.items(), key=repr))
    elif isinstance(value, list | tuple):
        yield f"({len(value)}".encode()
        for item in value:
            yield from _pieces(item)
    else:
        yield getattr(value, "__name__", repr(value)).encode()


def read_notes(root: Path) -> dict[str, Fingerprints]:
    """Read what assignments were graded with, as far as somebody took a note."""
    path = root / NOTE
    return json.loads(path.read_text("utf-8")) if path.is_file() else {}


def write_note(root: Path, assignment: str, found: Fingerprints) -> None:
    """Note what it is graded with."""
    notes = read_notes(root) | {assignment: found}
    write_if_changed(root / NOTE, json.dumps(notes, indent=1, sort_keys=True) + "\n")


def compare_cases(noted: Fingerprints, now: Fingerprints) -> list[Change]:
    """List the exercises that have other cases than noted."""
    return [
        Change("", f"test_{name}" if name else "all exercises", None, None, words, bool(name))
        for name in sorted(noted.keys() & now.keys())
        if (words := _words(noted[name], now[name]))
    ]


def _words(was: Fingerprint, now: Fingerprint) -> tuple[str, ...]:
    if "checks" in was:
        return () if was == now else ("how rnnkit's checks compare and explain",)
    changed = [which for which in ("visible", "hidden") if was[which] != now[which]]
    return tuple(f"the {which} cases ({was[which][0]}, now {now[which][0]})" for which in changed)
