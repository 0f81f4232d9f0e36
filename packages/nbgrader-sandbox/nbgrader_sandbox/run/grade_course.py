"""A run: which submissions are graded, in which processes, and recorded as they come."""

import fcntl
import functools
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from math import ceil
from pathlib import Path

from nbgrader.api import Gradebook
from tqdm import tqdm

from nbgrader_sandbox.course.assignment import Assignment
from nbgrader_sandbox.course.directory import GradingCourse, SubmissionFolder
from nbgrader_sandbox.course.gradebook import (
    explain_faults,
    generated_assignments,
    open_gradebook,
    with_retries,
)
from nbgrader_sandbox.course.loading import load_assignment
from nbgrader_sandbox.errors import GradingError
from nbgrader_sandbox.limits import MEGABYTE
from nbgrader_sandbox.notes import Note
from nbgrader_sandbox.run.comparison import NO_STUDENT, shortfalls, solution_checks
from nbgrader_sandbox.run.dask_pool import on_cluster
from nbgrader_sandbox.run.job import GradedSubmission, Job, Setup
from nbgrader_sandbox.run.local_pool import cores, on_this_machine
from nbgrader_sandbox.run.recorder import Recorder, record
from nbgrader_sandbox.run.rehearsal import GradeJobs, settle
from nbgrader_sandbox.run.scheduling import MakeExecutor, grade_jobs
from nbgrader_sandbox.run.summary import Summary, printable
from nbgrader_sandbox.run.worker import share_tests_server
from nbgrader_sandbox.sandbox.bubblewrap import find_bwrap
from nbgrader_sandbox.settings import Autograder
from nbgrader_sandbox.source.names import names_of
from nbgrader_sandbox.submission.ingest import own_files, release_files, space

STRAY = Note("unknown_assignment")
LEFT = 10  # megabytes of a notebook's folder, at least, for what students' code writes
NO_ROOM = (
    "The files beside the notebooks of {assignment} take {needed} MB, and the folder that each "
    "notebook runs in has {storage}. Give it more, in nbgrader_config.py: "
    "c.Autograder.storage = {enough}"
)
WAITING, SOLUTION = "waiting for {who}", "the solution of {assignment}"


@dataclass(frozen=True)
class GradingOptions:
    """Options of the command line."""

    assignments: tuple[str, ...] = ()
    student: str = "*"
    jobs: int = field(default_factory=cores)
    force: bool = False
    dask: str = ""
    has_sandbox: bool = True
    retry_tests: bool = False


def grade_course(
    course: GradingCourse, options: GradingOptions, make: MakeExecutor | None = None
) -> Summary:
    """Grade what is to be graded in a course.

    ``make`` takes a number of workers and returns a context manager of an executor; without it,
    ``options`` say where jobs run. GradingError if grading cannot start or go on: all that has
    been recorded until then stays.
    """
    summary = Summary(options.has_sandbox)
    executor: AbstractContextManager[tuple[MakeExecutor, int]]
    if make is None and options.dask:
        executor = on_cluster(options.dask, course.root)
    else:
        executor = nullcontext((make or on_this_machine, options.jobs))
    with (
        explain_faults(course.directory.db_url),
        exclusive_run(course.root),
        with_retries(lambda: open_gradebook(course.directory)) as gradebook,
        executor as (make, width),
        ExitStack() as stack,
    ):
        names = options.assignments or _submitted(course, options.student, gradebook, summary)
        editions = Autograder(config=course.config).editions
        assignments = {
            name: load_assignment(name, gradebook, course.directory, editions) for name in names
        }
        gradebook.db.rollback()  # hold no locks while grading
        waiting = list(_waiting(course, options, names, summary))
        setup = _setup(course, options, assignments.values())
        if waiting:
            _check_room([assignments[name] for name in {s.assignment for s in waiting}], setup)
            if make is on_this_machine:  # one fork server of tests for all workers
                begin = stack.enter_context(share_tests_server(setup))
                make = functools.partial(on_this_machine, begin=begin)
            grade = _grader_of_rehearsals(make, width, summary)
            for name, each in assignments.items():
                assignments[name] = settle(course, each, setup, grade, summary)
            summary.assignments = assignments
        jobs = [
            Job(s.student, assignments[s.assignment], s.folder, setup, timestamp=s.timestamp)
            for s in waiting
        ]
        sharing = _by_folder(jobs)
        recorder = Recorder(gradebook, course)
        with tqdm(total=len(jobs), desc="graded", unit=" submissions", disable=not jobs) as bar:

            def say(late: list[Job]) -> None:
                bar.set_postfix_str(WAITING.format(who=", ".join(map(_who, late))))

            # Where there was a rehearsal, it has handed in the solutions.
            has_checks = bool(jobs) and options.student == "*" and setup.tests != "auto"
            checks = solution_checks(assignments.values(), setup) if has_checks else ()
            todo = [*checks, *(first for first, *_ in sharing.values())]
            for graded in grade_jobs(make, todo, width, say):
                _say(summary.newly_missing(graded))
                if graded.student == NO_STUDENT:
                    summary.own += shortfalls(graded, assignments[graded.assignment])
                    continue
                for job in sharing[graded.student, graded.assignment]:
                    summary.add(record(recorder, replace(graded, student=job.student), job))
                    bar.set_postfix_str("", refresh=False)
                    bar.update()
    return summary


def _by_folder(jobs: Iterable[Job]) -> dict[tuple[str, str], list[Job]]:
    """Return jobs that share a folder, graded once for all, by the first student and assignment."""
    found: dict[Path, list[Job]] = {}
    for job in jobs:
        found.setdefault(job.folder, []).append(job)
    return {(same[0].student, same[0].assignment.name): same for same in found.values()}


def _who(job: Job) -> str:
    if job.student == NO_STUDENT:
        return SOLUTION.format(assignment=job.assignment.name)
    return printable(job.student)


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        tqdm.write(line, file=sys.stderr)


def _grader_of_rehearsals(make: MakeExecutor, width: int, summary: Summary) -> GradeJobs:
    def grade(jobs: list[Job], is_alone: bool) -> Iterable[GradedSubmission]:
        found = grade_jobs(make, jobs, 1 if is_alone else width)
        for graded in tqdm(found, "rehearsed", len(jobs), unit=" answers"):
            _say(summary.newly_missing(graded))
            yield graded

    return grade


def _submitted(
    course: GradingCourse, student: str, gradebook: Gradebook, summary: Summary
) -> list[str]:
    """Return the assignments that were submitted. Unknown folders are reported and skipped."""
    found = course.find_all(student=student)
    if not found:
        raise _nothing_submitted(course, "", student)
    known = generated_assignments(gradebook)
    names = {folder.assignment for folder in found if folder.problem is None}
    if names & known.keys():
        names &= known.keys()
    strays = [s for s in found if s.assignment not in {*names, "*"} or not names]
    summary.problems += [(s.student, s.assignment, s.problem or STRAY) for s in strays]
    return sorted(names)


def _waiting(
    course: GradingCourse, options: GradingOptions, names: Iterable[str], summary: Summary
) -> Iterator[SubmissionFolder]:
    for name in names:
        found = course.find_all(name, options.student)
        if not found:
            raise _nothing_submitted(course, f" for {name}", options.student)
        for folder in found:
            if folder.problem is not None:
                summary.problems.append((folder.student, folder.assignment, folder.problem))
            elif options.force or not course.is_graded(folder):
                yield folder
            else:
                summary.skipped += 1


def _nothing_submitted(course: GradingCourse, what: str, student: str) -> GradingError:
    who = "anybody" if student == "*" else student
    return GradingError(f"Nothing was submitted{what} by {who}. Expected {course.layout()}.")


def _setup(
    course: GradingCourse, options: GradingOptions, assignments: Iterable[Assignment]
) -> Setup:
    templates = [template for assignment in assignments for template in assignment.templates]
    cells = [cell for template in templates for cell in template.cells if cell.kind == "code"]
    modules = sorted({module for cell in cells for module in names_of(cell.source).modules})
    settings = Autograder(config=course.config)
    return Setup(
        modules=tuple(modules),
        libraries=tuple(Path(path).resolve() for path in settings.libraries),
        secrets=course.secrets(),
        limits=settings.limits(),
        timeouts=settings.timeouts(course.config),
        tests=settings.tests,
        retry_tests=options.retry_tests,
        tests_only=tuple(settings.tests_only_mime_types),
        bwrap=find_bwrap() if options.has_sandbox else "",
        variables=dict(os.environ),
    )


def _check_room(assignments: Iterable[Assignment], setup: Setup) -> None:
    """Make sure that a notebook's folder has room for the files of assignments; or GradingError."""
    for each in assignments:
        needed = ceil(space(release_files(each.folder) | own_files(each)) / MEGABYTE)
        if setup.bwrap and needed + LEFT > setup.limits.storage:
            numbers = {
                "needed": needed,
                "storage": setup.limits.storage,
                "enough": 2 * needed + LEFT,
            }
            raise GradingError(NO_ROOM.format(assignment=each.name, **numbers))


@contextmanager
def exclusive_run(root: Path) -> Iterator[None]:
    """Make sure that no other run writes at the same time; GradingError if there is one."""
    descriptor = os.open(root, os.O_RDONLY)  # the folder itself: nothing is left behind
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise GradingError(f"Another run is grading {root}. Wait until it ends.") from None
        yield
    finally:
        os.close(descriptor)
