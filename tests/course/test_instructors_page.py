"""The commands of INSTRUCTORS.md, typed as they stand there."""

import csv
import re
import shlex
import shutil
import subprocess
import sys

import nbformat
import pytest
from answers import reference_sources
from classroom import environment

from authoring.course import Course

CHAPTER = "03-rnn-backward"
PAGE = (Course.here().directory / "INSTRUCTORS.md").read_text(encoding="utf-8")
FENCED = re.compile(r"^```\n(.*?)^```", re.DOTALL | re.MULTILINE)
NEED_AN_EXCHANGE = {"release_assignment", "collect", "release_feedback"}


def commands():
    lines = [line for block in FENCED.findall(PAGE) for line in block.splitlines()]
    typed = [shlex.split(line, comments=True) for line in lines if line.startswith("nbgrader ")]
    return [words for words in typed if words[1] not in NEED_AN_EXCHANGE]


def test_page_goes_through_every_step():
    steps = [words[1] for words in commands()]
    assert steps == [
        "generate_assignment",
        "zip_collect",
        "autograde",
        "generate_feedback",
        "export",
    ]


@pytest.mark.slow
def test_commands_lead_from_the_release_to_the_grades(fresh, classroom, tmp_path):
    course = tmp_path / "course"
    shutil.copytree(fresh.directory, course)
    notebook = classroom.filled_in(CHAPTER, reference_sources(CHAPTER))
    archive = course / "downloaded" / CHAPTER / "archive"
    archive.mkdir(parents=True)
    nbformat.write(notebook, archive / f"ada_{CHAPTER}.ipynb")
    with environment(course, JUPYTER_CONFIG_DIR=str(tmp_path / "settings")):
        for words in commands():
            typed = [sys.executable, "-m", *words]
            done = subprocess.run(typed, cwd=course, capture_output=True, text=True, check=False)
            assert done.returncode == 0, f"{shlex.join(words)}\n{done.stderr}"

    (row,) = csv.DictReader((course / "grades.csv").open(encoding="utf-8"))
    assert (row["student_id"], row["assignment"]) == ("ada", CHAPTER)
    assert float(row["score"]) == sum(classroom.max_points(CHAPTER).values())
    assert (course / "feedback" / "ada" / CHAPTER / f"{CHAPTER}.html").is_file()
