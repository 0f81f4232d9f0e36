"""Ingestion: from a submission's folder to notebooks that can be graded."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader_sandbox.course.assignment import Assignment, Template
from nbgrader_sandbox.errors import NoVerdict
from nbgrader_sandbox.notes import Note
from nbgrader_sandbox.submission import reading
from nbgrader_sandbox.submission.matching import MatchedNotebook, find_pairs, match
from nbgrader_sandbox.submission.reading import RawCell

SAME_NOTEBOOK = 0.5  # of the named cells, to take a notebook of another name for the one asked for

ReadNotebook = tuple[list[RawCell], list[Note]]


@dataclass
class Submission:
    """A submission: what a student handed in, as far as it is used.

    Parameters
    ----------
    notebooks : dict of str to MatchedNotebook
        By the name of the released notebook.
    unreadable : dict of str to Note
        Why a notebook that is there cannot be read.
    files : dict of str to bytes
        Other files, by their path in the folder.
    notes : list of Note
        What was odd, for the instructor.
    """

    notebooks: dict[str, MatchedNotebook] = field(default_factory=dict)
    unreadable: dict[str, Note] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)


def ingest(folder: Path, assignment: Assignment) -> Submission:
    """Read a submission. Whatever is in it, this ends and raises nothing."""
    submission = Submission()
    others = _others(folder, submission)
    named = {template.name: f"{template.name}.ipynb" for template in assignment.templates}
    spare = [path for path in others if path not in named.values() and path.endswith(".ipynb")]
    for template in assignment.templates:
        _take_notebook(folder, template, spare, submission)
    paths = [path for path in others if not path.endswith(".ipynb")]
    submission.files = _read_files(folder, paths, submission)
    return submission


def _others(folder: Path, submission: Submission) -> list[str]:
    if folder.is_symlink():
        submission.notes.append(Note("folder_is_link"))
        return []
    found = list(reading.regular_files(folder))
    if len(found) == reading.MAX_FILES:
        submission.notes.append(Note("too_many_files", {"limit": reading.MAX_FILES}))
    return [path.relative_to(folder).as_posix() for path in found]


def _take_notebook(
    folder: Path, template: Template, spare: list[str], submission: Submission
) -> None:
    path = folder / f"{template.name}.ipynb"
    try:
        is_there = path.is_symlink() or path.exists()
        found = _read_notebook(path) if is_there else _renamed(folder, template, spare)
    except NoVerdict as error:
        submission.unreadable[template.name] = error.reason
        return
    if found is not None:
        cells, notes = found
        matched = match(template, cells)
        submission.notebooks[template.name] = matched
        submission.notes += [*notes, *matched.notes]


def _read_notebook(path: Path) -> ReadNotebook:
    return reading.read_cells(reading.read_file(path, reading.MAX_NOTEBOOK_BYTES))


def _renamed(folder: Path, template: Template, spare: list[str]) -> ReadNotebook | None:
    """Look for the notebook under another name: the one with most of its cells."""
    best_share, best = 0.0, None
    for name in spare:
        try:
            cells, notes = _read_notebook(folder / name)
        except NoVerdict:
            continue
        share = likeness(template, cells)
        if share > best_share:
            renamed = Note("file_renamed", {"file": name, "notebook": template.name})
            best_share, best = share, (cells, [*notes, renamed])
    return best if best_share >= SAME_NOTEBOOK else None


def likeness(template: Template, cells: Sequence[RawCell]) -> float:
    """Return which part of a released notebook's named cells is among these, 0 to 1."""
    pairs = find_pairs(template, cells)
    named = [index for index, cell in enumerate(template.cells) if cell.grade_id]
    return sum(index in pairs for index in named) / max(len(named), 1)


def _read_files(folder: Path, paths: Sequence[str], submission: Submission) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    remaining = reading.MAX_FILES_BYTES
    for path in paths:
        try:
            files[path] = reading.read_file(folder / path, remaining)
        except NoVerdict as error:
            submission.notes.append(error.reason)
            continue
        remaining -= len(files[path])
    return files


@functools.lru_cache(maxsize=4)
def release_files(folder: Path, ignored: tuple[str, ...] = ()) -> dict[str, bytes]:
    """Return the files that come with an assignment's notebooks."""
    paths = [
        path
        for path in reading.regular_files(folder)
        if path.suffix != ".ipynb"
        and not any(Path(part).match(p) for part in path.relative_to(folder).parts for p in ignored)
    ]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
