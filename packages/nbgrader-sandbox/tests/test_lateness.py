"""What takes too long: how long it is waited for, and who is told."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest

from grader_support import toy
from nbgrader_sandbox.course.assignment import Assignment
from nbgrader_sandbox.limits import AGAIN, Timeouts
from nbgrader_sandbox.notebook.student_process import LateCells
from nbgrader_sandbox.notes import Note
from nbgrader_sandbox.run import scheduling
from nbgrader_sandbox.run.grade_course import GradingOptions, grade_course
from nbgrader_sandbox.run.job import GradedSubmission, Job, Setup
from nbgrader_sandbox.settings import Autograder

FULL = Timeouts(cell=30.0, grace=5.0, notebook=60.0)
ENDLESS = "def square(x):\n    while True:\n        pass"


def test_what_needs_a_late_function_gets_less_time_and_nothing_else_does():
    late = LateCells({0: "def f(): ...", 1: "def g(): return f()", 2: "def h(): ..."}, FULL)
    got = []

    def run(*names, **result):
        late.run(4, lambda: {*names}, lambda timeouts: got.append(timeouts) or result)
        return got[-1]

    assert run("f", late=True) == FULL
    assert run("f").cell == run("g").cell == AGAIN
    assert run("h", "print") == FULL


def test_less_time_is_never_more():
    assert Timeouts(cell=1.0, grace=0.5).shortened() == Timeouts(cell=1.0, grace=0.5)


@pytest.mark.parametrize("given", [None, 4.0])
def test_time_for_a_cell_is_nbgraders_unless_the_grader_has_its_own(course, given):
    course.config.Autograder.cell_timeout = given
    assert Autograder(config=course.config).timeouts(course.config).cell == (given or 6.0)


def test_while_nothing_comes_it_says_whom_it_waits_for(monkeypatch):
    asked = threading.Event()

    def grade(job):
        if job.student == "slow":
            asked.wait(60)
        return GradedSubmission(job.student, "none")

    said = []

    def say(jobs):
        said.append([job.student for job in jobs])
        asked.set()

    monkeypatch.setattr(scheduling, "grade", grade)
    monkeypatch.setattr(scheduling, "PATIENCE", 0.05)
    nothing = Assignment("none", (), Path(), Path())
    jobs = [Job(name, nothing, Path(), Setup()) for name in ("quick", "slow")]
    graded = list(scheduling.grade_jobs(ThreadPoolExecutor, jobs, 2, say))
    assert {each.student for each in graded} == {"quick", "slow"}
    assert said[-1] == ["slow"]


@pytest.mark.parametrize("answer", [ENDLESS, toy.NEVER_ENDS])
def test_the_summary_and_the_notebook_name_what_took_too_long(sandbox, course, one_worker, answer):
    toy.hand_in(course, "ada", toy.filled_in(course, {"square": answer}))
    course.config.Autograder.cell_timeout = 3.0
    summary = grade_course(course, GradingOptions(), one_worker)
    note = Note("cells_timed_out", {"cells": "test_square"})
    assert ("ada", toy.ASSIGNMENT, note.at("toy")) in summary.notes
    written = nbformat.read(course.root / "autograded" / "ada" / "toy" / "toy.ipynb", 4)
    assert note.to_json() in written.metadata["autograder"]["notes"]
    assert toy.points(course)["ada"] == toy.FULL | {"test_square": 0.0, "why": 0.0}
