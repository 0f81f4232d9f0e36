"""Recognition of an assignment's notebook, whatever the file is called."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

from nbgrader_sandbox import (
    MAX_NOTEBOOK_BYTES,
    SAME_NOTEBOOK,
    Assignment,
    NoVerdict,
    RawCell,
    likeness,
    read_cells,
    read_file,
)
from rnn_course.platforms.collect.unzip import original
from rnn_course.platforms.manifest import BROKEN

# What browsers, platforms and students put behind a name: «x (1)», «x-2», «x-Copy1», «x_final».
_ADDED = re.compile(r"([ _-]*(\(\d+\)|copy\s*\d*|final|\d))+$", re.IGNORECASE)


@dataclass(frozen=True)
class Recognised:
    """A file, as it was recognised."""

    template: str = ""  # name of the released notebook that it is; empty if it is none
    readable: bool = True  # by a grader
    exact: bool = False  # has that notebook's name
    note: str = ""  # what is odd, or why it is none


def recognise(path: Path, called: str, assignment: Assignment, releases: Path) -> Recognised:
    """Recognise what a file is by what is in it; ``called`` is the student's name for it."""
    name = PurePosixPath(original(called)).name
    if path.suffix != ".ipynb":
        return Recognised(note=f"{name}: no notebook")
    try:
        cells, _ = read_cells(read_file(path, MAX_NOTEBOOK_BYTES))
    except NoVerdict as reason:
        return _unreadable(name, assignment, str(reason))
    likely = [(likeness(each, cells), each) for each in assignment.templates]
    share, template = max(likely, key=lambda pair: pair[0])
    if share >= SAME_NOTEBOOK:
        exact = name == f"{template.name}.ipynb"
        return Recognised(template.name, exact=exact, note="" if exact else f"was called {name}")
    other = _other(cells, releases, assignment.name)
    what = f"the notebook of {other}" if other else "a notebook of something else"
    return Recognised(note=f"{name}: {what}")


def _unreadable(name: str, assignment: Assignment, reason: str) -> Recognised:
    """Recognise a broken file by its name: the grader then reports that it has no verdict."""
    stem = plain_stem(name)
    for template in assignment.templates:
        if stem == plain_stem(f"{template.name}.ipynb"):
            return Recognised(template.name, readable=False, note=f"{BROKEN}: {reason}")
    return Recognised(note=f"{name}: {reason}")


def plain_stem(name: str) -> str:
    """Return a notebook's name without what is often added to it."""
    stem = name.casefold().partition(".ipynb")[0]
    return re.sub(r"[\W_]+", "-", _ADDED.sub("", stem))


def _other(cells: list[RawCell], releases: Path, but: str) -> str:
    theirs = {cell.grade_id for cell in cells} - {""}
    for path in sorted(releases.glob("*/*.ipynb")):
        name, known = path.parent.name, _names(path)
        if name != but and known and len(known & theirs) >= SAME_NOTEBOOK * len(known):
            return name
    return ""


@cache
def _names(path: Path) -> frozenset[str]:
    try:
        cells, _ = read_cells(read_file(path, MAX_NOTEBOOK_BYTES))
    except NoVerdict:
        return frozenset()
    return frozenset(cell.grade_id for cell in cells) - {""}
