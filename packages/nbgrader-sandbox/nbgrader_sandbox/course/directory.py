"""The course directory, and what in it is to be graded."""

import datetime
import errno
import glob
import json
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config, PyFileConfigLoader

from nbgrader_sandbox.errors import GradingError
from nbgrader_sandbox.notes import Note

CONFIG_FILE = "nbgrader_config.py"
TIMESTAMP, MAX_TIMESTAMP = "timestamp.txt", 1000  # bytes
MAX_STUDENT_ID = 128  # characters, as the gradebook has room for
OTHERS = 0o077  # rights of everybody else
EXCHANGE = "/usr/local/share/nbgrader/exchange"  # nbgrader's own default


def folder_of(
    course: CourseDirectory, step: str, student: str = ".", assignment: str = "."
) -> Path:
    """Return the folder of a step, as ``autograded``; of a student, of an assignment in it."""
    return Path(course.format_path(getattr(course, f"{step}_directory"), student, assignment))


@dataclass(frozen=True)
class SubmissionFolder:
    """One student's folder of an assignment."""

    student: str
    assignment: str
    folder: Path
    timestamp: datetime.datetime | None
    problem: Note | None = None  # why it cannot be graded at all


class GradingCourse:
    """A course as the ``nbgrader_config.py`` in the course directory, its root, describes it."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        if not (self.root / CONFIG_FILE).is_file():
            raise GradingError(
                f"{self.root} has no {CONFIG_FILE}. Go to the folder of the course, or name it "
                "with --course."
            )
        self.config: Config = PyFileConfigLoader(CONFIG_FILE, str(self.root)).load_config()
        self.config.CourseDirectory.root = str(self.root)
        self.directory = CourseDirectory(config=self.config)
        if not self.directory.groupshared:
            # Whoever opens a course writes names and points: for this account alone.
            os.umask(os.umask(OTHERS) | OTHERS)

    def folder(self, step: str, student: str = ".", assignment: str = ".") -> Path:
        """Return the folder of a step, as `folder_of` does."""
        return folder_of(self.directory, step, student, assignment)

    def folders(
        self, step: str, student: str = "*", assignment: str = "*"
    ) -> Iterator[tuple[str, str, Path]]:
        """Yield student, assignment and folder of what is there of a step.

        Paths are parsed as nbgrader does it: a course says where its folders lie.
        """
        names = r"(?P<student>[^/]+)", r"(?P<assignment>[^/]+)"
        structure = getattr(self.directory, f"{step}_directory")
        pattern = re.compile(self.directory.format_path(structure, *names, escape=True))
        for path in _glob(self.folder(step, student, assignment)):
            if found := pattern.fullmatch(path):
                yield found["student"], found["assignment"], Path(path)

    def full_name(self, assignment: str) -> str:
        """Return ``03-rnn-backward`` for ``03``, and a name that stands for none as it is."""
        parent = self.folder("source", assignment=assignment).parent
        names = [path.name for path in parent.glob("*") if path.is_dir()]
        found = [name for name in names if name.partition("-")[0] == assignment]
        return found[0] if len(found) == 1 and assignment not in names else assignment

    def full_names(self, assignments: Iterable[str]) -> list[str]:
        """Return ``03-rnn-backward`` for ``03`` in a list of names."""
        return [self.full_name(name) for name in assignments]

    def secrets(self) -> tuple[Path, ...]:
        """Return what students' code must not see of the course and of what lies around it."""
        steps = ("source", "release", "submitted", "autograded", "feedback")
        places = [self.folder(step) for step in steps]
        scheme, _, database = self.directory.db_url.partition(":///")
        places += [Path(database)] if scheme == "sqlite" else []
        around = [self.root, *self.root.parents]
        repository = [folder for folder in around if (folder / ".git").exists()]
        exchange = Path(self.config.Exchange.get("root", EXCHANGE))
        return (self.root, *repository[:1], exchange, *places)

    def layout(self) -> str:
        """Return where submissions are looked for."""
        return f"{self.folder('submitted', 'STUDENT', 'ASSIGNMENT')}/NOTEBOOK.ipynb"

    def assignments(self) -> list[str]:
        """Return the names of the assignments that anything was submitted for."""
        return sorted({folder.assignment for folder in self.find()})

    def find(self, assignment: str = "*", student: str = "*") -> list[SubmissionFolder]:
        """Return submissions of an assignment, or of all, by student."""
        return [each for each in self.find_all(assignment, student) if each.problem is None]

    def find_all(self, assignment: str = "*", student: str = "*") -> list[SubmissionFolder]:
        """Return the same and what cannot be graded, since no gradebook or page could name it."""
        found = [*self._find(student, assignment), *self._find_closed(student, assignment)]
        return sorted(found, key=lambda each: (each.student, each.assignment))

    def _find(self, student: str, assignment: str) -> Iterator[SubmissionFolder]:
        """Yield submissions, whatever their folders are called."""
        for name, of, folder in self.folders("submitted", student, assignment):
            if os.path.isdir(folder):  # noqa: PTH112 (Path's raises without permission)
                problem = None if is_student_id(name) else Note("folder_name", {"folder": name})
                time = None if problem else self._time(folder)
                yield SubmissionFolder(name, of, folder, time, problem)

    def _find_closed(self, student: str, assignment: str) -> Iterator[SubmissionFolder]:
        """Yield folders in which no submission can be seen, since they cannot be entered."""
        for path in _glob(self.folder("submitted", student, assignment).parent):
            if not os.access(path, os.R_OK | os.X_OK):
                folder = Path(path)
                reason = Note("folder_unreadable", {"error": os.strerror(errno.EACCES)})
                yield SubmissionFolder(folder.name, assignment, folder, None, reason)

    def is_graded(self, submission: SubmissionFolder) -> bool:
        """Whether there is nothing to do: graded, and nothing newer was handed in."""
        folder = self.folder("autograded", submission.student, submission.assignment)
        if not folder.is_dir() or any(map(_is_placeholder, folder.glob("*.ipynb"))):
            return False
        before, now = self._time(folder), submission.timestamp
        return not (now and before and now > before)

    def graded_time(self, submission: SubmissionFolder) -> datetime.datetime | None:
        """Return when what was graded last was handed in, if that is known."""
        return self._time(self.folder("autograded", submission.student, submission.assignment))

    def _time(self, folder: Path) -> datetime.datetime | None:
        """Return when it was handed in, if that can be read."""
        path = folder / TIMESTAMP
        try:
            if path.is_symlink() or not path.is_file() or path.stat().st_size > MAX_TIMESTAMP:
                return None
            return self.directory.get_existing_timestamp(str(folder))
        except Exception:  # it is the student's file, in some layouts
            return None


def _glob(pattern: Path) -> list[str]:
    return glob.glob(str(pattern))  # noqa: PTH207 (the pattern is a whole path)


def is_student_id(name: str) -> bool:
    """Whether a gradebook can hold it, and nbgrader find it again in a path."""
    kinds = {unicodedata.category(sign) for sign in name}
    fits = not name.startswith(".") and 0 < len(name) <= MAX_STUDENT_ID
    return fits and not kinds & {"Cc", "Cs", "Zl", "Zp"}


def _is_placeholder(path: Path) -> bool:
    """Whether a notebook only stands in for one that could not be read."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return True  # it is none: graded again, it will be
    match notebook:
        case {"metadata": {"autograder": {"no_verdict": _}}}:
            return True
    return False
