"""A worker that dies takes no submission with it."""

import multiprocessing
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path

import pytest

from grader_support import toy
from nbgrader_sandbox.course.assignment import Assignment
from nbgrader_sandbox.course.directory import GradingCourse
from nbgrader_sandbox.notes import Note
from nbgrader_sandbox.run import scheduling, worker
from nbgrader_sandbox.run.grade_course import GradingOptions, grade_course
from nbgrader_sandbox.run.job import GradedSubmission, Job, Setup
from nbgrader_sandbox.run.local_pool import on_this_machine
from nbgrader_sandbox.run.scheduling import WORKER_DIED, grade_jobs

NOTHING = Assignment("none", (), Path(), Path())


def jobs(count):
    return [Job(f"s{number}", NOTHING, Path(), Setup()) for number in range(count)]


def make_with(fatal):
    """Makes executors that break when a job of one of the students in ``fatal`` runs."""

    @contextmanager
    def make(_workers):
        with ThreadPoolExecutor(1) as executor:
            yield executor

    def grade(job):
        if job.student in fatal:
            fatal[job.student] -= 1
            if fatal[job.student] >= 0:
                raise BrokenProcessPool
        return GradedSubmission(job.student, "none")

    return make, grade


@pytest.mark.parametrize("count", [1, 7])
@pytest.mark.parametrize("fatal", [{}, {"s0": 99}, {"s0": 1}, {"s0": 99, "s6": 99}, {"s5": 1}])
def test_every_job_has_one_graded_submission(monkeypatch, fatal, count):
    make, grade = make_with(dict(fatal))
    monkeypatch.setattr(scheduling, "grade", grade)
    found = {o.student: o.problems for o in grade_jobs(make, jobs(count), 2)}
    hopeless = {name for name, times in fatal.items() if times > 1}
    names = [job.student for job in jobs(count)]
    assert found == {name: [WORKER_DIED] if name in hopeless else [] for name in names}


def test_graded_submissions_come_once_each_and_few_jobs_are_under_way(monkeypatch):
    under_way, most = set(), []

    class Counting(ThreadPoolExecutor):
        def submit(self, function, job):
            under_way.add(job.student)
            most.append(len(under_way))
            return super().submit(function, job)

    monkeypatch.setattr(scheduling, "grade", lambda job: GradedSubmission(job.student, "none"))
    students = []
    for graded in grade_jobs(Counting, jobs(50), 2):
        under_way.discard(graded.student)
        students.append(graded.student)
    assert sorted(students) == sorted(job.student for job in jobs(50))
    assert max(most) <= 5


@pytest.mark.slow
def test_a_real_worker_that_is_killed_is_replaced(sandbox, course):
    """By the system, when memory runs out, for example."""
    for number in range(6):
        toy.hand_in(course, f"s{number}", toy.filled_in(course, {}))
    pools = []

    @contextmanager
    def make(workers):
        with on_this_machine(workers) as executor:
            pools.append(executor)
            yield executor

    def kill_one(*_arguments):
        if len(pools) == 1:
            (worker, *_) = pools[0]._processes
            os.kill(worker, signal.SIGKILL)
            pools.append(None)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("nbgrader_sandbox.run.summary.Summary.add", kill_one)
        grade_course(GradingCourse(course.root), GradingOptions(jobs=1), make)
    assert len(pools) > 2
    points = toy.points(course)
    assert points == dict.fromkeys([f"s{n}" for n in range(6)], toy.FULL | {"why": 0.0})


def test_a_fault_of_the_grader_is_logged_with_its_traceback(monkeypatch, caplog):
    def fault(*_arguments):
        raise ZeroDivisionError("a fault of the grader")

    monkeypatch.setattr(worker, "start_fork_servers", lambda _setup: None)
    monkeypatch.setattr(worker, "_grade", fault)
    (job,) = jobs(1)
    error = "ZeroDivisionError: a fault of the grader"
    assert worker.grade(job).problems == [Note("grader_failed", {"error": error})]
    assert "in fault" in caplog.text


def too_much_memory(_job, _servers):
    return bytes(worker.OWN_MEMORY + 2**30)


def too_much_time(_job, _servers):
    while True:
        pass


def test_memory_and_time_of_a_worker_itself_are_bounded(monkeypatch, capfd):
    monkeypatch.setattr(worker, "start_fork_servers", lambda _setup: None)
    monkeypatch.setattr(worker, "OWN_CPU", 0.5)
    (job,) = jobs(1)
    monkeypatch.setattr(worker, "_grade", too_much_memory)
    (problem,) = worker.grade(job).problems
    assert problem.values["error"].startswith("MemoryError")
    assert len(bytes(worker.OWN_MEMORY)) == worker.OWN_MEMORY  # afterwards there is no bound
    monkeypatch.setattr(worker, "_grade", too_much_time)
    context = multiprocessing.get_context("fork")
    process = context.Process(target=worker.grade, args=(job,))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGPROF


def test_nothing_slow_that_no_grader_needs_is_imported():
    source = """
import sys
from nbgrader_sandbox import start_fork_server
start_fork_server()
import nbgrader_sandbox.grade_app
print([name for name in ("rfc3987_syntax", "lark") if sys.modules.get(name)])
"""
    done = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
