"""``rnn-course grades``: points out of the gradebook, into the files that platforms import."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.plugins import CsvExportPlugin

from nbgrader_sandbox import GradingError, find_assignment
from rnn_course.platforms.filenames import CANVAS, MOODLE
from rnn_course.platforms.people.roster import Person, Roster
from rnn_course.platforms.people.student_ids import StudentIds, normalise

FOLDER = "exports"

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
        text = f"{grade:.2f}".replace(".", "," if self._has_decimal_comma() else ".")
        before = self._table.text(row, self.grade).strip()
        if _number(before) == _number(text):
            return text, ""
        self._table.set(row, self.grade, text)
        return text, before if before.strip("-") else ""

    def _has_decimal_comma(self) -> bool:
        rows, columns = range(1, len(self._table)), (self.grade, self._maximum)
        cells = [self._table.text(row, column) for row in rows for column in columns]
        return any("," in cell for cell in cells if _NUMBER.fullmatch(cell))


def _number(text: str) -> float | None:
    return float(text.strip().replace(",", ".")) if _NUMBER.fullmatch(text) else None


@dataclass(frozen=True)
class Score:
    """One student's points."""

    points: float  # with the late penalty taken off, never below 0: as nbgrader exports them
    maximum: float  # what can be had
    is_waiting: bool  # whether an answer still has to be graded by a person


@dataclass(frozen=True)
class Options:
    """Options of ``rnn-course grades``."""

    column: str = ""  # title of the column to fill, for one assignment
    maximum: float | None = None  # the platform's maximum, where its file does not say
    unfinished: bool = False  # points count although an answer is not graded yet
    identifier: str = ""  # column of the file that holds the student ids


@dataclass
class Filled:
    """The grades of one assignment in a table: what was written, and what was not."""

    column: str
    grades: dict[str, str] = field(default_factory=dict)  # by student
    # Students: with an answer that is not graded yet, without points in the gradebook, and without
    # a line in the table.
    waiting: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    # Another grade that stood there, and why a cell with a grade for it was left alone, by student.
    changed: dict[str, str] = field(default_factory=dict)
    left: dict[str, str] = field(default_factory=dict)
    scale: str = ""  # how points became grades

    @property
    def needs_a_look(self) -> bool:
        """Whether somebody's grade is not in the table."""
        return bool(self.waiting or self.extra or self.left)


def scores_of(gradebook: Gradebook, assignment: str) -> dict[str, Score]:
    """Return points by student; only those who handed in and were graded."""
    found, scores = find_assignment(gradebook, assignment), {}
    maximum = found.max_score
    for each in found.submissions:
        points = max(0.0, each.score - each.late_submission_penalty)
        scores[each.student_id] = Score(points, maximum, bool(each.needs_manual_grade))
    return scores


def fill_file(
    gradebook: Gradebook,
    downloaded: Path,
    file: Path,
    assignments: Sequence[str],
    target: Path,
    options: Options,
) -> dict[str, Filled]:
    """Fill a copy of a file that Moodle or Canvas exported, and return what was filled.

    ``downloaded`` is nbgrader's folder of what was collected: it knows the platform's numbers.
    """
    if target.resolve() == file.resolve():
        raise GradingError(f"{file} is what the platform exported: write to another file.")
    roster = Roster(file, options.identifier)
    student_ids = StudentIds(gradebook, downloaded, roster)
    columns = _columns(gradebook, roster, assignments, options)
    people = _people_of(roster, student_ids.student_of)
    filled = {n: fill(c, people, scores_of(gradebook, n), options) for n, c in columns.items()}
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(roster.table.to_bytes())
    return filled


def _people_of(roster: Roster, student_of: Callable[[Person], str]) -> dict[str, Person]:
    people: dict[str, Person] = {}
    for person in roster.people:
        student = student_of(person)
        if student in people:
            raise GradingError(
                f"{roster.file}: lines {people[student].row + 1} and {person.row + 1} would both "
                f"be {student}. Name a column of different student ids with --id."
            )
        people[student] = person
    return people


def fill(
    columns: Columns, people: Mapping[str, Person], scores: Mapping[str, Score], options: Options
) -> Filled:
    """Write the grades of one assignment into the cells of a table, and into no other cell."""
    filled = Filled(columns.title, extra=sorted(scores.keys() - people.keys()))
    for student, person in people.items():
        score = scores.get(student)
        if score is None:
            filled.absent.append(student)
        elif score.is_waiting and not options.unfinished:
            filled.waiting.append(student)
        elif reason := columns.why_not(person.row):
            filled.left[student] = reason
        else:
            top = options.maximum or columns.maximum(person.row)
            _enter(filled, student, score, columns, person.row, top)
    return filled


def _enter(
    filled: Filled, student: str, score: Score, columns: Columns, row: int, top: float | None
) -> None:
    """Write a student's grade into the table, of ``top`` points there for everything right."""
    scaled = top if top and score.maximum else score.maximum
    grade = round(score.points * scaled / score.maximum if score.maximum else score.points, 2)
    if top and columns.platform == MOODLE and grade > top:
        filled.left[student] = f"{score.points:g} points: Moodle takes no more than {top:g}"
        return
    filled.scale = f"{score.maximum:g} points are {scaled:g}"
    filled.grades[student], before = columns.enter(row, grade)
    if before:
        filled.changed[student] = before


def _columns(
    gradebook: Gradebook, roster: Roster, assignments: Sequence[str], options: Options
) -> dict[str, Columns]:
    """Find the column of each assignment; where none was named, of those that have one."""
    if len(assignments) != 1 and (roster.is_worksheet or options.column):
        raise GradingError(f"{roster.file} has grades of one assignment: name that one.")
    for assignment in assignments:
        scores_of(gradebook, assignment)  # says so if there is none
    names = assignments or [each.name for each in gradebook.assignments]
    columns = {}
    for name in names:
        try:
            columns[name] = Columns(roster, name, options.column)
        except GradingError:
            if assignments:
                raise
    if not columns:
        raise GradingError(
            f"{roster.file} has no column for {' or '.join(names) or 'anything'}. "
            f"Name assignment and --column; it has: {', '.join(roster.table.header)}."
        )
    return columns


def nbgrader_file(gradebook: Gradebook, assignments: Sequence[str], target: Path) -> list[str]:
    """Write nbgrader's own table; name who in it has answers that nobody graded."""
    names = list(assignments) or [each.name for each in gradebook.assignments]
    scores = {name: scores_of(gradebook, name) for name in names}
    target.parent.mkdir(parents=True, exist_ok=True)
    CsvExportPlugin(to=str(target), assignment=list(assignments)).export(gradebook)
    waiting = [(s, n) for n, some in scores.items() for s in sorted(some) if some[s].is_waiting]
    return [f"{student} ({name})" for student, name in waiting]
