"""The column of an assignment in a table that a platform exported."""

import re

from nbgrader_sandbox import GradingError
from rnn_course.platforms.filenames import CANVAS
from rnn_course.platforms.people.roster import Roster
from rnn_course.platforms.people.student_ids import normalise

_NUMBER = re.compile(r"\s*-?\d+([.,]\d+)?\s*")
_CANVAS_NUMBER = re.compile(r"\s*\(\d+\)$")  # «03 Backward (4711)»
_NOT_THEIRS = ("n/a", "ex")  # Canvas: not assigned to them, excused
_NO = ("no", "nein", "non")  # Moodle's "Grade can be changed", as far as it is known here


class Columns:
    """Where in a roster's table the grades of an assignment go."""

    def __init__(self, roster: Roster, assignment: str, title: str = "") -> None:
        self._roster, self._table, self.platform = roster, roster.table, roster.platform
        header = self._table.header
        grade = self._find(assignment, title.strip().casefold())
        if grade is None:
            raise GradingError(
                f"{roster.file}: no column {title or 'of ' + assignment} was found, or more than "
                f"one. Name it with --column; it has: {', '.join(header)}."
            )
        self.grade, self.title = grade, header[grade]
        self._maximum = self._table.column("maximum grade", "grademax")
        self._open = self._table.column("grade can be changed")
        rows = range(1, len(self._table))
        titles = [row for row in rows if "Points Possible" in self._table.text(row, 0)]
        self._points_possible = titles[0] if titles and roster.platform == CANVAS else None

    def _find(self, assignment: str, title: str) -> int | None:
        header = self._table.header
        if title:
            titled = [n for n, each in enumerate(header) if each.casefold() == title]
            return titled[0] if len(titled) == 1 else None
        if self._roster.is_worksheet:
            return self._table.column("grade")
        names = [normalise(_CANVAS_NUMBER.sub("", title)) for title in header]
        wanted = normalise(assignment)
        exact = [n for n, name in enumerate(names) if name == wanted]
        found = exact or [n for n, name in enumerate(names) if wanted in name]
        return found[0] if len(found) == 1 else None

    def maximum(self, row: int) -> float | None:
        """Read what the platform gives for everything right; None if the table does not say."""
        if self._points_possible is not None:
            return _number(self._table.text(self._points_possible, self.grade))
        return _number(self._table.text(row, self._maximum))

    def why_not(self, row: int) -> str:
        """Return why a cell is not to be filled; empty if it may be."""
        titles = self._points_possible
        if titles is not None and "read only" in self._table.text(titles, self.grade):
            return "the column is read only"
        cell = self._table.text(row, self.grade).strip()
        if cell.casefold() in _NOT_THEIRS:
            return f"{cell} stands there"
        locked = self._table.text(row, self._open).strip().casefold() in _NO
        return "the platform has locked the grade" if locked else ""

    def enter(self, row: int, grade: float) -> tuple[str, str]:
        """Write a grade; return its text, and another grade that stood there before."""
        text = f"{grade:.2f}"
        if self.has_decimal_comma:
            text = text.replace(".", ",")
        before = self._table.text(row, self.grade).strip()
        if _number(before) == _number(text):
            return text, ""
        self._table.set(row, self.grade, text)
        return text, before if before.strip("-") else ""

    @property
    def has_decimal_comma(self) -> bool:
        """Whether numbers are written as in 7,50."""
        rows, columns = range(1, len(self._table)), (self.grade, self._maximum)
        cells = [self._table.text(row, column) for row in rows for column in columns]
        return any("," in cell for cell in cells if _NUMBER.fullmatch(cell))


def _number(text: str) -> float | None:
    return float(text.strip().replace(",", ".")) if _NUMBER.fullmatch(text) else None
