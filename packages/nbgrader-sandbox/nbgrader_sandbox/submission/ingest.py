"""Ingestion: from a submission's folder to notebooks that can be graded."""

import functools
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader_sandbox.course.assignment import Assignment, Template
from nbgrader_sandbox.errors import NoVerdict
from nbgrader_sandbox.notes import Note
from nbgrader_sandbox.submission import reading
from nbgrader_sandbox.submission.listing import list_files, without_clashes
from nbgrader_sandbox.submission.matching import MatchedNotebook, find_pairs, match
from nbgrader_sandbox.submission.reading import RawCell

SAME_NOTEBOOK = 0.5  # of the named cells, to take a notebook of another name for the one asked for
MAX_OTHERS = 50  # notebooks of other names that are looked into
MAX_NOTES = 100  # of one submission
PAGE = 4096  # bytes

Files = Mapping[str, Path]  # by their names in the submission
ReadNotebook = tuple[list[RawCell], list[Note]]


@dataclass
class Submission:
    """A submission: what a student handed in, as far as it is used."""

    notebooks: dict[str, MatchedNotebook] = field(default_factory=dict)  # by the released name
    unreadable: dict[str, Note] = field(default_factory=dict)  # why a notebook cannot be read
    files: dict[str, bytes] = field(default_factory=dict)  # other ones, by their path in the folder
    notes: list[Note] = field(default_factory=list)  # what was odd, for the instructor


def ingest(folder: Path, assignment: Assignment, storage: int) -> Submission:
    """Read a submission. Whatever is in it, this ends and raises nothing.

    Its files are kept as far as they fit into ``storage`` bytes with those of the course.
    """
    submission = Submission()
    found = _list(folder, assignment, submission)
    named = {f"{template.name}.ipynb" for template in assignment.templates}
    spare = {name: path for name, path in found.items() if name.endswith(".ipynb")}
    others = {name: path for name, path in spare.items() if name not in named}
    for template in assignment.templates:
        if template.name in submission.unreadable:
            continue
        try:
            read = _find_notebook(folder / f"{template.name}.ipynb", template, found, others)
        except NoVerdict as error:
            submission.unreadable[template.name] = error.reason
            continue
        if read is not None:
            cells, notes = read
            submission.notebooks[template.name] = matched = match(template, cells)
            submission.notes += [*notes, *matched.notes]
    names = [name for name in found if name not in spare]
    given = release_files(assignment.folder) | own_files(assignment)
    kept = {*without_clashes(names, {*named, *given})}
    submission.notes += [Note("file_in_the_way", {"file": n}) for n in names if n not in kept]
    room = min(reading.MAX_FILES_BYTES, storage - space(given))
    submission.files = _read_files({n: found[n] for n in names if n in kept}, room, submission)
    if more := submission.notes[MAX_NOTES:]:
        submission.notes[MAX_NOTES:] = [Note("too_many_notes", {"count": len(more)})]
    return submission


def _list(folder: Path, assignment: Assignment, submission: Submission) -> dict[str, Path]:
    if folder.is_symlink():
        submission.notes.append(Note("folder_is_link"))
        return {}
    try:
        files, notes = list_files(folder)
    except OSError as error:
        reason = Note("folder_unreadable", {"error": str(error.strerror)})
        submission.unreadable = {template.name: reason for template in assignment.templates}
        return {}
    submission.notes += notes
    return files


def _find_notebook(
    path: Path, template: Template, found: Files, others: Files
) -> ReadNotebook | None:
    is_there = path.name in found or os.path.lexists(path)
    if is_there and not os.path.isdir(path):  # noqa: PTH112 (Path's raises without permission)
        return _read_notebook(path)
    renamed = _renamed(template, others)
    return _read_notebook(path) if is_there and renamed is None else renamed


def _read_notebook(path: Path) -> ReadNotebook:
    return reading.read_cells(reading.read_file(path, reading.MAX_NOTEBOOK_BYTES))


def _renamed(template: Template, others: Files) -> ReadNotebook | None:
    """Look for the notebook of another name with most of its cells; NoVerdict if several differ."""
    found: dict[str, ReadNotebook] = {}
    for name, path in [*others.items()][:MAX_OTHERS]:
        with suppress(NoVerdict):
            found[name] = _read_notebook(path)
    shares = {name: likeness(template, cells) for name, (cells, _) in found.items()}
    most = max(shares.values(), default=0.0)
    if most < SAME_NOTEBOOK:
        return None
    name, *more = [name for name, share in shares.items() if share == most]
    cells, notes = found[name]
    if any(found[other][0] != cells for other in more):
        raise NoVerdict(Note("several_notebooks", {"files": ", ".join([name, *more])}))
    renamed = Note("file_renamed", {"file": name, "notebook": template.name})
    return cells, [*notes, renamed]


def likeness(template: Template, cells: Sequence[RawCell]) -> float:
    """Return which part of a released notebook's named cells is among these, 0 to 1."""
    pairs = find_pairs(template, cells)
    named = [index for index, cell in enumerate(template.cells) if cell.grade_id]
    return sum(index in pairs for index in named) / max(len(named), 1)


def _read_files(found: Files, room: int, submission: Submission) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for name, path in found.items():
        try:
            files[name] = reading.read_file(path, room)
            room -= space({name: files[name]})
        except NoVerdict as error:
            submission.notes.append(error.reason)
    return files


def own_files(assignment: Assignment) -> dict[str, bytes]:
    """Return the files beside the instructor's own notebooks."""
    return release_files(assignment.source, assignment.ignored)


def space(files: Mapping[str, bytes]) -> int:
    """Return how many bytes of a folder in memory files take: whole pages of it."""
    return sum(-(-len(content) // PAGE) * PAGE for content in files.values())


@functools.lru_cache(maxsize=4)
def release_files(folder: Path, ignored: tuple[str, ...] = ()) -> dict[str, bytes]:
    """Return the files that come with an assignment's notebooks."""
    if not folder.is_dir():
        return {}
    found, _ = list_files(folder)
    return {
        name: path.read_bytes()
        for name, path in found.items()
        if path.suffix != ".ipynb"
        and not any(Path(part).match(p) for part in Path(name).parts for p in ignored)
    }
