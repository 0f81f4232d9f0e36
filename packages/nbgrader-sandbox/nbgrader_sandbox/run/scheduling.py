"""Scheduling of jobs on an executor: few at a time, and none lost when a worker dies."""

import concurrent.futures
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import AbstractContextManager, suppress

from nbgrader_sandbox.errors import GradingError
from nbgrader_sandbox.notes import Note
from nbgrader_sandbox.run.job import GradedSubmission, Job, given_up
from nbgrader_sandbox.run.worker import grade

MakeExecutor = Callable[[int], AbstractContextManager[Executor]]
WORKER_DIED = Note("worker_died")
NO_PROCESS = "The grader's own processes end as soon as they start; memory may have run out."


def grade_jobs(make: MakeExecutor, jobs: Iterable[Job], width: int) -> Iterator[GradedSubmission]:
    """Grade jobs, and yield graded submissions as they come.

    Twice ``width`` jobs are under way at a time, so that memory stays flat. When a process
    dies, the jobs that were lost with it run again, each by itself, which shows the
    culprit: a job that ends its process a second time is given up, with a reason.

    Raises
    ------
    GradingError
        If no process can be started at all.
    """
    waiting = list(jobs)[::-1]
    while waiting:
        suspects: list[Job] = []
        with make(width) as executor:
            yield from _until_one_dies(executor, waiting, 2 * width, suspects)
        for job in suspects:
            yield _grade_alone(make, job)


def _until_one_dies(
    executor: Executor, waiting: list[Job], max_jobs: int, suspects: list[Job]
) -> Iterator[GradedSubmission]:
    under_way: dict[Future, Job] = {}
    while under_way or (waiting and not suspects):
        while waiting and not suspects and len(under_way) < max_jobs:
            job = waiting.pop()
            try:
                under_way[executor.submit(grade, job)] = job
            except BrokenExecutor:
                suspects.append(job)
        first = concurrent.futures.FIRST_COMPLETED
        done, _ = concurrent.futures.wait(under_way, return_when=first)
        for future in done:
            job = under_way.pop(future)
            if isinstance(future.exception(), BrokenExecutor):
                suspects.append(job)
            else:
                yield future.result()


def _grade_alone(make: MakeExecutor, job: Job) -> GradedSubmission:
    with make(1) as executor, suppress(BrokenExecutor):
        return executor.submit(grade, job).result()
    with make(1) as executor:
        try:
            executor.submit(os.getpid).result()
        except BrokenExecutor:  # it is not this job's fault
            raise GradingError(NO_PROCESS) from None
    return given_up(job, WORKER_DIED)
