"""Submissions and the class table as files, in nbgrader's layout."""

import csv
from copy import deepcopy
from importlib.resources import files
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_solution

from rnn_course.cells import grade_id
from rnn_course.class_table.table import FILE
from rnn_course.demo.people import Person
from rnn_course.demo.simulation import Role, SimulatedSubmission
from rnn_course.predictions import with_letters
from rnnkit.workbook.paths import notebook_in

SECTIONS, TEAM = ("Monday", "Tuesday"), "blue"
EXTENSION = 2  # days, for somebody who is late
# What it looks for is out of its sight; what it breaks is its own.
ATTACK = files("rnn_course.demo").joinpath("files", "attack.py.txt").read_text(encoding="utf-8")
FORGED = 'print("All right, {points:g} of {points:g} points.")\n{points:g}'


def write_submission(course: Path, submission: SimulatedSubmission) -> Path:
    """Write a submission where nbgrader's ``collect`` would put it."""
    released = nbformat.read(notebook_in(course / "release", submission.chapter), as_version=4)
    notebook = _filled_in(released, submission)
    text = nbformat.writes(notebook) + "\n"
    if submission.role is Role.BROKEN:
        text = text[: 2 * len(text) // 3]  # the connection broke during the upload
    path = notebook_in(course / "submitted" / submission.student.login, submission.chapter)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    when = submission.when.strftime("%Y-%m-%d %H:%M:%S UTC")
    (path.parent / "timestamp.txt").write_text(when, encoding="utf-8")
    return path


def _filled_in(released: NotebookNode, submission: SimulatedSubmission) -> NotebookNode:
    notebook = deepcopy(released)
    for cell in notebook.cells:
        cell.source = with_letters(cell, submission.predictions)
        cell.source = submission.answers.get(grade_id(cell), cell.source)
    if submission.role is Role.HOSTILE:
        _attack(notebook)
    if submission.role is Role.UNNAMED:
        cell = next(cell for cell in notebook.cells if grade_id(cell) in submission.answers)
        del cell.metadata["nbgrader"]  # copied from another program
    return notebook


def _attack(notebook: NotebookNode) -> None:
    graded = (cell for cell in notebook.cells if is_grade(cell) and not is_solution(cell))
    tests = {grade_id(cell).removeprefix("test_"): cell for cell in graded}
    for cell in notebook.cells:
        if grade_id(cell) in tests:
            cell.source = ATTACK.format(name=grade_id(cell)).strip()
    for cell in tests.values():
        cell.source = FORGED.format(points=cell.metadata["nbgrader"]["points"])
    notebook.cells.remove(next(reversed(tests.values())))


def write_class_table(
    course: Path, people: list[Person], team: list[Person], simulated: list[SimulatedSubmission]
) -> None:
    """Write ``class.csv``, as an instructor would."""
    late = min(each.student.login for each in simulated if each.role is Role.LATE)
    with (course / FILE).open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "name", "section", "team", "extension"])
        for number, who in enumerate(people):
            section, extension = SECTIONS[number % 2], EXTENSION if who.login == late else ""
            rows.writerow([who.login, who.name, section, TEAM if who in team else "", extension])
