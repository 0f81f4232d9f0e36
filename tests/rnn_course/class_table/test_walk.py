"""A class of 30 with teams, extensions and sections, from release to export by commands."""

import csv
import re
import shutil
import subprocess
import sys
import zipfile

import nbformat
import pytest
from nbgrader.api import Gradebook

from rnn_course.build.answers import reference_sources
from rnn_course.class_table.table import ClassCourse
from rnn_course.cli import NEEDS_A_LOOK
from rnn_course.report.gathering import gather
from tests.support.classroom import environment
from tests.support.platform_files import Handed, cells, moodle_zip, worksheet
from tests.support.repository import COURSE

pytestmark = pytest.mark.slow

CHAPTER = "03-rnn-backward"
DUE = "2026-03-06 18:00:00 UTC"
PAGE = (COURSE.directory / "INSTRUCTORS.md").read_text(encoding="utf-8")
(RULE,) = re.findall(r"```python\n(c\.LateRule.*?)```", PAGE, re.DOTALL)
SIZE = 30
IDS = [f"s{number:02}" for number in range(SIZE)]
TEAMS = {student: f"team {number // 2}" for number, student in enumerate(IDS[:12])}
PARTNERS = set(IDS[1:12:2])  # of whom the other one hands in
EXTENDED, LATE, FREE, ABSENT = "s12", "s13", "s14", "s29"
HANDED_IN = [student for student in IDS if student not in {*PARTNERS, ABSENT}]
OURS = (sys.executable, "-c", "from rnn_course.cli import main; main()")
WRITTEN = 2.0  # points that a person gives


def table():
    rows = [["Section", "id", "name", "extension 03", "seat", "team", "late days used"]]
    for number, student in enumerate(IDS):
        section = "Monday" if number % 2 else "Tuesday"
        extension = "2026-03-10" if student == EXTENDED else ""
        used = "" if student == FREE else "2"
        rows.append(
            [section, student, f"Name {student}", extension, "7", TEAMS.get(student, ""), used]
        )
    return "\ufeff" + "\n".join(";".join(row) for row in rows)


def people():
    late = {EXTENDED: "Sunday, 8 March 2026, 6:00 PM", ABSENT: None}
    late |= dict.fromkeys((LATE, FREE, "s00"), "Saturday, 7 March 2026, 6:30 PM")
    times = [late.get(student, "Thursday, 5 March 2026, 5:00 PM") for student in IDS]
    return [
        (100 + n, f"Name {student}", f"{student}@uni.example", *([times[n]] if times[n] else []))
        for n, student in enumerate(IDS)
        if student not in PARTNERS
    ] + [(100 + IDS.index(s), f"Name {s}", f"{s}@uni.example") for s in sorted(PARTNERS)]


def solved(course, answers, student):
    notebook = nbformat.read(course / "release" / CHAPTER / f"{CHAPTER}.ipynb", 4)
    notebook.cells = [c for c in notebook.cells if "demo" not in c.metadata.get("tags", [])]
    for cell in notebook.cells:
        header = cell.metadata.get("nbgrader", {})
        cell.source = answers.get(header.get("grade_id", ""), cell.source)
        if header.get("solution") and cell.cell_type == "markdown":
            cell.source = "Because the product shrinks."
    notebook.cells[0].source += f"\n\n{student}"
    return nbformat.writes(notebook).encode()


@pytest.fixture(scope="module")
def course(whole_course, tmp_path_factory):
    if shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not installed")
    root = tmp_path_factory.mktemp("walk") / "course"
    shutil.copytree(whole_course.directory, root)
    shutil.copytree(whole_course.rnnkit, root.parent / "packages" / "rnnkit" / "rnnkit")
    # A date among the extensions keeps the hour here, and clocks change that week in America.
    with environment(root, TZ="UTC", JUPYTER_CONFIG_DIR=str(root.parent / "settings")):
        yield root


@pytest.fixture(scope="module")
def walked(course):
    """Everything that was said, by command."""
    said = {}

    def ours(*words):
        command = [*OURS, *map(str, words)]
        done = subprocess.run(command, cwd=course, capture_output=True, text=True, check=False)
        assert done.returncode in (0, NEEDS_A_LOOK), done.stdout + done.stderr
        said[words[0]] = done.stdout

    def nbgraders(*words):
        command = [sys.executable, "-m", "nbgrader", *words]
        done = subprocess.run(command, cwd=course, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    (course / "class.csv").write_text(table(), encoding="utf-8")
    with (course / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write(RULE)
    nbgraders("generate_assignment", CHAPTER, "--force")
    nbgraders("db", "assignment", "add", CHAPTER, f"--duedate={DUE}")
    right = reference_sources(CHAPTER)
    handed = [
        Handed(f"Name {s}", 100 + IDS.index(s), f"{CHAPTER}.ipynb", solved(course, right, s))
        for s in HANDED_IN
    ]
    roster = worksheet(course.parent / "worksheet.csv", people())
    archive = moodle_zip(course.parent / "moodle.zip", handed)
    ours("collect", CHAPTER, archive, "--roster", roster, "--timezone", "UTC")
    ours("grade", CHAPTER, "--jobs", "2")
    read_written_answers(course)
    ours("feedback", CHAPTER)
    ours("grades", CHAPTER, "--moodle", roster)
    ours("report", CHAPTER)
    nbgraders("export")
    return said


def opened(course):
    return Gradebook(f"sqlite:///{course}/gradebook.db", "rnn-course")


def read_written_answers(course):
    with opened(course) as gradebook:
        for submission in gradebook.assignment_submissions(CHAPTER):
            for grade in submission.notebooks[0].grades:
                if grade.needs_manual_grade:
                    grade.manual_score, grade.needs_manual_grade = WRITTEN, False
        gradebook.db.commit()


def exported(course):
    with (course / "grades.csv").open(encoding="utf-8") as file:
        return {row["student_id"]: row for row in csv.DictReader(file)}


def test_who_is_absent_is_not_a_partner(walked):
    assert f"handed nothing in: 1 (Name {ABSENT})" in walked["collect"]
    assert f"collected {len(HANDED_IN)} " in walked["collect"]


def test_teams_have_the_points_of_what_was_handed_in(walked, course):
    assert f"{SIZE - 1} submissions graded." in walked["grade"]
    rows = exported(course)
    for partner in PARTNERS:
        other = IDS[IDS.index(partner) - 1]
        assert rows[partner]["raw_score"] == rows[other]["raw_score"]
        assert float(rows[partner]["raw_score"]) > 0
        assert not (course / "submitted" / partner).exists()
    assert ABSENT not in rows


def test_late_work_costs_what_the_class_table_leaves(walked, course):
    rows = exported(course)
    late = {s for s, row in rows.items() if float(row["late_submission_penalty"] or 0)}
    assert late == {"s00", "s01", LATE}  # s00's team as a whole
    score, penalty = (float(rows[LATE][k]) for k in ("raw_score", "late_submission_penalty"))
    assert penalty == pytest.approx(score * 2 / 10)  # of the written answer's points, too
    with opened(course) as gradebook:
        extended = gradebook.find_submission(CHAPTER, EXTENDED)
        assert extended.total_seconds_late == 0
        assert extended.extension.days == 4


def test_moodle_report_and_feedback_agree(walked, course):
    rows = exported(course)
    grades = {row[0]: row[4] for row in cells(course / "exports" / "worksheet.csv")[1:]}
    for number, student in enumerate(IDS):
        if student != ABSENT:
            share = 100 * float(rows[student]["score"]) / float(rows[student]["max_score"])
            assert float(grades[f"Participant {100 + number}"]) == pytest.approx(share, abs=0.01)
    with opened(course) as gradebook:
        work = gather(ClassCourse(course).directory, gradebook, CHAPTER)
    assert work.late == ["s00", "s01", LATE, FREE]
    assert work.absent == [ABSENT]
    assert (course / "report" / "report.html").is_file()
    with zipfile.ZipFile(course / "exports" / f"{CHAPTER}-feedback-moodle.zip") as file:
        assert len(file.namelist()) == len(HANDED_IN)
    alone = {p.stem for p in (course / "exports" / f"{CHAPTER}-feedback").glob("*.zip")}
    assert alone == PARTNERS
