"""The report's page and its tables."""

import csv
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory

from nbgrader_sandbox import GradingError, find_assignment, generated_assignments, open_gradebook
from rnn_course.predictions import right_letters
from rnn_course.report.figures import points_histogram, shares_of_cells
from rnn_course.report.gathering import ClassWork, gather
from rnn_course.report.note_explanations import explain
from rnn_course.report.predictions import (
    PredictionSummary,
    most_often_wrong,
    summarise_predictions,
)
from rnn_course.report.statistics import (
    CellSummary,
    MistakeSummary,
    separating,
    summarise_cells,
    summarise_mistakes,
)
from rnn_course.spreadsheet import to_cell

NOTHING = (
    "expected graded submissions, found none in the gradebook. "
    "Grade first: `rnn-course grade`, or `nbgrader autograde`."
)


Value = TypeVar("Value")
Row = CellSummary | MistakeSummary | PredictionSummary
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
class Section:
    """The part of the page on one assignment."""

    work: ClassWork
    cells: list[CellSummary]
    clearly: list[CellSummary]
    hardly: list[CellSummary]
    mistakes: list[MistakeSummary]
    predictions: list[PredictionSummary]
    histogram: Markup
    shares: Markup

    @property
    def waiting(self) -> int:
        """How many answers nobody has graded yet."""
        return sum(cell.waiting for cell in self.cells)


def write_report(
    course: CourseDirectory, assignments: Sequence[str], folder: Path, for_class: bool = False
) -> dict[str, Path]:
    """Write ``report.html`` and its tables.

    Parameters
    ----------
    course : CourseDirectory
        nbgrader's.
    assignments : sequence of str
        Which ones; all that have submissions if empty.
    folder : Path
        Where to; made if it is not there. Earlier reports in it are replaced.
    for_class : bool
        Write ``for-class.html`` instead, and nothing that names students.

    Returns
    -------
    dict of str to Path
        The files by their names.

    Raises
    ------
    GradingError
        If an assignment is unknown, or nothing has been graded yet.
    """
    sections = _sections(course, assignments)
    remarks = [] if for_class else [each for s in sections for each in _remarks(s.work)]
    tables: dict[str, tuple[type[Row], list[tuple[ClassWork, Row]]]] = {
        "exercises.csv": (CellSummary, [(s.work, row) for s in sections for row in s.cells]),
        "mistakes.csv": (MistakeSummary, [(s.work, row) for s in sections for row in s.mistakes]),
        "predictions.csv": (
            PredictionSummary,
            [(s.work, row) for s in sections for row in s.predictions],
        ),
    }
    folder.mkdir(parents=True, exist_ok=True)
    page = PAGE_FOR_CLASS if for_class else PAGE
    names = [page, *tables] + ["students.csv"] * (not for_class)
    paths = {name: folder / name for name in names}
    paths[page].write_text(_html(course, sections, remarks, for_class), encoding="utf-8")
    for name, (kind, rows) in tables.items():
        _write_table(paths[name], ["assignment", *_columns(kind)], [_row(*row) for row in rows])
    if not for_class:
        _write_table(paths["students.csv"], _columns(Remark), [asdict(row) for row in remarks])
    return paths


def _sections(course: CourseDirectory, assignments: Sequence[str]) -> list[Section]:
    if _is_missing(course.db_url):  # to open it would make it
        raise GradingError(NOTHING)
    with open_gradebook(course) as gradebook:
        works = [gather(course, gradebook, name) for name in _chosen(gradebook, assignments)]
    hidden_cases = os.environ.get("RNNKIT_HIDDEN_CASES", Path(course.root) / "hidden_cases")
    right = right_letters(Path(hidden_cases))
    sections = [_section(work, right) for work in works if work.attempts or work.without_grades]
    if not sections:
        raise GradingError(NOTHING)
    return sections


def _remarks(work: ClassWork) -> Iterator[Remark]:
    """Yield all remarks on students by name."""
    for student, reason in work.without_grades.items():
        yield Remark(work.assignment, student, "no verdict", reason)
    for student in work.absent:
        yield Remark(work.assignment, student, "absent", "handed nothing in")
    for student, notes in work.notes.items():
        for note in notes:
            yield Remark(work.assignment, student, "note", note.to_text(), explain(note))


def _is_missing(db_url: str) -> bool:
    """Return whether the gradebook is a file that is not there."""
    prefix = "sqlite:///"
    return db_url.startswith(prefix) and not Path(db_url.removeprefix(prefix)).is_file()


def _chosen(gradebook: Gradebook, assignments: Sequence[str]) -> list[str]:
    for name in assignments:
        find_assignment(gradebook, name)
    return list(assignments) or sorted(generated_assignments(gradebook))


def _section(work: ClassWork, right: Mapping[str, str]) -> Section:
    cells = summarise_cells(work)
    mistakes = summarise_mistakes(work)
    predictions = summarise_predictions(work, right)
    pictures = points_histogram(work), shares_of_cells(cells)
    return Section(work, cells, *separating(cells), mistakes, predictions, *pictures)


def _html(
    course: CourseDirectory, sections: list[Section], remarks: list[Remark], for_class: bool
) -> str:
    environment = Environment(
        loader=PackageLoader("rnn_course.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
    return environment.get_template("report.html.j2").render(
        course=course.course_id or "the course",
        sections=sections,
        remarks=remarks,
        wrong_predictions=most_often_wrong(
            (s.work.assignment, each) for s in sections for each in s.predictions
        ),
        for_class=for_class,
        unprotected=sum(len(section.work.unprotected) for section in sections),
        made=made,
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
