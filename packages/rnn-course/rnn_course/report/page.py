"""The report's page and its tables."""

import csv
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory

from nbgrader_sandbox import GradingError, find_assignment, generated_assignments, open_gradebook
from rnn_course.pages.templates import templates
from rnn_course.predictions import right_letters
from rnn_course.report.figures import points_histogram, shares_of_cells
from rnn_course.report.gathering import ClassWork, gather
from rnn_course.report.note_explanations import explain
from rnn_course.report.predictions import (
    PredictionSummary,
    most_often_wrong,
    summarise_predictions,
)
from rnn_course.report.sentences import NOTES, say
from rnn_course.report.statistics import (
    CellSummary,
    MistakeSummary,
    PointsSummary,
    separating,
    summarise_cells,
    summarise_mistakes,
    summarise_points,
    summarise_sections,
    timed_out,
    to_talk_about,
)
from rnn_course.spreadsheet import to_cell
from rnnkit.language import JOINTS, joined, language

NOTHING = (
    "expected graded submissions, found none in the gradebook. "
    "Grade first: `rnn-course grade`, or `nbgrader autograde`."
)


Value = TypeVar("Value")
Row = CellSummary | MistakeSummary | PredictionSummary
# What the template calls.
SHOWN_BY_TEMPLATE = (
    *(points_histogram, shares_of_cells, say, joined, separating, summarise_points),
    *(most_often_wrong, timed_out, to_talk_about),
)
PAGE, PAGE_FOR_CLASS = "report.html", "for-class.html"


@dataclass(frozen=True)
class Remark:
    """Something about one student by name; no point depends on it."""

    assignment: str
    student: str
    kind: str
    text: str
    innocent_explanation: str = ""


@dataclass(frozen=True)
class AssignmentPart:
    """The part of the page on one assignment."""

    work: ClassWork
    cells: list[CellSummary]
    mistakes: list[MistakeSummary]
    predictions: list[PredictionSummary]
    by_section: dict[str, PointsSummary]


def write_report(
    course: CourseDirectory,
    assignments: Sequence[str],
    folder: Path,
    for_class: bool = False,
    section_of: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, Path]:
    """Write ``report.html`` and its tables over those in the folder; return them by name.

    No assignment means all. For the class it is ``for-class.html``, and nothing names students.
    """
    parts = _parts(course, assignments, section_of)
    remarks = [] if for_class else [each for s in parts for each in _remarks(s.work)]
    tables: dict[str, tuple[type[Row], list[tuple[ClassWork, Row]]]] = {
        "exercises.csv": (CellSummary, [(s.work, row) for s in parts for row in s.cells]),
        "mistakes.csv": (MistakeSummary, [(s.work, row) for s in parts for row in s.mistakes]),
        "predictions.csv": (
            PredictionSummary,
            [(s.work, row) for s in parts for row in s.predictions],
        ),
    }
    folder.mkdir(parents=True, exist_ok=True)
    page = PAGE_FOR_CLASS if for_class else PAGE
    names = [page, *tables] + ["students.csv"] * (not for_class)
    paths = {name: folder / name for name in names}
    html = page_html(course.course_id or say("the course"), parts, remarks, for_class)
    paths[page].write_text(html, encoding="utf-8")
    for name, (kind, rows) in tables.items():
        _write_table(paths[name], ["assignment", *_columns(kind)], [_row(*row) for row in rows])
    if not for_class:
        _write_table(paths["students.csv"], _columns(Remark), [asdict(row) for row in remarks])
    return paths


def _parts(
    course: CourseDirectory, assignments: Sequence[str], section_of: Mapping[str, str]
) -> list[AssignmentPart]:
    """Return the parts of the page, the newest assignment first: numbers are in their names."""
    if _is_missing(course.db_url):  # to open it would make it
        raise GradingError(NOTHING)
    with open_gradebook(course) as gradebook:
        works = [gather(course, gradebook, name) for name in _chosen(gradebook, assignments)]
    hidden_cases = os.environ.get("RNNKIT_HIDDEN_CASES", Path(course.root) / "hidden_cases")
    right = right_letters(Path(hidden_cases))
    known = [work for work in works if work.attempts or work.without_grades]
    if not known:
        raise GradingError(NOTHING)
    return [summarise(work, right, section_of) for work in known]


def _remarks(work: ClassWork) -> Iterator[Remark]:
    """Yield all remarks on students by name."""
    for student, reason in work.without_grades.items():
        yield Remark(work.assignment, student, "no verdict", reason)
    for student in work.absent:
        yield Remark(work.assignment, student, "absent", say("absent.what"))
    for student, notes in work.notes.items():
        for note in notes:
            yield Remark(work.assignment, student, "note", note.to_text(NOTES), explain(note))


def _is_missing(db_url: str) -> bool:
    """Return whether the gradebook is a file that is not there."""
    prefix = "sqlite:///"
    return db_url.startswith(prefix) and not Path(db_url.removeprefix(prefix)).is_file()


def _chosen(gradebook: Gradebook, assignments: Sequence[str]) -> list[str]:
    for name in assignments:
        find_assignment(gradebook, name)
    return sorted({*assignments} or generated_assignments(gradebook), reverse=True)


def summarise(
    work: ClassWork, right: Mapping[str, str], section_of: Mapping[str, str]
) -> AssignmentPart:
    """Sum up what the page says of one assignment."""
    return AssignmentPart(
        work,
        summarise_cells(work),
        summarise_mistakes(work),
        summarise_predictions(work, right),
        summarise_sections(work, section_of),
    )


def page_html(
    course: str, parts: Sequence[AssignmentPart], remarks: Sequence[Remark], for_class: bool
) -> str:
    """Return the page, which begins with what is to be said of the first part."""
    made = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
    return (
        templates("rnn_course.report", ".")
        .get_template("report.html.j2")
        .render(
            **{each.__name__: each for each in SHOWN_BY_TEMPLATE},
            course=course,
            newest=parts[0],
            parts=parts,
            remarks=remarks,
            for_class=for_class,
            unprotected=sum(len(part.work.unprotected) for part in parts),
            made=made,
            language=language(),
            comma=JOINTS["comma"],
        )
    )


def _columns(kind: type) -> list[str]:
    return [field.name for field in fields(kind) if field.name != "examples"]


def _row(work: ClassWork, row: Row) -> dict:
    return {"assignment": work.assignment} | asdict(row)


def _write_table(path: Path, columns: list[str], rows: list[dict]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, columns, extrasaction="ignore")
        table.writeheader()
        table.writerows({name: _cell(value) for name, value in row.items()} for row in rows)


def _cell(value: Value) -> Value | str:
    return to_cell(value) if isinstance(value, str) else value
