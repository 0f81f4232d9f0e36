"""Teams: what one hands in is handed in by all, and the newest counts."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from nbgrader_sandbox.course.directory import SubmissionFolder
from nbgrader_sandbox.notes import Note
from nbgrader_sandbox.submission.listing import list_files


def share_newest(
    found: Iterable[SubmissionFolder], teams: Mapping[str, tuple[str, ...]]
) -> list[SubmissionFolder]:
    """Give every member of a team the newest hand-in of the team; no file is written.

    ``teams`` has the members of each team, by a member; each of them gets the folder of whoever
    handed it in. Where the newest cannot be told, each has the problem instead.
    """
    groups: dict[tuple[str, tuple[str, ...]], list[SubmissionFolder]] = {}
    shared: list[SubmissionFolder] = []
    for each in found:
        if each.student in teams and each.problem is None:
            groups.setdefault((each.assignment, teams[each.student]), []).append(each)
        else:
            shared.append(each)
    for (_, members), handed_in in groups.items():
        newest = _newest(handed_in)
        # A member's own folder that nobody can use does not matter any more.
        theirs = {(member, newest.assignment) for member in members}
        shared = [each for each in shared if (each.student, each.assignment) not in theirs]
        shared += [replace(newest, student=member) for member in members]
    return sorted(shared, key=lambda each: (each.student, each.assignment))


def _newest(handed_in: list[SubmissionFolder]) -> SubmissionFolder:
    with_notebooks = [each for each in handed_in if _notebooks(each.folder)] or handed_in
    times = {each.timestamp for each in with_notebooks}
    known = [time for time in times if time is not None]
    last = [each for each in with_notebooks if each.timestamp == max(known, default=None)]
    # One without a time may be newer than all others.
    candidates = with_notebooks if None in times else last
    if len({_notebooks(each.folder) for each in candidates}) > 1:
        names = ", ".join(each.student for each in candidates)
        return replace(last[0], problem=Note("several_at_once", {"students": names}))
    return last[0]


def _notebooks(folder: Path) -> frozenset[tuple[str, str]]:
    try:
        files, _ = list_files(folder)
    except OSError:
        return frozenset()
    return frozenset((name, _digest(p)) for name, p in files.items() if name.endswith(".ipynb"))


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:  # nobody can read it, so it is the same as no other
        return str(path)
