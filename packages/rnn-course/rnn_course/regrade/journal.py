"""Journal of one regrade in a folder: the state before it, and its progress."""

import datetime
import json
import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy.engine import make_url

from nbgrader_sandbox import GradingCourse, GradingError
from rnn_course.regrade import scores, snapshot
from rnn_course.regrade.case_fingerprints import Fingerprints
from rnn_course.regrade.scores import Scores
from rnn_course.regrade.snapshot import Notebooks
from rnnkit._atomic import write_if_changed

FOLDER = "regrades"
BEFORE, CLEARED, POINTS = "before.json", "cleared_for", "points.csv"
BACKUP = "gradebook.db"


@dataclass(frozen=True)
class Before:
    """The state before a regrade."""

    cells: Notebooks  # as released until then
    cases: Fingerprints | None  # None if nobody took a note
    scores: Scores  # by student
    autograded: tuple[str, ...]  # students who had a graded notebook


@dataclass(frozen=True)
class Journal:
    """One regrade, from its beginning to its end."""

    folder: Path

    @classmethod
    def unfinished(cls, root: Path, assignment: str) -> "Journal | None":
        """Return the regrade of an assignment that was stopped on its way, if there is one."""
        for path in sorted((root / FOLDER).glob(f"[!.]*/{BEFORE}")):
            is_finished = (path.parent / POINTS).is_file()
            if not is_finished and json.loads(path.read_text("utf-8"))["assignment"] == assignment:
                return cls(path.parent)
        return None

    @classmethod
    def begin(cls, course: GradingCourse, assignment: str, before: Before) -> "Journal":
        """Copy the gradebook and note how things are; all of it or nothing."""
        time = datetime.datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
        folder = course.root / FOLDER / f"{assignment}-{time}"
        while folder.exists():  # two in one second
            folder = folder.with_name(f"{folder.name}+")
        beginning = folder.with_name(f".{folder.name}.{os.getpid()}")
        shutil.rmtree(beginning, ignore_errors=True)
        beginning.mkdir(parents=True)
        copy_gradebook(course.directory.db_url, beginning / BACKUP)
        plain = {"assignment": assignment, **asdict(before)}
        (beginning / BEFORE).write_text(json.dumps(plain, indent=1), encoding="utf-8")
        beginning.rename(folder)
        for left in folder.parent.glob(f".{assignment}-*"):  # of a run that was killed here
            shutil.rmtree(left, ignore_errors=True)
        return cls(folder)

    def before(self) -> Before:
        """Read the state before the regrade."""
        plain = json.loads((self.folder / BEFORE).read_text(encoding="utf-8"))
        cells, points = snapshot.from_plain(plain["cells"]), scores.from_plain(plain["scores"])
        return Before(cells, plain["cases"], points, tuple(plain["autograded"]))

    def clear(self, course: GradingCourse, assignment: str, target: str, kept: set[str]) -> None:
        """Move graded notebooks here, once for each target, so that all are graded again.

        What was graded for another target since is removed: it can be made again.
        """
        cleared = self.folder / CLEARED
        if cleared.is_file() and cleared.read_text(encoding="utf-8") == target:
            return
        for submitted in course.find(assignment):
            graded = course.folder("autograded", submitted.student, assignment)
            archived = self.folder / "autograded" / submitted.student / assignment
            if not graded.is_dir():
                continue
            if submitted.student in kept and not archived.exists():
                archived.parent.mkdir(parents=True, exist_ok=True)
                graded.rename(archived)
            else:
                discarded = self.folder / ".discarded"
                shutil.rmtree(discarded, ignore_errors=True)
                graded.rename(discarded)
                shutil.rmtree(discarded)
        write_if_changed(cleared, target)


def is_sqlite(db_url: str) -> bool:
    """Return whether the gradebook is a file."""
    return make_url(db_url).get_backend_name() == "sqlite"


def copy_gradebook(db_url: str, to: Path) -> None:
    """Copy an SQLite gradebook, whatever is being written to it; leave others to their tools."""
    if not is_sqlite(db_url):
        return
    file = make_url(db_url).database or ":memory:"
    try:
        with closing(sqlite3.connect(file)) as gradebook, closing(sqlite3.connect(to)) as copy:
            gradebook.backup(copy)
    except sqlite3.Error as error:
        raise GradingError(f"The gradebook cannot be copied to {to}: {error}") from None
