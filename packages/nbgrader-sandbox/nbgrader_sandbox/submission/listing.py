"""The files of a submission's folder: regular ones, few, with names that can be written anywhere.

A student chooses names, depths and rights. What a path of another folder, a database or a page
could not hold must not get past here: it would stop those who write there.
"""

import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path, PurePosixPath

from nbgrader_sandbox.notes import Note

MAX_FILES, MAX_ENTRIES = 1000, 10_000  # files that are taken; also folders that are looked into
MAX_DEPTH = 20  # of folders in folders
# Bytes. The folder that a path is copied to may have a longer path than the one it comes from.
MAX_PATH, MAX_NAME = 1000, 255


def list_files(folder: Path) -> tuple[dict[str, Path], list[Note]]:
    """List regular files in a folder and below by their path in it; no link is followed.

    Notes say what was left out or is called otherwise. OSError if the folder cannot be read.
    """
    files: dict[str, Path] = {}
    notes: list[Note] = []
    seen = 0
    waiting = [("", entry) for entry in _entries(folder)]
    while waiting:
        parent, entry = waiting.pop()
        seen += 1
        if seen > MAX_ENTRIES or len(files) >= MAX_FILES:
            notes.append(Note("too_many_files", {"limit": MAX_FILES}))
            break
        own_name = readable(entry.name)
        if own_name != entry.name:
            notes.append(Note("name_recoded", {"file": own_name}))
        name = str(PurePosixPath(parent, own_name))
        if _is_too_long(name):
            notes.append(Note("path_too_long", {"file": own_name}))
        elif entry.is_dir(follow_symlinks=False):
            try:
                waiting += [(name, each) for each in _entries(Path(entry.path))]
            except OSError as error:
                values = {"file": readable(entry.name), "error": str(error.strerror)}
                notes.append(Note("file_unreadable", values))
        elif entry.is_file(follow_symlinks=False):
            files.setdefault(name, Path(entry.path))
    return files, notes


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """Return what is in a folder, files at the end: it is taken from there."""
    with os.scandir(folder) as entries:
        found = list(islice(entries, MAX_ENTRIES + 1))
    return sorted(found, key=lambda e: (e.is_dir(follow_symlinks=False), e.name), reverse=True)


def _is_too_long(name: str) -> bool:
    path = PurePosixPath(name)
    is_deep = len(path.parts) > MAX_DEPTH or len(os.fsencode(name)) > MAX_PATH
    return is_deep or len(os.fsencode(path.name)) > MAX_NAME


def readable(name: str) -> str:
    """Return the name of a file as text. Old archives give names in another encoding."""
    is_text = not any("\ud800" <= sign <= "\udfff" for sign in name)
    return name if is_text else os.fsencode(name).decode("cp1252", "replace")


def without_clashes(names: Iterable[str], taken: Iterable[str]) -> Iterator[str]:
    """Yield the names that can be written beside others: no file where there is a folder."""
    files = set(taken)
    folders = {folder for name in files for folder in _folders(name)}
    for name in names:
        above = _folders(name)
        if name not in folders and not files & above:
            files.add(name)
            folders |= above
            yield name


def _folders(name: str) -> set[str]:
    return {str(folder) for folder in PurePosixPath(name).parents} - {"."}
