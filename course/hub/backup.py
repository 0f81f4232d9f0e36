"""Save a course while it is in use, or restore it.

    python backup.py save COURSE FOLDER         # FOLDER/course-<time in UTC>.tar.gz
    python backup.py restore ARCHIVE COURSE     # into a folder that is empty or not there

with the Python of the course's environment. A gradebook in PostgreSQL is not in it: pg_dump.
"""

import sqlite3
import sys
import tarfile
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from nbgrader_sandbox import GradingCourse, GradingError

GRADEBOOK = "gradebook.db"
FIRST = "autograded"
SENTENCES = {
    "usage": "Expected `save COURSE FOLDER` or `restore ARCHIVE COURSE`, got: {words}",
    "saved": "{path}: {count} files and the gradebook",
    "postgres": "{path}: {count} files. The gradebook is in a database server: save it by pg_dump.",
    "left out": "Left out, since it is no file: {name}",
    "not empty": "{folder} is not empty, and nothing is overwritten: name another folder.",
    "broken": "{path}: the gradebook in it is broken ({error}). Take an older one.",
    "restored": "{folder}: restored from {path}",
}


def say(key: str, **values: object) -> str:
    """Return one of the sentences."""
    return SENTENCES[key].format(**values)


def save(root: Path, folder: Path) -> str:
    """Write an archive of a course; return what was done.

    The order matters, since a class may be graded meanwhile. What is in autograded/ has its
    points in the gradebook already, and its hand-in in submitted/: so autograded/ comes first
    and the gradebook last. Points without a graded notebook are graded again.
    """
    course = GradingCourse(root)
    scheme, _, database = course.directory.db_url.partition(":///")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"course-{datetime.now(UTC):%Y-%m-%d-%H%M%S}.tar.gz"
    unfinished = path.with_suffix(".unfinished")
    with tarfile.open(unfinished, "x:gz") as archive:
        count = sum(add(archive, file, course.root) for file in files_of(course.root, folder))
        if scheme == "sqlite":
            add_gradebook(archive, Path(database))
    unfinished.rename(path)
    return say("saved" if scheme == "sqlite" else "postgres", path=path, count=count)


def files_of(root: Path, but: Path) -> list[Path]:
    """List what is saved as it lies there, autograded notebooks first."""
    found = [path for path in sorted(root.rglob("*")) if but.resolve() not in path.parents]
    kept = [path for path in found if path.is_symlink() or path.is_file()]
    kept = [path for path in kept if not path.name.startswith(GRADEBOOK)]
    return sorted(kept, key=lambda path: FIRST not in path.relative_to(root).parts)


def add(archive: tarfile.TarFile, path: Path, root: Path) -> bool:
    """Add a file; a link that a student handed in is named and left out."""
    name = str(path.relative_to(root))
    if path.is_symlink():
        print(say("left out", name=name))
        return False
    try:
        archive.add(path, name, recursive=False)
    except FileNotFoundError:  # graded again this very moment
        return False
    return True


def add_gradebook(archive: tarfile.TarFile, database: Path) -> None:
    """Add a copy of the gradebook as it is between two transactions."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch, GRADEBOOK)
        with closing(sqlite3.connect(database)) as here, closing(sqlite3.connect(copy)) as there:
            here.backup(there)
        archive.add(copy, GRADEBOOK)


def restore(path: Path, folder: Path) -> str:
    """Unpack an archive and check its gradebook; return what was done."""
    if folder.exists() and any(folder.iterdir()):
        raise GradingError(say("not empty", folder=folder))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tarfile.open(path) as archive:
        # Older Pythons have no such filter; the archive is one of ours.
        archive.extraction_filter = getattr(tarfile, "data_filter", lambda member, _: member)
        archive.extractall(folder)
    if (folder / GRADEBOOK).is_file():
        with closing(sqlite3.connect(folder / GRADEBOOK)) as gradebook:
            (found,) = gradebook.execute("PRAGMA integrity_check").fetchone()
        if found != "ok":
            raise GradingError(say("broken", path=path, error=found))
    return say("restored", folder=folder, path=path)


def main(words: list[str]) -> None:
    """Do what the command line says."""
    match words:
        case ["save", course, folder]:
            print(save(Path(course), Path(folder)))
        case ["restore", archive, course]:
            print(restore(Path(archive), Path(course)))
        case _:
            sys.exit(say("usage", words=" ".join(words) or "nothing"))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (GradingError, OSError, tarfile.TarError, sqlite3.Error) as problem:
        sys.exit(str(problem))
