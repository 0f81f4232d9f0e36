"""The report's page and its tables."""

import argparse
import base64
import csv
import io
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

import numpy as np
from markupsafe import Markup
from matplotlib.figure import Figure
from nbgrader.coursedir import CourseDirectory

import rnnkit.plots  # noqa: F401 (the course's fonts, Chinese among them)
from nbgrader_sandbox import GradingError, find_assignment, generated_assignments, open_gradebook
from rnn_course.class_table.late_work import settle_late_work
from rnn_course.class_table.table import ClassCourse
from rnn_course.csv_table import to_cell
from rnn_course.due_dates import has_gradebook
from rnn_course.pages.templates import templates
from rnn_course.paths import Course
from rnn_course.predictions import right_letters
from rnn_course.report import statistics as numbers
from rnn_course.report.gathering import ClassWork, gather
from rnn_course.report.sentences import NOTES, explain, say
from rnnkit.language import JOINTS, commas, joined, language

Names = Mapping[str, str]
NOTHING = (
    "expected graded submissions, found none in the gradebook. "
    "Grade first: `rnn-course grade`, or `nbgrader autograde`."
)
PAGE, PAGE_FOR_CLASS, STUDENTS = "report.html", "for-class.html", "students.csv"
# What the rows of each table are, and which rows of a part they are.
TABLES = {
    "exercises.csv": (numbers.CellSummary, "cells"),
    "mistakes.csv": (numbers.MistakeSummary, "mistakes"),
    "predictions.csv": (numbers.PredictionSummary, "predictions"),
}

# Okabe–Ito: told apart by colour-blind people as well.
FULL, PART, NONE, WAITING = "#009E73", "#E69F00", "#D55E00", "#C8C8C8"
WIDTH = 6.2  # inches: on a telephone the letters are still large enough


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
    cells: list[numbers.CellSummary]
    mistakes: list[numbers.MistakeSummary]
    predictions: list[numbers.PredictionSummary]
    by_section: dict[str, numbers.PointsSummary]


def report(options: argparse.Namespace, course: Course) -> None:
    """Write the report of a course, and print where it is."""
    own = ClassCourse(course.directory)
    folder = options.to or own.root / "report"
    names = own.full_names(options.assignments)
    for line in settle_late_work(own):
        print(line)
    sections = own.class_table.sections
    for path in write_report(own.directory, names, folder, options.for_class, sections).values():
        print(path)


def write_report(
    course: CourseDirectory,
    assignments: Sequence[str],
    folder: Path,
    for_class: bool = False,
    section_of: Names = MappingProxyType({}),
) -> dict[str, Path]:
    """Write the page and its tables over those in the folder; return them by name.

    No assignment means all. For the class it is ``for-class.html``, and nothing names students.
    """
    parts = _parts(course, assignments, section_of)
    remarks = [] if for_class else [each for part in parts for each in _remarks(part.work)]
    folder.mkdir(parents=True, exist_ok=True)
    page, *others = [PAGE_FOR_CLASS] if for_class else [PAGE, STUDENTS]
    paths = {name: folder / name for name in (page, *TABLES, *others)}
    html = page_html(course.course_id or say("the course"), parts, remarks, for_class)
    paths[page].write_text(html, encoding="utf-8")
    for name, (kind, rows) in TABLES.items():
        found = [(part.work.assignment, row) for part in parts for row in getattr(part, rows)]
        _write_table(paths[name], kind, ({"assignment": a} | asdict(row) for a, row in found))
    if not for_class:
        _write_table(paths[STUDENTS], Remark, map(asdict, remarks))
    return paths


def _parts(
    course: CourseDirectory, assignments: Sequence[str], section_of: Names
) -> list[AssignmentPart]:
    """Return the parts of the page, the newest assignment first: numbers are in their names."""
    if not has_gradebook(course.db_url):
        raise GradingError(NOTHING)
    with open_gradebook(course) as gradebook:
        for name in assignments:
            find_assignment(gradebook, name)
        names = sorted({*assignments} or generated_assignments(gradebook), reverse=True)
        works = [gather(course, gradebook, name) for name in names]
    hidden_cases = os.environ.get("RNNKIT_HIDDEN_CASES", Path(course.root) / "hidden_cases")
    right = right_letters(Path(hidden_cases))
    known = [work for work in works if work.attempts or work.without_grades]
    if not known:
        raise GradingError(NOTHING)
    return [summarise(work, right, section_of) for work in known]


def _remarks(work: ClassWork) -> Iterator[Remark]:
    for student, reason in work.without_grades.items():
        yield Remark(work.assignment, student, "no verdict", reason)
    for student in work.absent:
        yield Remark(work.assignment, student, "absent", say("absent.what"))
    for student, notes in work.notes.items():
        for note in notes:
            yield Remark(work.assignment, student, "note", note.to_text(NOTES), explain(note))


def summarise(work: ClassWork, right: Names, section_of: Names) -> AssignmentPart:
    """Sum up what the page says of one assignment."""
    cells, mistakes = numbers.summarise_cells(work), numbers.summarise_mistakes(work)
    predictions = numbers.summarise_predictions(work, right)
    sections = numbers.summarise_sections(work, section_of)
    return AssignmentPart(work, cells, mistakes, predictions, sections)


def page_html(
    course: str, parts: Sequence[AssignmentPart], remarks: Sequence[Remark], for_class: bool
) -> str:
    """Return the page, which begins with what is to be said of the first part."""
    called = (
        *(points_histogram, shares_of_cells, say, joined, numbers.most_often_wrong),
        *(numbers.separating, numbers.summarise_points, numbers.timed_out, numbers.to_talk_about),
    )
    template = templates("rnn_course.report", ".").get_template("report.html.j2")
    return template.render(
        **{each.__name__: each for each in called},
        course=course,
        newest=parts[0],
        parts=parts,
        remarks=remarks,
        for_class=for_class,
        unprotected=sum(len(part.work.unprotected) for part in parts),
        made=datetime.now().astimezone().strftime("%Y-%m-%d %H:%M"),
        language=language(),
        comma=JOINTS["comma"],
    )


def _write_table(path: Path, kind: type, rows: Iterable[dict]) -> None:
    columns = [field.name for field in fields(kind) if field.name != "examples"]
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, dict.fromkeys(["assignment", *columns]), extrasaction="ignore")
        table.writeheader()
        for row in rows:
            table.writerow({k: to_cell(v) if isinstance(v, str) else v for k, v in row.items()})


def points_histogram(work: ClassWork) -> Markup:
    """Draw how many students got how many points."""
    totals = np.array(list(work.totals.values()))
    fig = Figure(figsize=(WIDTH, 2.4), layout="constrained")
    ax = fig.subplots()
    bins = np.linspace(0, work.max_total or 1, 11).tolist()
    counts, _, _ = ax.hist(totals, bins=bins, color="#0072B2", edgecolor="white")
    ax.set(xlabel=say("points_axis"), ylabel=say("students"), xlim=(0, bins[-1]))
    ax.locator_params(axis="y", integer=True)
    ax.spines[["top", "right"]].set_visible(False)
    tenths = commas(f"{count:.0f}" for count in counts)
    return _image(fig, say("histogram", tenths=tenths))


def shares_of_cells(cells: Sequence[numbers.CellSummary]) -> Markup:
    """Draw for each cell how many have all, some or none of its points."""
    fig = Figure(figsize=(WIDTH, 0.9 + 0.3 * len(cells)), layout="constrained")
    ax = fig.subplots()
    names = [each.cell.removeprefix("test_") for each in cells]
    left = np.zeros(len(cells))
    kinds = {"full": FULL, "part": PART, "none": NONE, "waiting": WAITING}
    for kind, color in kinds.items():
        width = np.array([100 * getattr(each, kind) / each.students for each in cells])
        if width.any():
            ax.barh(names, width, left=left, color=color, label=say(kind))
        left += width
    ax.invert_yaxis()
    ax.set(xlabel=say("students_percent"), xlim=(0, 100))
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.legend(ncols=4, loc="lower right", bbox_to_anchor=(1, 1), frameon=False)
    pairs = zip(names, cells, strict=True)
    bars = (say("bar", name=name, full=e.full, students=e.students) for name, e in pairs)
    return _image(fig, joined([say("bars"), *bars]))


def _image(fig: Figure, alt: str) -> Markup:
    stream = io.BytesIO()
    fig.savefig(stream, format="png", dpi=160)
    data = base64.b64encode(stream.getvalue()).decode()
    return Markup('<img src="data:image/png;base64,{}" alt="{}">').format(data, alt)
