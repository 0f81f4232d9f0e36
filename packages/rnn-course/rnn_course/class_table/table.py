"""The class table, ``class.csv``, with times as people write them: read, never written."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

from nbgrader_sandbox import (
    GradingCourse,
    GradingError,
    SubmissionFolder,
    is_student_id,
    share_newest,
)
from rnn_course.csv_table import Table
from rnnkit.language import Words

FILE = "class.csv"
COLUMNS = ("id", "name", "section", "team", "late days used")
EXTENSION = re.compile(r"(?i)[\s_]*extension(?:[\s_]+([^\s_].*?))?[\s_]*")  # of all, or of one
MEANT = ("extension", "late day")  # a title that begins so is one of ours, or refused
DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")  # as spreadsheets of Europe write a date
DATE = re.compile(r"[\d-]+")  # without an hour
NUMBER = re.compile(r"(\d{1,3}(?:[.,]\d+)?)(?: ?d(?:ays?)?)?")
MOST_DAYS = 366  # more is a year, or a date that a spreadsheet made a number of
composed = partial(unicodedata.normalize, "NFC")  # as the table has what is written in it
Extension = timedelta | date  # a datetime is a date, too: in UTC, without a zone
Value = TypeVar("Value")

_ENGLISH = {
    "not read": "{file} cannot be used. {faults}",
    "no id": "It has no column called id; it has: {titles}.",
    "empty": "Its first line is empty: write id,name,section,team into it, or remove the file.",
    "column twice": "Two columns are called {title}.",
    "bad title": (
        "A column is called {title}: expected extension, extension 03, late days used, or a title "
        "that begins with other words."
    ),
    "at": "\n  line {line}, column {title}: {fault}",
    "bad id": "expected the student id of the gradebook, got {text!r}.",
    "id twice": "{text} stands in line {other} already.",
    "bad extension": (
        "expected a time as 2026-03-09 18:00 (UTC, or with +01:00), a date, or a number of days "
        "from 0 to 366, got {text!r}."
    ),
    "bad late days": "expected a number from 0 to 366, got {text!r}.",
    "not in class": "Handed in, and not in class.csv: {names}",
    "not handed in": "In class.csv, and neither in the gradebook nor handed in: {names}",
    "no assignment": "class.csv has extensions for {names}, which is no assignment here",
    "no due date": "No due date, so nobody is late and extensions count nothing: {names}",
    "alone": "Alone in a team, whose name may have two spellings in class.csv: {names}",
    "odd end": (
        "class.csv gives {student} until {until}, and the due date is {due}. Is the year right? "
        "What ends before the due date is no extension."
    ),
}
SENTENCES = Words("class_table", _ENGLISH)
say = SENTENCES.say


@dataclass(frozen=True)
class Member:
    """One line of the class table."""

    student: str  # id, as in the gradebook
    name: str = ""
    section: str = ""
    team: str = ""
    late_days_used: float = 0.0  # outside of this gradebook
    # By the assignment's name or number; of all assignments under the empty name.
    extensions: dict[str, Extension] = field(default_factory=dict)

    def extension(self, assignment: str, due: datetime | None) -> timedelta | None:
        """Return how much longer they have; None if the table does not say."""
        if not due:
            return timedelta()  # nothing is late, and nbgrader cannot add to no date
        for key in (assignment, assignment.partition("-")[0], ""):
            if key in self.extensions:
                return max(until(self.extensions[key], due) - due, timedelta())
        return None


@dataclass(frozen=True)
class ClassTable:
    """A class: its members by student id; empty if there is no table."""

    members: dict[str, Member] = field(default_factory=dict)

    @property
    def teams(self) -> dict[str, tuple[str, ...]]:
        """Who is in a team of several, with all who are in it."""
        by_name: dict[str, list[str]] = {}
        for each in self.members.values():
            by_name.setdefault(" ".join(each.team.casefold().split()), []).append(each.student)
        several = [ids for team, ids in by_name.items() if team and len(ids) > 1]
        return {student: tuple(ids) for ids in several for student in ids}

    @property
    def sections(self) -> dict[str, str]:
        """The section of everybody who is in one."""
        return {each.student: each.section for each in self.members.values() if each.section}

    def spelled(self, ids: Iterable[str]) -> "ClassTable":
        """Return it with ids as they are written there: of ü, a Mac's archive makes two signs."""
        known = {composed(each): each for each in sorted(ids)}  # where there are both, the table's
        spelled = {known.get(name, name): each for name, each in self.members.items()}
        return ClassTable({name: replace(each, student=name) for name, each in spelled.items()})


def read_class_table(path: Path) -> ClassTable:
    """Read the table, or refuse all that cannot be read at once, by line and column."""
    if not path.exists():
        return ClassTable()
    reader = _Reader(Table(path, fewest=1))
    members = reader.members()
    if reader.faults:
        raise GradingError(say("not read", file=path, faults="".join(reader.faults)))
    return ClassTable(members)


class _Reader:
    def __init__(self, table: Table) -> None:
        self._table = table
        titles = [" ".join(title.casefold().replace("_", " ").split()) for title in table.header]
        self._columns = {key: titles.index(key) for key in COLUMNS if key in titles}
        found = [(EXTENSION.fullmatch(title), n) for n, title in enumerate(table.header)]
        self._extensions = {match[1] or "": n for match, n in found if match}
        ours = [t for t in titles if t in COLUMNS or EXTENSION.fullmatch(t)]
        self.faults = [say("column twice", title=t) for t, n in Counter(ours).items() if n > 1]
        odd = [t for t in titles if t.startswith(MEANT) and t not in ours]
        self.faults += [say("bad title", title=title) for title in odd]
        if "id" not in self._columns:
            self.faults.append(say("no id" if any(titles) else "empty", titles=", ".join(titles)))

    def members(self) -> dict[str, Member]:
        lines: dict[str, int] = {}
        members = {}
        for row in range(1, len(self._table)) if "id" in self._columns else ():
            student = self._text(row, self._columns["id"])
            if student in lines:
                self._fault(row, self._columns["id"], "id twice", other=lines[student] + 1)
            elif is_student_id(student) and "/" not in student:
                lines[student] = row
                members[student] = self._member(row, student)
            elif any(self._text(row, n) for n in range(len(self._table.header))):
                self._fault(row, self._columns["id"], "bad id")
        return members

    def _member(self, row: int, student: str) -> Member:
        columns = (self._columns.get(key) for key in ("name", "section", "team"))
        name, section, team = (self._text(row, column) for column in columns)
        every = self._extensions.items()
        found = {name: self._read(row, n, extension_in, "bad extension") for name, n in every}
        extensions = {key: value for key, value in found.items() if value is not None}
        late = self._read(row, self._columns.get("late days used"), days_in, "bad late days")
        return Member(student, name, section, team, late or 0.0, extensions)

    def _text(self, row: int, column: int | None) -> str:
        return composed(self._table.text(row, column).strip())

    def _read(
        self, row: int, column: int | None, read: Callable[[str], Value], fault: str
    ) -> Value | None:
        text = self._text(row, column)
        try:
            return read(text) if text else None
        except (ValueError, OverflowError):
            self._fault(row, column or 0, fault)
            return None

    def _fault(self, row: int, column: int, fault: str, **values: object) -> None:
        said = say(fault, text=self._text(row, column), **values)
        title = self._table.header[column]
        self.faults.append(say("at", line=row + 1, title=title, fault=said))


def days_in(text: str) -> float:
    """Read a number of days, at most a year; anything else is a ValueError."""
    found = NUMBER.fullmatch(text)
    if not found or (number := float(found[1].replace(",", "."))) > MOST_DAYS:
        raise ValueError(text)
    return number


def extension_in(text: str) -> Extension:
    """Read an extension: days as ``2``, a date, or a time in UTC or with its zone; or raise."""
    if NUMBER.fullmatch(text):
        return timedelta(days=days_in(text))
    text = DAY_FIRST.sub(lambda found: f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}", text)
    time = datetime.fromisoformat(text := text.removesuffix("UTC").strip())
    if not 2000 <= time.year < 3000:  # at the ends of the calendar a zone has no room
        raise ValueError(text)
    if DATE.fullmatch(text):
        return time.date()
    return time.astimezone(UTC).replace(tzinfo=None) if time.tzinfo else time


def until(extension: Extension, due: datetime) -> datetime:
    """Return when an extension ends, in UTC; a date keeps the hour that the due date has here."""
    if isinstance(extension, timedelta):
        return due + extension
    if isinstance(extension, datetime):
        return extension
    here = due.replace(tzinfo=UTC).astimezone()
    return datetime.combine(extension, here.time()).astimezone(UTC).replace(tzinfo=None)


class ClassCourse(GradingCourse):
    """A course in which a team's newest hand-in counts for each of its members."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        there = (student for student, _, _ in self.folders("submitted"))
        self.class_table = read_class_table(self.root / FILE).spelled(there)

    def find_all(self, assignment: str = "*", student: str = "*") -> list[SubmissionFolder]:
        """Return what was handed in; of a team, the newest for each member."""
        teams = self.class_table.teams
        if student not in ("*", *teams):
            return super().find_all(assignment, student)
        found = share_newest(super().find_all(assignment), teams)
        return [each for each in found if student in ("*", each.student)]

    def is_graded(self, submission: SubmissionFolder) -> bool:
        """Whether there is nothing to do; a team may count another hand-in than before."""
        is_alone = submission.student not in self.class_table.teams
        is_same = self.graded_time(submission) == submission.timestamp
        return super().is_graded(submission) and (is_alone or is_same)
