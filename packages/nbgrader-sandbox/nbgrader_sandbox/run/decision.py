"""The decision of a rehearsal, kept in the course directory until what it rests on changes."""

import hashlib
import json
import platform
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from nbgrader_sandbox.course.assignment import Assignment
from nbgrader_sandbox.notes import NoteJson
from nbgrader_sandbox.run.job import Setup

FOLDER = "rehearsed"  # in the course directory
Together = dict[str, list[str]]  # grade_ids of test cells by notebook


@dataclass(frozen=True)
class Decision:
    """Which test cells of an assignment run together with students' code."""

    fingerprint: str  # of what it rests on
    together: Together  # by which it is graded
    found: Together  # by the last rehearsal; it may wait until all is graded anew
    findings: list[NoteJson]  # notes for the instructor


def run_together(assignment: Assignment, together: Mapping[str, list[str]]) -> Assignment:
    """Return an assignment whose test cells of these names run together with students' code."""
    templates = tuple(
        replace(each, together=frozenset(together.get(each.name, ())))
        for each in assignment.templates
    )
    return replace(assignment, templates=templates)


def load_decision(root: Path, assignment: str) -> Decision | None:
    """Read what was decided; None if nothing was, or it cannot be read."""
    try:
        return Decision(**json.loads(_path(root, assignment).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def save_decision(root: Path, assignment: str, decision: Decision) -> None:
    """Write what was decided; a run that is killed leaves the old file."""
    path = _path(root, assignment)
    path.parent.mkdir(exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(asdict(decision), indent=1), encoding="utf-8")
    unfinished.replace(path)


def _path(root: Path, assignment: str) -> Path:
    return root / FOLDER / f"{assignment}.json"


def fingerprint(assignment: Assignment, setup: Setup) -> str:
    """Return what changes with all that a rehearsal's outcome can depend on."""
    cells = [
        [template.name, each.role.name, each.grade_id, each.source, each.solution, each.points]
        for template in assignment.templates
        for each in template.cells
    ]
    libraries = [path.name for entry in sys.path for path in Path(entry).glob("*.dist-info")]
    limits = [repr(setup.limits), repr(setup.timeouts), setup.tests, bool(setup.bwrap)]
    everything = [cells, limits, platform.python_version(), sorted(set(libraries))]
    return hashlib.sha256(json.dumps(everything).encode()).hexdigest()
