"""Paths of a course, as students have it."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import rnnkit
from rnnkit.language import ENGLISH
from rnnkit.workbook.errors import CourseError

CONFIG_FILE = "nbgrader_config.py"
COURSE_FOLDER = "course"
PACKAGE = Path("packages", "rnnkit", "rnnkit")
LANGUAGE = "RNN_COURSE_LANGUAGE"  # which edition a command works on, if no option says so


@dataclass(frozen=True)
class CourseFiles:
    """Paths of a course in one language: ``root`` holds the directory ``name`` and the workbook."""

    root: Path
    name: str = COURSE_FOLDER
    language: str = ENGLISH

    @classmethod
    def at(cls, directory: Path, language: str = "") -> Self:
        """Return the course here; by default in ``RNN_COURSE_LANGUAGE``, else in English."""
        directory = directory.resolve()
        language = language or os.environ.get(LANGUAGE) or ENGLISH
        return cls(directory.parent, directory.name, language)

    @property
    def edition(self) -> str:
        """What the names of an edition's folders end with: nothing in English, as "-zh" else."""
        return "" if self.language == ENGLISH else f"-{self.language}"

    @property
    def directory(self) -> Path:
        """The nbgrader course directory."""
        return self.root / self.name

    @property
    def config(self) -> Path:
        """Settings that stock nbgrader reads as well."""
        return self.directory / CONFIG_FILE

    @property
    def release(self) -> Path:
        """Built: notebooks for students."""
        return self.directory / f"release{self.edition}"

    @property
    def rnnkit(self) -> Path:
        """What students import: the course's own copy, else the installed one."""
        own = self.root / PACKAGE
        return own if own.is_dir() else Path(rnnkit.__file__).parent

    @property
    def cases(self) -> Path:
        """Built: visible cases and what known mistakes give on them."""
        return self.rnnkit / "cases"

    @property
    def workbook(self) -> Path:
        """A student's own notebooks."""
        return self.root / f"workbook{self.edition}"


def only_language(directory: Path) -> str:
    """Return the language of a students' copy that has one edition other than English."""
    others = [path.name.removeprefix("release-") for path in directory.glob("release-*")]
    is_only = len(others) == 1 and not (directory / "release").exists()
    return others[0] if is_only else ""


def notebook_in(folder: Path, chapter: str) -> Path:
    """Return where a chapter's notebook lies in a folder of nbgrader's layout."""
    return folder / chapter / f"{chapter}.ipynb"


def find_course_directory(named: Path | None = None) -> Path:
    """Return the nbgrader course directory that a command works on.

    ``named``, what ``--course`` says, has ``nbgrader_config.py``. Without it the search goes
    upwards, as git's does: for that file, or ``course/nbgrader_config.py``.
    """
    if named is not None:
        if (named / CONFIG_FILE).is_file():
            return named.resolve()
        got = f"no {CONFIG_FILE}" if named.is_dir() else "no such folder"
        remedy = f"name the folder that {CONFIG_FILE} is in"
        raise CourseError(str(named), "the folder of a course", got, remedy)
    start = Path.cwd().resolve()
    for folder in (start, *start.parents):
        for directory in (folder, folder / COURSE_FOLDER):
            if (directory / CONFIG_FILE).is_file():
                return directory
    expected = f"{CONFIG_FILE} or {COURSE_FOLDER}/{CONFIG_FILE} there, or in a folder above"
    remedy = "go to the folder of a course, or name it: --course FOLDER"
    raise CourseError(str(start), expected, "none", remedy)
