"""The committed data of tests/data: packed, unpacked, and what the product says of it."""

import csv
import tarfile
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from nbgrader.api import Gradebook

from nbgrader_sandbox import GradingCourse, open_gradebook
from rnn_course.regrade.scores import read_scores
from rnn_course.report.gathering import gather
from tests.support.repository import REPOSITORY

DATA = REPOSITORY / "tests" / "data"
CLASS, WORKBOOK = DATA / "class.tar.xz", DATA / "workbook.tar.xz"
EXPECTED = DATA / "expected.json"
FIRST, SECOND = "00-start-here", "02-rnn-forward"
CHAPTERS = (FIRST, SECOND)
REGRADED = f"{SECOND}-2026-10-20-120000"
PACKED = 1_792_000_000  # seconds: a time of its own would change the archive at every packing


def pack(folder: Path, archive: Path) -> None:
    """Pack what is in a folder; the same files give the same bytes."""
    with tarfile.open(archive, "w:xz", preset=9) as file:
        for path in sorted(folder.rglob("*")):
            file.add(path, path.relative_to(folder), recursive=False, filter=_of_nobody)


def _of_nobody(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mtime = PACKED
    return entry


def unpack(archive: Path, folder: Path) -> Path:
    with tarfile.open(archive) as file:
        file.extractall(folder, filter="data")
    return folder


def observe(root: Path) -> dict:
    """What the course says of its class: gradebook, report and exports, as plain data."""
    course = GradingCourse(root)
    with open_gradebook(course.directory) as gradebook:
        return {
            "students": {each.id: each.first_name for each in gradebook.students},
            "scores": {name: scores(gradebook, name) for name in CHAPTERS},
            "comments": {name: comments(gradebook, name) for name in CHAPTERS},
            "report": {name: reported(course, gradebook, name) for name in CHAPTERS},
        }


def scores(gradebook, chapter):
    return {student: asdict(score) for student, score in read_scores(gradebook, chapter).items()}


def comments(gradebook: Gradebook, assignment: str) -> dict[str, dict[str, list[str | None]]]:
    """By student and cell: what the grader and what a person wrote."""
    return {
        submission.student.id: {
            each.name: [each.auto_comment, each.manual_comment]
            for notebook in submission.notebooks
            for each in sorted(notebook.comments, key=lambda comment: comment.name)
        }
        for submission in sorted(
            gradebook.assignment_submissions(assignment), key=lambda each: each.student.id
        )
    }


def reported(course: GradingCourse, gradebook: Gradebook, assignment: str) -> dict:
    """Who and what a report names; its sentences may change."""
    work = gather(course.directory, gradebook, assignment)
    recognised = Counter(mistake for attempt in work.attempts for mistake in attempt.mistakes)
    return {
        "mistakes": dict(sorted(recognised.items())),
        "late": sorted(work.late),
        "absent": sorted(work.absent),
        "without_grades": sorted(work.without_grades),
        "notes": {student: len(notes) for student, notes in sorted(work.notes.items())},
    }


def table(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
