"""The class, read from a table that the platform exports."""

import datetime
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import dateutil.parser

from nbgrader_sandbox import GradingError
from rnn_course.csv_table import Table
from rnn_course.platforms.filenames import CANVAS, MOODLE

# Titles of columns, in small letters. Moodle translates them, Canvas does not.
_TITLES = {
    "first": ("first name", "firstname", "first_name"),
    "last": ("last name", "surname", "lastname", "last_name"),
    "full": ("full name", "student", "name"),
    "email": ("email address", "email"),
    "login": ("username", "sis login id"),
    "number": ("id number", "sis user id"),
    "submitted": ("last modified (submission)",),
    "id": ("student id", "student_id"),
}
_IDENTIFIER = re.compile(r"(\D+)(\d+)")  # «Participant 123»
_NUMBER = re.compile(r"\D*(\d+)")
_FORMULA = re.compile(r'="?(.*?)"?')  # Canvas guards names against Excel
_NO_PERSON = re.compile(r"\s*(points possible|student, test|test student)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Person:
    """One line of a roster."""

    row: int  # in the table
    participant: str  # the platform's number, as in the names of its archives
    first: str
    last: str
    email: str = ""
    login: str = ""
    number: str = ""
    submitted: datetime.datetime | None = None  # when the last file was handed in, without a zone
    student: str = ""  # the student id, where the table itself gives one

    @property
    def name(self) -> str:
        """First name, last name."""
        return f"{self.first} {self.last}".strip()


class Roster:
    """A class by a table: Moodle's grading worksheet, grade export or list of participants,
    Canvas's gradebook, or nbgrader's own list of students.
    """  # noqa: D205 (a list of what it may be)

    def __init__(self, path: Path, identifier: str = "") -> None:
        self.table, self.file = Table(path), path.name
        self._columns = {key: self.table.column(*titles) for key, titles in _TITLES.items()}
        if identifier:
            self._columns["id"] = self.table.column(identifier.casefold())
            if self._columns["id"] is None:
                known = ", ".join(self.table.header)
                raise GradingError(f"{self.file} has no column {identifier!r}. It has: {known}.")
        self.platform, self._participant = self._kind()
        # Moodle's grading worksheet has one assignment's grades.
        self.is_worksheet = self.platform == MOODLE and self._participant is not None
        rows = range(1, len(self.table))
        self.people = [self._person(row) for row in rows if self._is_person(row)]
        if not self.people:
            raise GradingError(f"{path} names nobody: no name, email address or number was found.")

    def _kind(self) -> tuple[str, int | None]:
        canvas = self.table.column("id")
        if self.table.column("first_name", "last_name") is not None:  # nbgrader's
            self._columns["id"] = self._columns["id"] if canvas is None else canvas
            return "", None
        if canvas is not None and self.table.column("student", "lastname") is not None:
            return CANVAS, canvas
        if not self._has_identifiers():
            return MOODLE, None
        self._columns["full"] = 1 if self._columns["full"] is None else self._columns["full"]
        if self._columns["email"] is None:
            self._columns["email"] = self._column_of_addresses()
        return MOODLE, 0

    def _has_identifiers(self) -> bool:
        """Return whether every line begins with one word, in whatever language, and a number."""
        found = [_IDENTIFIER.fullmatch(self.table.text(n, 0)) for n in range(1, len(self.table))]
        return all(found) and len({match[1] for match in found if match}) == 1

    def _column_of_addresses(self) -> int | None:
        for column in range(1, len(self.table.header)):
            texts = [self.table.text(row, column) for row in range(1, len(self.table))]
            if any(texts) and all("@" in text for text in texts if text):
                return column
        return None

    def _get(self, row: int, key: str) -> str:
        text = self.table.text(row, self._columns[key]).strip()
        formula = _FORMULA.fullmatch(text)
        return unicodedata.normalize("NFC", formula[1] if formula else text)

    def _is_person(self, row: int) -> bool:
        names = [self._get(row, key) for key in ("full", "first", "last")]
        if any(_NO_PERSON.fullmatch(name) for name in names):
            return False
        return any((*names, self._get(row, "email"), self._get(row, "id")))

    def _person(self, row: int) -> Person:
        first, last, login = (self._get(row, key) for key in ("first", "last", "login"))
        if not first and not last:
            first, last = _split_name(self._get(row, "full"))
        found = _NUMBER.fullmatch(self.table.text(row, self._participant).strip())
        participant = found[1] if found else ""
        email = self._get(row, "email") or (login if "@" in login else "")
        number, student = self._get(row, "number"), self._get(row, "id")
        submitted = _time(self._get(row, "submitted"))
        return Person(row, participant, first, last, email, login, number, submitted, student)


def _split_name(full: str) -> tuple[str, str]:
    """Split a name: Canvas writes «Lovelace, Ada», Moodle «Ada Lovelace»."""
    if "," in full:
        last, first = full.split(",", 1)
        return first.strip(), last.strip()
    first, _, last = full.rpartition(" ")
    return first.strip(), last.strip()


def _time(text: str) -> datetime.datetime | None:
    """Read a time as English Moodle writes it: Tuesday, 3 March 2026, 5:04 PM."""
    try:
        return dateutil.parser.parse(text).replace(tzinfo=None) if text else None
    except (ValueError, OverflowError):
        return None
