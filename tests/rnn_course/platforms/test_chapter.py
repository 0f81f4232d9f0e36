"""A real chapter: archive, points of our grader, a person's points, feedback, and back."""

import os
import shutil
import sysconfig
import zipfile
from dataclasses import replace

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import GenerateAssignmentApp

from rnn_course import cli
from rnn_course.build.answers import reference_sources
from rnn_course.cli import NEEDS_A_LOOK
from rnn_course.web.building import surround
from rnnkit.workbook.paths import notebook_in
from tests.support.notebooks import without_demos
from tests.support.platform_files import (
    Handed,
    canvas_gradebook,
    canvas_path,
    canvas_zip,
    cells,
    moodle_zip,
    worksheet,
)
from tests.support.repository import COURSE

CHAPTER = "03-rnn-backward"
PEOPLE = [
    (101, "Ada Lovelace", "ada@uni.example", "Sunday, 1 March 2026, 5:04 PM"),
    (102, "Zoë Ng_Müller", "zoe@uni.example", "Sunday, 1 March 2026, 6:00 PM"),
    (103, "王 小明", "wang@uni.example", "Monday, 2 March 2026, 8:00 AM"),
    (104, "Ada Lovelace", "ada2@uni.example", "Monday, 2 March 2026, 8:30 AM"),
    (105, "Bai Li", "bai@uni.example"),
]


def app(kind, course, *words):
    """One of nbgrader's commands, in this process."""
    made = kind()
    made.initialize([f"--CourseDirectory.root={course}", *words])
    made.start()


def run(name, course, *words):
    """One of our commands on a course; its exit status."""
    try:
        cli.main(["--course", str(course), name, *map(str, words)])
    except SystemExit as end:
        return end.code
    return 0


def autograde(course, *words):
    """Exit status of grading."""
    sandbox = [] if shutil.which("bwrap") else ["--no-sandbox"]
    return run("grade", course, CHAPTER, "--jobs", "1", *sandbox, *words)


def solved(course, answers, name, release=None):
    """Bytes of the released notebook with answers; without the cells that train."""
    notebook = nbformat.read(notebook_in(release or course / "release", CHAPTER), 4)
    notebook = without_demos(notebook)
    for cell in notebook.cells:
        header = cell.metadata.get("nbgrader", {})
        cell.source = answers.get(header.get("grade_id", ""), cell.source)
        if header.get("solution") and cell.cell_type == "markdown":
            cell.source = "Because the product shrinks."  # an empty answer waits for nobody
    notebook.cells[0].source += f"\n\n{name}"
    return nbformat.writes(notebook).encode()


def downloaded(course, answers, name, edition=COURSE):
    """The same from the browser: with its first and last cell, and its kernel."""
    notebook = nbformat.reads(solved(course, answers, name, edition.release).decode(), 4)
    surround(notebook, f"{CHAPTER}.ipynb")
    kernel = {"name": "python", "display_name": "Python (Pyodide)", "language": "python"}
    notebook.metadata.kernelspec = kernel
    return nbformat.writes(notebook).encode()


@pytest.fixture
def course(whole_course, tmp_path, monkeypatch):
    """The whole course with chapter 03 generated."""
    root = tmp_path / "course"
    shutil.copytree(whole_course.directory, root)
    monkeypatch.chdir(root)
    monkeypatch.setenv("PYTHONPATH", str(whole_course.rnnkit.parent))
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "settings"))
    scripts = sysconfig.get_path("scripts")  # nbgrader calls alembic by name
    monkeypatch.setenv("PATH", os.pathsep.join([scripts, os.environ["PATH"]]))
    monkeypatch.delenv("RNNKIT_HIDDEN_CASES", raising=False)
    app(GenerateAssignmentApp, root, CHAPTER, "--force")
    return root


def grade_by_hand(course, points):
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        for student, given in points.items():
            for grade in gradebook.find_submission(CHAPTER, student).notebooks[0].grades:
                if grade.needs_manual_grade:
                    grade.manual_score, grade.needs_manual_grade = given, False
        gradebook.db.commit()


def total(course, student):
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        found = gradebook.find_submission(CHAPTER, student)
        return found.score, found.max_score


@pytest.mark.slow
def test_a_chapter_goes_from_moodle_to_grades_and_feedback_and_back(course, tmp_path, capsys):
    right, chinese = reference_sources(CHAPTER), replace(COURSE, language="zh")
    half = dict(list(right.items())[:1])
    notebook = f"{CHAPTER}.ipynb"
    handed = [
        Handed("Ada Lovelace", 101, notebook, downloaded(course, right, "Ada")),
        Handed("Zoë Ng_Müller", 102, f"{CHAPTER} (1).ipynb", solved(course, half, "Zoë")),
        Handed("Zoë Ng_Müller", 102, "essay.pdf", b"%PDF-1.7"),
        Handed("王 小明", 103, notebook, solved(course, right, "王")[:500]),
        Handed("Ada Lovelace", 104, notebook, downloaded(course, right, "the other Ada", chinese)),
        Handed("Eve Mallory", 900, notebook, solved(course, right, "Eve")),
    ]
    table = worksheet(tmp_path / "worksheet.csv", PEOPLE)
    archive = moodle_zip(tmp_path / "moodle.zip", handed)
    words = (CHAPTER, archive, "--roster", table, "--timezone", "UTC")
    assert run("collect", course, *words) == NEEDS_A_LOOK
    said = capsys.readouterr().out
    assert "collected 4 (ada, ada2, wang, zoe)" in said
    assert "handed nothing in: 1 (Bai Li)" in said
    assert all(part in said for part in ("essay.pdf", "Eve Mallory", "cannot be graded"))

    assert autograde(course) == NEEDS_A_LOOK  # one notebook cannot be read
    grade_by_hand(course, {"ada": 3.0, "zoe": 1.0})
    score, maximum = total(course, "ada")
    assert score == maximum
    assert total(course, "ada2")[0] == score - 3.0  # no person has graded it
    assert 0 < total(course, "zoe")[0] < maximum

    assert run("grades", course, CHAPTER, "--moodle", table) == NEEDS_A_LOOK
    said = capsys.readouterr().out
    assert "2 (ada2, wang)" in said  # their answers are not graded yet
    grades = {row[0]: row[4] for row in cells(course / "exports" / table.name)[1:]}
    part = f"{100 * total(course, 'zoe')[0] / maximum:.2f}"
    assert list(grades.values()) == ["100.00", part, "", "", ""]

    run("feedback", course, CHAPTER)
    with zipfile.ZipFile(course / "exports" / f"{CHAPTER}-feedback-moodle.zip") as file:
        name = f"Ada Lovelace_104_assignsubmission_file/{CHAPTER}.html"
        assert "the other Ada" in file.read(name).decode()
        assert len(file.namelist()) == 4


@pytest.mark.slow
def test_a_chapter_goes_from_canvas_to_grades_and_back(course, tmp_path, capsys):
    right = reference_sources(CHAPTER)
    ada = Handed("Ada Lovelace", 55, f"{CHAPTER}-1.ipynb", solved(course, right, "Ada"), 7001)
    people = [("Ada Lovelace", 55, "S55", "ada@uni.example"), ("Bai Li", 56, "S56", "bai")]
    table = canvas_gradebook(tmp_path / "g.csv", people, {"03 RNN backward (4711)": "10.00"})
    archive = canvas_zip(tmp_path / "canvas.zip", [ada])
    assert run("collect", course, CHAPTER, archive, "--roster", table) == 0
    assert autograde(course) == 0
    assert run("grades", course, "--canvas", table, "--unfinished") == 0
    score, maximum = total(course, "ada")
    assert cells(course / "exports" / "g.csv")[3][5] == f"{10 * score / maximum:.2f}"
    assert run("feedback", course, CHAPTER) == 0
    with zipfile.ZipFile(course / "exports" / f"{CHAPTER}-feedback-canvas.zip") as file:
        assert file.namelist() == [
            canvas_path(ada).partition("_03")[0] + f"_feedback-{CHAPTER}.html"
        ]
    assert "handed nothing in, left as it was: 1 (bai)" in capsys.readouterr().out
