"""A whole run: which submissions, in which processes, recorded as they come."""

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook
from tqdm import tqdm

from autograder.assignment import load_assignment
from autograder.course import GradingCourse, Submitted, open_gradebook
from autograder.errors import GradingError
from autograder.executing import MakeExecutor, OnCluster, on_this_machine, outcomes
from autograder.names import names_of
from autograder.record import Recorder, patiently
from autograder.report import Summary
from autograder.sandbox import find_bwrap
from autograder.settings import Autograder
from autograder.template import Assignment, Role
from autograder.worker import Job, Setup


@dataclass(frozen=True)
class Options:
    """What was asked for on the command line."""

    assignments: tuple[str, ...] = ()
    student: str = "*"
    jobs: int = os.cpu_count() or 1
    force: bool = False
    dask: str = ""
    has_sandbox: bool = True


def grade_course(
    course: GradingCourse, options: Options, make: MakeExecutor | None = None
) -> Summary:
    """Grade what is to be graded in a course.

    Parameters
    ----------
    course : GradingCourse
        Where it is and how it is set.
    options : Options
        What to grade, and how.
    make : callable, optional
        Takes a number of workers and returns a context manager of an executor. Without it,
        ``options`` say where jobs run.

    Raises
    ------
    GradingError
        If it cannot start or go on. All that has been recorded until then stays.
    """
    summary = Summary(options.has_sandbox)
    names = options.assignments or tuple(course.assignments())
    with only_one(course.root), _gradebook(course) as gradebook:
        assignments = {name: load_assignment(name, gradebook, course.directory) for name in names}
        waiting = list(_waiting(course, options, names, summary))
        setup = _setup(course, options, assignments.values())
        jobs = [Job(s.student, assignments[s.assignment], s.folder, setup) for s in waiting]
        times = {(s.student, s.assignment): s.timestamp for s in waiting}
        recorder = Recorder(gradebook, course.directory, course.config)
        bar = tqdm(total=len(jobs), desc="graded", unit=" submissions", disable=not jobs)
        make, width = (make, options.jobs) if make else _executor(options)
        with bar:
            for outcome in outcomes(make, jobs, width):
                recorder.record(outcome, times[outcome.student, outcome.assignment])
                summary.add(outcome)
                bar.update()
    return summary


def _waiting(
    course: GradingCourse, options: Options, names: Iterable[str], summary: Summary
) -> Iterator[Submitted]:
    for name in names:
        found = course.find(name, options.student)
        if not found:
            raise GradingError(f"Nothing was submitted for {name} by {options.student}.")
        for submitted in found:
            if options.force or not course.is_graded(submitted):
                yield submitted
            else:
                summary.skipped += 1


def _setup(course: GradingCourse, options: Options, assignments: Iterable[Assignment]) -> Setup:
    roles = (Role.SOLUTION, Role.TEST, Role.GIVEN, Role.PLAIN, Role.SKIPPED)
    sources = [
        source
        for assignment in assignments
        for template in assignment.templates
        for source in template.places(*roles).values()
    ]
    modules = sorted({module for source in sources for module in names_of(source).modules})
    settings = Autograder(config=course.config)
    return Setup(
        modules=tuple(modules),
        libraries=settings.library_paths(),
        secrets=(course.root,),
        limits=settings.limits(),
        patience=settings.patience(course.config),
        bwrap=find_bwrap() if options.has_sandbox else "",
        variables=dict(os.environ),
    )


def _executor(options: Options) -> tuple[MakeExecutor, int]:
    """Where jobs run, and how many at a time."""
    if not options.dask:
        return on_this_machine, options.jobs
    cluster = OnCluster(options.dask)
    return cluster, cluster.workers()


@contextmanager
def _gradebook(course: GradingCourse) -> Iterator[Gradebook]:
    with patiently(lambda: open_gradebook(course.directory)) as gradebook:
        yield gradebook


@contextmanager
def only_one(root: Path) -> Iterator[None]:
    """Make sure that no other run writes at the same time.

    Raises
    ------
    GradingError
        If there is one.
    """
    descriptor = os.open(root, os.O_RDONLY)  # the folder itself: nothing is left behind
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise GradingError(f"Another run is grading {root}. Wait until it ends.") from None
    finally:
        os.close(descriptor)
