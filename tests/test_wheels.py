"""What installs the three wheels, and nothing of the checkout, has all that it needs."""

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from rnn_course.build.answers import mistakes, reference_sources, references
from rnn_course.build.patching import patched_source
from tests.support.repository import PACKAGES, REPOSITORY

pytestmark = pytest.mark.slow

CHAPTER, EXERCISE = "03-rnn-backward", "output_backward"
CHECK = """
import numpy as np
from rnnkit import check
from rnnkit.checks import CheckFailed

{source}

try:
    print(check({exercise}).sentence)
except CheckFailed as failed:
    print(failed)
"""


def run(*command, **options):
    done = subprocess.run(
        list(map(str, command)), capture_output=True, text=True, check=False, **options
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def copied(project, folder):
    """Copy what a distribution is built from; building leaves things beside it."""
    copy = folder / project.name
    package = project.name.replace("-", "_")
    shutil.copytree(project / package, copy / package, ignore=shutil.ignore_patterns("*.pyc"))
    for path in project.iterdir():
        if path.is_file():
            shutil.copy(path, copy)
    return copy


def build_wheel(project, folder):
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    return subprocess.run(
        [*pip, "--wheel-dir", str(folder), str(project)],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def wheels(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheels")
    projects = tmp_path_factory.mktemp("projects")
    for project in PACKAGES:
        done = build_wheel(copied(project, projects), folder)
        assert done.returncode == 0, done.stderr
    return sorted(folder.glob("*.whl"))


@pytest.fixture(scope="session")
def outside():
    """A folder that is neither in the checkout nor in /tmp, which sandboxes have for themselves."""
    with tempfile.TemporaryDirectory(prefix="wheels-", dir="/var/tmp") as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def installed(wheels, outside):
    """The commands of an environment that has the wheels and what they depend on."""
    place = outside / "environment"
    run(sys.executable, "-m", "venv", "--without-pip", place)
    pip = [sys.executable, "-m", "pip", "--python", place / "bin" / "python", "install"]
    lock = REPOSITORY / "requirements.lock"
    run(*pip, "--quiet", "--no-compile", "--constraint", lock, *wheels)
    return place / "bin"


@pytest.fixture
def environment(installed, tmp_path):
    """Variables of a shell in which the environment is activated, with an empty home."""
    path = os.pathsep.join([str(installed), "/usr/bin", "/bin"])
    return {"PATH": path, "HOME": str(tmp_path), "LANG": "C.UTF-8"}


def test_each_wheel_holds_its_package_whole_and_its_licences(wheels):
    for project in PACKAGES:
        package = project.name.replace("-", "_")
        (wheel,) = (path for path in wheels if path.name.startswith(f"{package}-"))
        names = set(zipfile.ZipFile(wheel).namelist())
        files = {path for path in (project / package).rglob("*") if path.is_file()}
        own = {path.relative_to(project).as_posix() for path in files if path.suffix != ".pyc"}
        assert names >= own
        assert f"{package}/py.typed" in names
        texts = {name.rpartition("/")[2] for name in names if ".dist-info/licenses/" in name}
        assert texts >= {path.name for path in project.glob("LICENSE*")} != set()
        assert ("OFL.txt" in texts) == any(name.endswith(".otf") for name in names)
        assert not [name for name in names if name.startswith(("tests/", "build/"))]


def test_a_wheel_of_rnnkit_without_case_files_is_refused(tmp_path):
    project = copied(next(path for path in PACKAGES if path.name == "rnnkit"), tmp_path)
    shutil.rmtree(project / "rnnkit" / "cases")
    done = build_wheel(project, tmp_path)
    assert done.returncode != 0
    assert "has no case files" in done.stdout + done.stderr
    assert "make build" in done.stdout + done.stderr


def answers():
    right = reference_sources(CHAPTER)[EXERCISE]
    known = next(each for each in mistakes(CHAPTER) if each.exercise == EXERCISE)
    wrong = patched_source(known, references(CHAPTER)[EXERCISE])
    return right, wrong, known.message


def test_what_is_installed_works(sandbox, installed, environment, outside):
    """One test: in the processes of pytest-xdist, two would install twice."""
    checks_know_right_answers_and_mistakes(installed, environment, outside)
    another_course_is_graded_as_by_stock_nbgrader(installed, environment, outside)


def checks_know_right_answers_and_mistakes(installed, environment, outside):
    right, wrong, message = answers()

    def said_to(source):
        script = outside / "answer.py"
        script.write_text(CHECK.format(source=source, exercise=EXERCISE), encoding="utf-8")
        return " ".join(run(installed / "python", script, cwd=outside, env=environment).split())

    assert " ".join(message.split()) in said_to(wrong)
    assert "3 of 3" in said_to(right)


def points(course):
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        return {
            (submission.student.id, notebook.name, grade.name): grade.auto_score
            for submission in gradebook.assignment_submissions("ps1")
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


def another_course_is_graded_as_by_stock_nbgrader(installed, environment, outside):
    def here(*words, folder):
        return run(installed / words[0], *words[1:], cwd=folder, env=environment)

    course = outside / "example"
    here("nbgrader", "quickstart", "example", folder=outside)
    here("nbgrader", "generate_assignment", "ps1", folder=course)
    shutil.copytree(course / "source" / "ps1", course / "submitted" / "right" / "ps1")
    shutil.copytree(course / "release" / "ps1", course / "submitted" / "blank" / "ps1")
    other = shutil.copytree(course, outside / "other")
    assert here("nbgrader-sandbox", "grade", folder=course).startswith(f"Course: {course}\n")
    here("nbgrader", "autograde", "ps1", folder=other)
    assert points(course) == points(other)
    assert points(course)["right", "problem1", "correct_sum_of_squares"] > 0

    # The course is found from a folder in it; there is nothing left to grade.
    said = here("rnn-course", "grade", folder=course / "submitted" / "right")
    assert said.startswith(f"Course: {course}\n")
    assert "2 graded before" in said
    assert "2 graded before" in here("rnn-course", "--course", course, "grade", folder=outside)
    assert "handout" in here("rnn-course", "--help", folder=outside)
