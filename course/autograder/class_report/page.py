"""The page and the tables."""

import csv
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory

from autograder.class_report.figures import points_histogram, shares_of_cells
from autograder.class_report.gathering import ClassWork, gather
from autograder.class_report.statistics import (
    CellSummary,
    MistakeSummary,
    summarise_cells,
    summarise_mistakes,
)
from autograder.course import open_gradebook
from autograder.errors import GradingError

NOTHING = (
    "expected graded submissions, found none in the gradebook. "
    "Grade first: `rnn-course grade`, or `nbgrader autograde`."
)


@dataclass(frozen=True)
class Section:
    """What the page says of one assignment."""

    work: ClassWork
    cells: list[CellSummary]
    mistakes: list[MistakeSummary]
    histogram: Markup
    shares: Markup


def write_report(
    course: CourseDirectory, assignments: Sequence[str], folder: Path
) -> dict[str, Path]:
    """Write ``report.html``, ``exercises.csv`` and ``mistakes.csv``.

    Parameters
    ----------
    course : CourseDirectory
        nbgrader's.
    assignments : sequence of str
        Which ones; all that have submissions if empty.
    folder : Path
        Where to; made if it is not there. Earlier reports in it are replaced.

    Returns
    -------
    dict of str to Path
        The three files by their names.

    Raises
    ------
    GradingError
        If an assignment is unknown, or nothing has been graded yet.
    """
    if _is_missing(course.db_url):  # to open it would make it
        raise GradingError(NOTHING)
    with open_gradebook(course) as gradebook:
        works = [gather(course, gradebook, name) for name in _chosen(gradebook, assignments)]
    sections = [_section(work) for work in works if work.attempts or work.without_grades]
    if not sections:
        raise GradingError(NOTHING)
    folder.mkdir(parents=True, exist_ok=True)
    paths = {name: folder / name for name in ("report.html", "exercises.csv", "mistakes.csv")}
    paths["report.html"].write_text(_html(course, sections), encoding="utf-8")
    _write_table(
        paths["exercises.csv"], CellSummary, [(s, row) for s in sections for row in s.cells]
    )
    _write_table(
        paths["mistakes.csv"], MistakeSummary, [(s, row) for s in sections for row in s.mistakes]
    )
    return paths


def _is_missing(db_url: str) -> bool:
    """Whether the gradebook is a file that is not there."""
    prefix = "sqlite:///"
    return db_url.startswith(prefix) and not Path(db_url.removeprefix(prefix)).is_file()


def _chosen(gradebook: Gradebook, assignments: Sequence[str]) -> list[str]:
    known = sorted(each.name for each in gradebook.assignments)
    if not assignments:
        return known
    for name in assignments:
        try:
            gradebook.find_assignment(name)
        except MissingEntry:
            raise GradingError(
                f"expected an assignment of the gradebook, got {name!r}. "
                f"It has: {', '.join(known) or 'none yet'}."
            ) from None
    return list(assignments)


def _section(work: ClassWork) -> Section:
    cells = summarise_cells(work)
    return Section(
        work, cells, summarise_mistakes(work), points_histogram(work), shares_of_cells(cells)
    )


def _html(course: CourseDirectory, sections: list[Section]) -> str:
    environment = Environment(
        loader=PackageLoader("autograder.class_report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
    return environment.get_template("report.html.j2").render(
        course=course.course_id or "the course", sections=sections, made=made
    )


def _write_table(path: Path, kind: type, rows: list[tuple[Section, object]]) -> None:
    columns = [field.name for field in fields(kind) if field.name != "examples"]
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, ["assignment", *columns], extrasaction="ignore")
        table.writeheader()
        table.writerows({"assignment": s.work.assignment} | asdict(row) for s, row in rows)
