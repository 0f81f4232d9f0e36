"""``rnn-course grades``: points out of the gradebook, into the files that platforms import."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.plugins import CsvExportPlugin

from nbgrader_sandbox import GradingError
from rnn_course.platforms import manifest
from rnn_course.platforms.people.roster import Roster
from rnn_course.platforms.people.student_ids import StudentIds, known_students
from rnn_course.platforms.publish.columns import Columns
from rnn_course.platforms.publish.filling import Filled, fill
from rnn_course.platforms.publish.scores import scores_of

FOLDER = "exports"


@dataclass(frozen=True)
class Options:
    """Options of ``rnn-course grades``."""

    column: str = ""  # title of the column to fill, for one assignment
    maximum: float | None = None  # the platform's maximum, where its file does not say
    unfinished: bool = False  # points count although an answer is not graded yet
    identifier: str = ""  # column of the file that holds the student ids


def fill_file(
    gradebook: Gradebook,
    downloaded: Path,
    file: Path,
    assignments: Sequence[str],
    target: Path,
    options: Options,
) -> dict[str, Filled]:
    """Fill a copy of a file that Moodle or Canvas exported, and return what was filled.

    Assignments are those that have a column, if none is named. ``downloaded`` is nbgrader's folder
    of what was collected: it knows who the platform's numbers are.
    """
    if target.resolve() == file.resolve():
        raise GradingError(f"{file} is what the platform exported: write to another file.")
    roster = Roster(file, options.identifier)
    student_ids = StudentIds(known_students(gradebook), manifest.participants(downloaded), roster)
    filled = {}
    for assignment, columns in _columns(gradebook, roster, assignments, options).items():
        filled[assignment] = fill(
            roster,
            columns,
            student_ids.student_of,
            scores_of(gradebook, assignment),
            unfinished=options.unfinished,
            maximum=options.maximum,
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(roster.table.to_bytes())
    return filled


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
    return [
        f"{student} ({name})"
        for name, by_student in scores.items()
        for student, score in sorted(by_student.items())
        if score.is_waiting
    ]
