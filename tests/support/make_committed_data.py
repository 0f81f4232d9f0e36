"""Make the committed data of tests/data, by what students and instructors do.

Run ``make committed-data``. What comes out is the same each time but for the gradebook's random
ids. tests/data/README.md says when the data may be made anew.
"""

import json
import shutil
from contextlib import chdir
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat

from rnn_course.cli import NEEDS_A_LOOK, main
from rnn_course.demo.course_folder import generate_assignment, gradebook_of
from rnn_course.regrade.journal import Journal
from rnnkit.workbook.paths import CONFIG_FILE, notebook_in
from tests.support.classroom import environment, read
from tests.support.committed_class import (
    NAMES,
    PEOPLE,
    files_of_second,
    find,
    hand_in_first,
    remove,
)
from tests.support.committed_data import (
    CHAPTERS,
    CLASS,
    EXPECTED,
    FIRST,
    REGRADED,
    SECOND,
    WORKBOOK,
    observe,
    pack,
    table,
)
from tests.support.committed_workbook import half_done, left_in
from tests.support.platform_files import moodle_zip, worksheet
from tests.support.repository import COURSE

OWN_SETTINGS = '''
from nbgrader.plugins import LateSubmissionPlugin


class HalfAPointADay(LateSubmissionPlugin):
    """A rule of the instructor's own."""

    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return 0.5 * (total_seconds_late // 86400 + 1)


c.AssignLatePenalties.plugin_class = HalfAPointADay
'''
DUE = {FIRST: "2026-10-09 18:00:00 UTC", SECOND: "2026-10-16 18:00:00 UTC"}


def as_if_earlier(path: Path) -> None:
    """Make an earlier edition of the second chapter: a test, a point and words are others."""
    notebook = read(path)
    remove(notebook, "test_rnn_cell_forward_combined")
    find(notebook, "twenty_layers").metadata.nbgrader.points = 2
    for name in ("rnn_cell_forward", "softmax"):
        cell = find(notebook, name)
        cell.source = cell.source.replace('"""', '"""In the first edition: ', 1)
    text = next(cell for cell in notebook.cells[1:] if cell.cell_type == "markdown")
    text.source += "\n\nA sentence of the first edition."
    dropped = nbformat.v4.new_markdown_cell("A cell of the first edition.", id="first-edition")
    notebook.cells.insert(5, dropped)
    path.chmod(0o644)
    nbformat.write(notebook, path)


def run(root: Path, *words: str | Path) -> None:
    """Give a command as an instructor does. That something needs a look is no failure."""
    try:
        with chdir(root):
            main([str(word) for word in words])
    except SystemExit as end:
        if end.code != NEEDS_A_LOOK:
            raise


def release(root: Path) -> None:
    """Set up the course with the earlier edition, its class and its due dates."""
    root.mkdir(parents=True)
    settings = COURSE.config.read_text(encoding="utf-8")
    (root / CONFIG_FILE).write_text(settings + OWN_SETTINGS, encoding="utf-8")
    shutil.copytree(COURSE.hidden_cases, root / "hidden_cases")
    for chapter in CHAPTERS:
        shutil.copytree(COURSE.source / chapter, root / "source" / chapter)
    as_if_earlier(notebook_in(root / "source", SECOND))
    with gradebook_of(root) as gradebook:
        for student, (first, last) in NAMES.items():
            gradebook.add_student(student, first_name=first, last_name=last)
        for chapter, due in DUE.items():
            gradebook.update_or_create_assignment(chapter, duedate=due)
    for chapter in CHAPTERS:
        generate_assignment(root, chapter)


def collect_second(root: Path, place: Path) -> None:
    handed = files_of_second(notebook_in(root / "release", SECOND))
    archive = moodle_zip(place / "moodle.zip", handed)
    roster = worksheet(root / "worksheet.csv", PEOPLE)
    run(root, "collect", SECOND, archive, "--roster", roster, "--timezone", "UTC")


def give(root: Path, chapter: str, student: str, cell: str, comment: str, **points: float) -> None:
    """Give points and a comment as a person does in formgrader."""
    with gradebook_of(root) as gradebook:
        grade = gradebook.find_grade(cell, chapter, chapter, student)
        for name, value in points.items():
            setattr(grade, name, value)
        grade.needs_manual_grade = False
        answer = cell.removeprefix("test_")
        gradebook.find_comment(answer, chapter, chapter, student).manual_comment = comment
        gradebook.db.commit()


def grade(root: Path) -> None:
    """Grade, and read by hand."""
    run(root, "grade", "--jobs", "1")
    give(root, FIRST, "wang", "test_sigmoid", "The shape is right.", manual_score=0.5)
    give(root, SECOND, "ada", "twenty_layers", "Complete and exact.", manual_score=2.0)
    give(root, SECOND, "zoe", "twenty_layers", "In which shape is T?", manual_score=0.5)
    give(root, SECOND, "wang", "twenty_layers", "好。", manual_score=1.0)
    give(root, SECOND, "wang", "test_output_forward", "Without a loop!", extra_credit=0.5)


def regrade(root: Path) -> None:
    """Bring the second chapter to today's edition, and read one answer again."""
    source = notebook_in(root / "source", SECOND)
    source.chmod(0o644)
    shutil.copy(notebook_in(COURSE.source, SECOND), source)
    run(root, "regrade", SECOND, "--yes", "--jobs", "1")
    (journal,) = (root / "regrades").glob(f"{SECOND}-*")
    journal.rename(journal.with_name(REGRADED))
    give(root, SECOND, "ada", "twenty_layers", "Complete and exact.", manual_score=3.0)


def expect(root: Path, workbook: Path) -> None:
    """Write down what the data gives, to be compared with what it gives later."""
    with TemporaryDirectory() as folder:
        exported, moodle = Path(folder) / "grades.csv", Path(folder) / "moodle.csv"
        run(root, "grades", "--to", exported)
        run(root, "grades", SECOND, "--moodle", root / "worksheet.csv", "--to", moodle)
        found = observe(root) | {
            "before_regrade": asdict(Journal(root / "regrades" / REGRADED).before())["scores"],
            "exported": table(exported),
            "moodle": table(moodle),
            "workbook": {chapter: left_in(workbook, chapter) for chapter in CHAPTERS},
        }
    text = json.dumps(found, indent=1, sort_keys=True, ensure_ascii=False)
    EXPECTED.write_text(text + "\n", encoding="utf-8")


def make(place: Path) -> None:
    root = place / "instructor" / "course"
    with environment(root, IPYTHONDIR=str(place / ".ipython")):
        release(root)
        workbook = half_done(root / "release", place / "student")
        hand_in_first(root)
        collect_second(root, place)
        grade(root)
        regrade(root)
        expect(root, workbook)
    shutil.rmtree(root / "hidden_cases")  # the tests take those of the day
    pack(root, CLASS)
    pack(workbook, WORKBOOK)


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        make(Path(folder))
