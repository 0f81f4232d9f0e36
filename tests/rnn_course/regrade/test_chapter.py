"""Chapter 03 counts more after it was graded: the commands, in a copy of the repository."""

import csv
import os
import shutil
import subprocess
import sys
import sysconfig

import nbformat
import pytest
from nbgrader.api import Gradebook

from nbgrader_sandbox.course.directory import GradingCourse
from rnn_course.build.answers import mistakes, reference_sources, references
from rnn_course.build.patching import patched_source
from rnn_course.build.solutions import solutions_in_reach
from rnn_course.cells import grade_id
from rnn_course.paths import Course
from rnnkit.workbook.paths import notebook_in

CHAPTER = "03-rnn-backward"
POINTS = "grade_id: test_rnn_backward, grade: true, points: "


@pytest.fixture
def copy(whole_course, tmp_path) -> Course:
    shutil.copytree(whole_course.root, tmp_path / "repository")
    return Course(tmp_path / "repository")


def call(copy, *words):
    variables = {
        "PYTHONPATH": str(copy.rnnkit.parent),
        "PATH": os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]]),
    }
    code = "from rnn_course.cli import main; main()"
    start = ["-m", *words] if words[0] == "nbgrader" else ["-c", code, *words]
    done = subprocess.run(
        [sys.executable, "-P", *start],
        cwd=copy.directory,
        env={k: v for k, v in os.environ.items() if k != "RNNKIT_HIDDEN_CASES"} | variables,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def answers(copy):
    with solutions_in_reach(copy):
        right, functions = reference_sources(CHAPTER), references(CHAPTER)
        one = next(each for each in mistakes(CHAPTER) if each.exercise == "rnn_backward")
        wrong = patched_source(one, functions["rnn_backward"])
    return {"ada": right, "bob": right | {"rnn_backward": wrong}, "cem": {}}


def hand_in(copy):
    for student, written in answers(copy).items():
        notebook = nbformat.read(notebook_in(copy.release, CHAPTER), as_version=4)
        for cell in notebook.cells:
            cell.source = written.get(grade_id(cell), cell.source)
        path = notebook_in(copy.directory / "submitted" / student, CHAPTER)
        path.parent.mkdir(parents=True)
        nbformat.write(notebook, path)


def totals(copy):
    directory = GradingCourse(copy.directory).directory
    with Gradebook(directory.db_url, directory.course_id) as gradebook:
        found = gradebook.find_assignment(CHAPTER).submissions
        return {each.student.id: (each.score, each.max_score) for each in found}


@pytest.mark.slow
def test_five_points_become_eight(copy):
    assert call(copy, "nbgrader", "generate_assignment", CHAPTER, "--force")[0] == 0
    hand_in(copy)
    status, said = call(copy, "grade")
    if "bubblewrap" in said or "namespaces" in said:
        pytest.skip(said)
    assert status == 0, said
    before = totals(copy)

    chapter = copy.chapters / f"{CHAPTER}.md"
    text = chapter.read_text(encoding="utf-8")
    assert f"{POINTS}5" in text
    chapter.write_text(text.replace(f"{POINTS}5", f"{POINTS}8"), encoding="utf-8")
    status, said = call(copy, "regrade", "03")
    assert status == 0, said
    assert "test_rnn_backward  5       8    points" in said
    assert "Nothing has been done yet" in said
    assert "ada" in said.split("What comes of it")[1]
    assert totals(copy) == before
    status, said = call(copy, "grade", "--force")
    assert status == 1
    assert "test_rnn_backward had 5 points, has 8 points" in said

    status, said = call(copy, "regrade", "03", "--yes", "--jobs", "1")
    assert status == 0, said
    after = totals(copy)
    gained = {student: after[student][0] - before[student][0] for student in before}
    assert gained["ada"] == 3
    assert 0 <= gained["bob"] < 3
    assert gained["cem"] == 0
    assert {most for _, most in after.values()} == {before["ada"][1] + 3}
    (path,) = (copy.directory / "regrades").glob(f"{CHAPTER}-*/points.csv")
    rows = list(csv.DictReader(path.open(encoding="utf-8")))
    assert {r["change"] for r in rows if r["student"] == "ada" and r["what"] == "total"} == {"3"}
    assert call(copy, "grade")[0] == 0
    assert "Nothing changed" in call(copy, "regrade", "03")[1]

    cases = copy.solutions / "rnn_backward" / "cases.py"
    status, said = change_cases(copy, cases)
    assert status == 0, said
    assert "test_cross_entropy" in said
    assert "hidden cases" in said


def change_cases(copy, path):
    """Draw other arguments for one exercise."""
    text = path.read_text(encoding="utf-8")
    line = "    logits[t, n] += 1000\n"
    assert line in text
    path.write_text(text.replace(line, line.replace("1000", "900")), encoding="utf-8")
    return call(copy, "regrade", "03")
