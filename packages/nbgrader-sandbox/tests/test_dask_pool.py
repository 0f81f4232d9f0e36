"""Grading on a Dask cluster: the same grades, whatever becomes of its workers."""

import os
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest

from grader_support import dumping, toy
from nbgrader_sandbox.course.assignment import Assignment
from nbgrader_sandbox.course.directory import GradingCourse
from nbgrader_sandbox.errors import GradingError
from nbgrader_sandbox.run import dask_pool as clusters
from nbgrader_sandbox.run import worker
from nbgrader_sandbox.run.grade_course import GradingOptions, grade_course
from nbgrader_sandbox.run.scheduling import WORKER_DIED
from nbgrader_sandbox.run.summary import Summary

distributed = pytest.importorskip("distributed")

WRONG = {"square": "def square(x):\n    return 0", "why": "Minus times minus is plus."}


@contextmanager
def local_cluster(**options):
    workers = {"n_workers": 2, "threads_per_worker": 1, "processes": True} | options
    with distributed.LocalCluster(**workers, dashboard_address=None) as here:
        yield here


@pytest.fixture(scope="module")
def two_workers(sandbox):
    """Two processes, each of which Dask starts again when it dies."""
    with local_cluster() as here:
        yield here


@pytest.fixture(scope="module")
def answered(released, tmp_path_factory):
    """A course with a class of six that has handed in. Copy it."""
    course = GradingCourse(
        shutil.copytree(released, tmp_path_factory.mktemp("answered") / "course")
    )
    for number in range(6):
        toy.hand_in(course, f"s{number}", toy.filled_in(course, WRONG if number == 2 else {}))
    return course


@pytest.fixture(scope="module")
def undisturbed(answered, one_worker, tmp_path_factory):
    """What stands there after a run on this machine that nothing happened to."""
    copied = copy(answered, tmp_path_factory.mktemp("undisturbed"))
    grade_course(copied, GradingOptions(), one_worker)
    return dumping.everything(copied)


def copy(course, folder):
    return GradingCourse(shutil.copytree(course.root, folder / "class"))


@pytest.fixture
def course(answered, tmp_path):
    return copy(answered, tmp_path)


def grade_on(cluster, course, **options):
    """With settings read anew, as a new process does."""
    options = GradingOptions(dask=cluster.scheduler_address, **options)
    return grade_course(GradingCourse(course.root), options)


def at_second_outcome(monkeypatch, do):
    """Something happens while the others are being graded."""
    original, count = Summary.add, []

    def add(self, outcome):
        count.append(outcome)
        if len(count) == 2:
            do()
        original(self, outcome)

    monkeypatch.setattr(Summary, "add", add)


class Stop(Exception):
    """Stands for whatever stops a run."""


def stop():
    raise Stop


@pytest.mark.slow
def test_dask_gives_the_same_also_when_resumed(two_workers, course, undisturbed, monkeypatch):
    at_second_outcome(monkeypatch, stop)
    with pytest.raises(Stop):
        grade_on(two_workers, course)
    monkeypatch.undo()
    assert grade_on(two_workers, course).skipped == 2
    assert dumping.everything(course) == undisturbed
    assert [path.name for path in course.root.iterdir() if "seen-by" in path.name] == []


@pytest.mark.slow
def test_a_worker_that_is_killed_takes_nothing_with_it(
    two_workers, course, undisturbed, monkeypatch
):
    with distributed.Client(two_workers.scheduler_address, set_as_default=False) as client:
        client.wait_for_workers(2)
        before = client.run(os.getpid)
        at_second_outcome(monkeypatch, lambda: os.kill(next(iter(before.values())), signal.SIGKILL))
        assert grade_on(two_workers, course).problems == []
        client.wait_for_workers(2, timeout=120)
        assert set(client.run(os.getpid).values()) != set(before.values())
    assert dumping.everything(course) == undisturbed


class Deadly(distributed.WorkerPlugin):
    """Has a worker, and each that takes its place, die of one student's work."""

    name = "deadly"

    def setup(self, worker):
        from nbgrader_sandbox.run import worker as ours

        original = ours._grade

        def grade(job, processes):
            if job.student == "s3":
                os.kill(os.getpid(), signal.SIGKILL)
            return original(job, processes)

        ours._grade = grade


@pytest.mark.slow
def test_a_submission_whose_workers_die_is_given_up_and_the_others_are_not(
    sandbox, course, undisturbed
):
    with local_cluster() as cluster:
        cluster.scheduler.allowed_failures = 1  # as set in Dask's own configuration
        with distributed.Client(cluster, set_as_default=False) as client:
            client.register_plugin(Deadly())
            problems = grade_on(cluster, course).problems
            assert problems == [("s3", toy.ASSIGNMENT, WORKER_DIED)]
    with local_cluster() as cluster:
        assert grade_on(cluster, course).graded == 1  # where there is no verdict
    assert dumping.everything(course) == undisturbed


SCHEDULER = [sys.executable, "-P", "-m", "distributed.cli.dask_scheduler", "--no-dashboard"]


@contextmanager
def scheduler(tmp_path):
    """One in a process of its own, which can be killed, and its address."""
    where = tmp_path / "scheduler.json"
    line = [*SCHEDULER, "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(where)]
    process = subprocess.Popen(line, stderr=subprocess.DEVNULL)
    try:
        with distributed.Client(scheduler_file=str(where), set_as_default=False) as client:
            yield process, client.scheduler.address
    finally:
        process.kill()
        process.wait()


@contextmanager
def worker_process(address, inside=()):
    line = [*inside, sys.executable, "-P", "-m", "distributed.cli.dask_worker", address]
    line += ["--nworkers", "1", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1"]
    process = subprocess.Popen(line, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


@pytest.mark.slow
def test_a_scheduler_that_is_gone_stops_the_run_and_the_next_goes_on(
    two_workers, course, undisturbed, tmp_path, monkeypatch
):
    with scheduler(tmp_path) as (process, address), worker_process(address):
        at_second_outcome(monkeypatch, process.kill)
        with pytest.raises(GradingError, match="does not answer any more"):
            grade_course(GradingCourse(course.root), GradingOptions(dask=address))
        monkeypatch.undo()
        with pytest.raises(GradingError, match="No Dask scheduler answers at"):
            grade_course(GradingCourse(course.root), GradingOptions(dask=address))
    assert grade_on(two_workers, course).skipped >= 2
    assert dumping.everything(course) == undisturbed


@pytest.mark.slow
def test_a_cluster_whose_workers_are_all_gone_stops_the_run(sandbox, course, tmp_path, monkeypatch):
    monkeypatch.setattr(clusters, "CHECK_INTERVAL", 0.2)
    with scheduler(tmp_path) as (_, address), worker_process(address) as process:
        at_second_outcome(monkeypatch, process.terminate)
        with pytest.raises(GradingError, match="has no workers"):
            grade_course(GradingCourse(course.root), GradingOptions(dask=address))
    assert len(dumping.notebooks(course)) >= 2


def test_no_scheduler_and_no_workers_are_said(course, tmp_path, monkeypatch):
    monkeypatch.setattr(clusters, "CONNECT_TIMEOUT", 0.5)
    monkeypatch.setattr(clusters, "WORKER_TIMEOUT", 0.1)
    with pytest.raises(GradingError, match="No Dask scheduler answers at tcp"):
        grade_course(course, GradingOptions(dask="tcp://127.0.0.1:1"))
    with (
        local_cluster(n_workers=0, processes=False) as empty,
        pytest.raises(GradingError, match=r"dask worker .* --nthreads 1"),
    ):
        grade_on(empty, course)


def test_a_worker_with_several_threads_is_refused(course):
    with (
        local_cluster(n_workers=1, threads_per_worker=3, processes=False) as cluster,
        pytest.raises(GradingError, match="runs 3 jobs at a time in one process"),
    ):
        grade_on(cluster, course)


@pytest.mark.slow
def test_a_worker_that_does_not_see_the_course_is_refused(course, tmp_path):
    """It has a file system of its own, as on another machine."""
    bwrap = shutil.which("bwrap")
    if bwrap is None:
        pytest.skip("bubblewrap is not installed")
    elsewhere = [bwrap, "--dev-bind", "/", "/", "--tmpfs", str(course.root)]
    with (
        scheduler(tmp_path) as (_, address),
        worker_process(address, inside=elsewhere),
        pytest.raises(GradingError, match="does not see the course"),
    ):
        grade_course(course, GradingOptions(dask=address))


def test_a_folder_that_a_worker_misses_is_no_missing_notebook(tmp_path):
    """A worker that came later, or a file system that is gone."""
    nothing = Assignment("none", (), tmp_path, tmp_path)
    job = worker.Job("ada", nothing, tmp_path / "not there", worker.Setup())
    with pytest.raises(GradingError, match="shared by all"):
        clusters._call(worker.grade, job)
