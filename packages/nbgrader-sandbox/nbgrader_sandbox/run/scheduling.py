"""Scheduling of jobs on an executor: few at a time, and none lost when a worker dies."""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import AbstractContextManager, suppress

from nbgrader_sandbox.errors import GradingError
from nbgrader_sandbox.notes import Note
from nbgrader_sandbox.run.job import GradedSubmission, Job, given_up
from nbgrader_sandbox.run.worker import grade

PATIENCE = 5.0  # seconds without a graded submission, before it is said whom all wait for
SayWhoIsLate = Callable[[list[Job]], None]
MakeExecutor = Callable[[int], AbstractContextManager[Executor]]
WORKER_DIED = Note("worker_died")
NO_PROCESS = "The grader's own processes end as soon as they start; memory may have run out."


def grade_jobs(
    make: MakeExecutor, jobs: Iterable[Job], width: int, say: SayWhoIsLate = lambda _jobs: None
) -> Iterator[GradedSubmission]:
    """Grade jobs, and yield graded submissions as they come.

    Twice ``width`` jobs are under way at a time, so that memory stays flat. When a process dies,
    the jobs lost with it run again, each by itself: one that ends its process a second time is
    given up. While none comes, ``say`` gets those that run. GradingError if no process starts.
    """
    waiting = list(jobs)[::-1]
    while waiting:
        suspects: list[Job] = []
        with make(width) as executor:
            yield from _until_one_dies(executor, waiting, width, suspects, say)
        for job in suspects:
            yield _grade_alone(make, job)


def _until_one_dies(
    executor: Executor, waiting: list[Job], width: int, suspects: list[Job], say: SayWhoIsLate
) -> Iterator[GradedSubmission]:
    under_way: dict[Future, Job] = {}
    while under_way or (waiting and not suspects):
        while waiting and not suspects and len(under_way) < 2 * width:
            job = waiting.pop()
            try:
                under_way[executor.submit(grade, job)] = job
            except BrokenExecutor:
                suspects.append(job)
        done, _ = wait(under_way, PATIENCE, FIRST_COMPLETED)
        if not done:
            say(list(under_way.values())[:width])
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
