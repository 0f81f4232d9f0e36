"""What an instructor is told when grading cannot start."""

import dataclasses
import os
import sysconfig

import nbformat
import pytest
from nbgrader.api import Gradebook
from sqlalchemy import inspect, text

from grader_support import toy
from nbgrader_sandbox import cli
from nbgrader_sandbox.course.directory import GradingCourse
from nbgrader_sandbox.course.gradebook import open_gradebook
from nbgrader_sandbox.errors import GradingError
from nbgrader_sandbox.notes import Note
from nbgrader_sandbox.run.grade_course import STRAY, GradingOptions, grade_course
from nbgrader_sandbox.run.summary import NO_SANDBOX
from nbgrader_sandbox.sandbox import bubblewrap, refusals


def test_without_bubblewrap_it_refuses_and_says_what_to_do(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(GradingError, match="apt-get install bubblewrap") as refused:
        bubblewrap.find_bwrap()
    assert "--no-sandbox" in str(refused.value)


def test_without_namespaces_it_refuses_and_shows_what_bwrap_said(course, tmp_path, monkeypatch):
    bwrap = tmp_path / "bin" / "bwrap"
    bwrap.parent.mkdir()
    bwrap.write_text("#!/bin/sh\necho 'No permissions to create new namespace' >&2\nexit 1\n")
    bwrap.chmod(0o755)
    monkeypatch.setenv("PATH", f"{bwrap.parent}:/usr/bin:/bin")
    toy.hand_in(course, "ada", toy.filled_in(course, {}))
    with pytest.raises(GradingError, match="No permissions to create new namespace") as refused:
        grade_course(course, GradingOptions(jobs=1))
    assert refusals.REMEDIES[refusals.remedies()[0]] in str(refused.value)
    assert toy.points(course) == {}


def test_no_sandbox_grades_and_says_so_loudly(course, capsys):
    answers = {"square": "def square(x):\n    while True:\n        pass"}
    toy.hand_in(course, "ada", toy.filled_in(course, answers))
    cli.main(["grade", "--course", str(course.root), "--jobs", "1", "--no-sandbox"])
    said = capsys.readouterr()
    assert NO_SANDBOX in said.out
    assert said.err.startswith("WITHOUT A SANDBOX")
    path = course.root / "autograded" / "ada" / "toy" / "toy.ipynb"
    assert nbformat.read(path, 4).metadata["autograder"] == {
        "notes": [Note("cells_timed_out", {"cells": "test_square"}).to_json()],
        "sandbox": False,
        "together": [],
    }
    assert toy.points(course)["ada"] == toy.FULL | {"test_square": 0.0, "why": 0.0}


def test_another_folder_than_a_courses_is_refused(tmp_path):
    with pytest.raises(SystemExit, match=r"has no nbgrader_config\.py"):
        cli.main(["grade", "--course", str(tmp_path)])


def test_an_assignment_that_was_not_generated_is_refused(course):
    with pytest.raises(GradingError, match="generate_assignment other"):
        grade_course(course, GradingOptions(assignments=("other",)))


def test_a_number_stands_for_the_assignment_that_begins_with_it(course):
    for name in ("01-one", "02-two", "02-another"):
        (course.root / "source" / name).mkdir()
    names = ["01", "01-one", "01-", "02", "toy", "unknown", ""]
    assert course.full_names(names) == ["01-one", *names[1:]]


@pytest.mark.parametrize(("student", "who"), [("*", "anybody"), ("nobody", "nobody")])
def test_where_submissions_are_expected_is_said(course, student, who):
    with pytest.raises(GradingError, match=f"by {who}. Expected .*/submitted/STUDENT/ASSIGNMENT"):
        grade_course(course, GradingOptions(student=student))


def test_a_student_without_one_of_the_assignments_is_graded(sandbox, course):
    toy.hand_in(course, "ada", toy.filled_in(course, {}))
    (course.root / "submitted" / "bob" / "later").mkdir(parents=True)
    assert grade_course(course, GradingOptions(student="ada", jobs=1)).problems == []
    assert toy.points(course).keys() == {"ada"}


def test_a_folder_that_is_no_assignment_is_told_and_holds_up_none(sandbox, course):
    folder = toy.hand_in(course, "ada", toy.filled_in(course, {}))
    names = ["__MACOSX", "has-a-due-date-only"]
    for name in names:
        folder.with_name(name).mkdir()
    with open_gradebook(course.directory) as gradebook:
        gradebook.add_assignment(names[1], duedate="2026-03-06 18:00:00 UTC")
    summary = grade_course(course, GradingOptions(jobs=1))
    assert summary.problems == [("ada", name, STRAY) for name in names]
    assert toy.points(course).keys() == {"ada"}


def test_folders_of_which_none_is_an_assignment_are_refused(course):
    (course.root / "submitted" / "ada" / "later").mkdir(parents=True)
    with pytest.raises(GradingError, match="generate_assignment later"):
        grade_course(course, GradingOptions())


def test_a_release_that_is_gone_is_refused(course):
    toy.hand_in(course, "ada", toy.filled_in(course, {}))
    (course.root / "release" / "toy" / "toy.ipynb").unlink()
    with pytest.raises(GradingError, match=r"toy\.ipynb is missing"):
        grade_course(course, GradingOptions())


@pytest.mark.slow
def test_an_unreachable_cluster_is_named(course):
    pytest.importorskip("distributed")
    toy.hand_in(course, "ada", toy.filled_in(course, {}))
    with pytest.raises(GradingError, match="No Dask scheduler answers"):
        grade_course(course, GradingOptions(dask="tcp://127.0.0.1:9"))


def test_settings_are_read_from_nbgraders_file(course):
    from nbgrader_sandbox.settings import Autograder

    settings = Autograder(config=course.config)
    timeouts = settings.timeouts(course.config)
    assert (timeouts.cell, timeouts.grace, timeouts.notebook) == (6.0, 3.0, 60.0)
    assert dataclasses.asdict(settings.limits())["storage"] == 50
    assert isinstance(course, GradingCourse)


def test_a_gradebook_is_made_where_the_environment_is_not_activated(course, monkeypatch):
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    path = course.root / "gradebook.db"
    path.unlink(missing_ok=True)
    with open_gradebook(course.directory) as gradebook:
        assert gradebook.assignments == []
    assert path.is_file()


def tables_of(gradebook):
    found = inspect(gradebook.engine)
    columns = {name: found.get_columns(name) for name in found.get_table_names()}
    shape = {name: {each["name"]: str(each["type"]) for each in of} for name, of in columns.items()}
    return shape, gradebook.db.execute(text("SELECT * FROM alembic_version")).all()


@pytest.mark.slow
def test_a_gradebook_is_made_as_nbgrader_makes_it(course, monkeypatch, tmp_path):
    scripts = sysconfig.get_path("scripts")  # where nbgrader finds alembic
    monkeypatch.setenv("PATH", f"{scripts}{os.pathsep}{os.environ['PATH']}")
    (course.root / "gradebook.db").unlink(missing_ok=True)
    stock = Gradebook(f"sqlite:///{tmp_path / 'stock.db'}", course.directory.course_id)
    with stock, open_gradebook(course.directory) as gradebook:
        assert tables_of(gradebook) == tables_of(stock)
