"""The commands of INSTRUCTORS.md, typed as they stand there."""

import csv
import re
import shlex
import shutil
import subprocess
import sys

import nbformat
import pytest

from rnn_course.build.answers import reference_sources
from rnn_course.cli import _parser, main
from tests.support.classroom import environment
from tests.support.repository import COURSE

CHAPTER = "03-rnn-backward"
PAGE = (COURSE.directory / "INSTRUCTORS.md").read_text(encoding="utf-8")
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
NEED_AN_EXCHANGE = {"release_assignment", "collect", "release_feedback"}


def typed(program):
    lines = [
        line
        for language, block in FENCED.findall(PAGE)
        if not language
        for line in block.splitlines()
    ]
    return [shlex.split(line, comments=True) for line in lines if line.startswith(f"{program} ")]


def commands():
    return [words for words in typed("nbgrader") if words[1] not in NEED_AN_EXCHANGE]


@pytest.mark.parametrize("words", typed("rnn-course"), ids=shlex.join)
def test_every_command_of_the_course_is_one(words):
    options = _parser().parse_args(words[1:])
    assert callable(options.run)


def test_every_target_of_make_is_one():
    makefile = (COURSE.root / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    assert {words[1] for words in typed("make")} <= targets


def test_every_link_within_the_page_leads_somewhere():
    titles = re.findall(r"^#+ (.*)", PAGE, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}
    assert set(re.findall(r"\]\(#([^)]*)\)", PAGE)) <= anchors


def test_page_goes_through_every_step():
    steps = [words[1] for words in commands() if words[1] != "db"]  # students and due dates
    assert steps == [
        "generate_assignment",
        "zip_collect",
        "autograde",
        "export",
    ]


@pytest.mark.slow
def test_commands_lead_from_the_release_to_the_grades(whole_course, classroom, tmp_path):
    course = tmp_path / "course"
    shutil.copytree(whole_course.directory, course)
    notebook = classroom.filled_in(CHAPTER, reference_sources(CHAPTER))
    archive = course / "downloaded" / CHAPTER / "archive"
    archive.mkdir(parents=True)
    nbformat.write(notebook, archive / f"ada_{CHAPTER}.ipynb")
    (course / "roster.csv").write_text("id,first_name,last_name\nada,Ada,Lovelace\n")
    with environment(course, JUPYTER_CONFIG_DIR=str(tmp_path / "settings")):
        for words in commands():
            command = [sys.executable, "-m", *words]
            done = subprocess.run(command, cwd=course, capture_output=True, text=True, check=False)
            assert done.returncode == 0, f"{shlex.join(words)}\n{done.stderr}"
            assert "not recognized" not in done.stderr
        main(["--course", str(course), "feedback", CHAPTER])

    (row,) = csv.DictReader((course / "grades.csv").open(encoding="utf-8"))
    assert (row["student_id"], row["assignment"]) == ("ada", CHAPTER)
    assert float(row["score"]) == sum(classroom.max_points(CHAPTER).values())
    assert (course / "feedback" / "ada" / CHAPTER / f"{CHAPTER}.html").is_file()
