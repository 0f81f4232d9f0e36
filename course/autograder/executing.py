"""Jobs on an executor: few at a time, and none lost when a worker dies."""

import concurrent.futures
import multiprocessing
import multiprocessing.connection
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import AbstractContextManager

from autograder.errors import GradingError
from autograder.worker import Job, Outcome, given_up, grade

MakeExecutor = Callable[[int], AbstractContextManager[Executor]]
WORKER_DIED = "the grader's own process ended while it graded this submission"
NO_DASK = """--dask needs the package distributed:

    pip install 'rnn-course[cluster]'"""


def on_this_machine(jobs: int) -> AbstractContextManager[Executor]:
    """Processes here, which share nothing with this one."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["autograder.worker"])
    return concurrent.futures.ProcessPoolExecutor(
        jobs, mp_context=context, initializer=_end_with_parent
    )


def _end_with_parent() -> None:
    """Have this worker end when the process that sends it jobs is gone, even killed.

    By itself it would wait for the next job for ever.
    """
    parent = multiprocessing.parent_process().sentinel

    def watch() -> None:
        multiprocessing.connection.wait([parent])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


class OnCluster:
    """The workers of a Dask cluster.

    Parameters
    ----------
    address : str
        Of its scheduler, as ``tcp://10.0.0.5:8786``.
    """

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
        except ImportError:
            raise GradingError(NO_DASK) from None
        try:
            self._client = Client(address, timeout=20)
        except OSError as error:
            raise GradingError(f"No Dask scheduler answers at {address}: {error}") from None

    def __call__(self, jobs: int) -> AbstractContextManager[Executor]:
        """Make an executor; how many jobs run at a time is the cluster's choice."""
        # A submission may be graded again after its worker died: recording it twice is
        # not possible, as only this process writes.
        return self._client.get_executor(pure=False, retries=2)

    def workers(self) -> int:
        """How many jobs can run at a time."""
        return sum(self._client.nthreads().values()) or 1


def outcomes(make: MakeExecutor, jobs: Iterable[Job], width: int) -> Iterator[Outcome]:
    """Grade jobs, and yield outcomes as they come.

    Twice ``width`` jobs are under way at a time, so that memory stays flat. When a process
    dies, the jobs that were under way run again, each by itself, which shows whose fault it
    was: a job that ends its process a second time is given up, with a reason.
    """
    waiting = list(jobs)[::-1]
    while waiting:
        suspects: list[Job] = []
        with make(width) as executor:
            yield from _until_one_dies(executor, waiting, 2 * width, suspects)
        for job in suspects:
            yield _alone(make, job)


def _until_one_dies(
    executor: Executor, waiting: list[Job], most: int, suspects: list[Job]
) -> Iterator[Outcome]:
    under_way: dict[Future, Job] = {}
    while (waiting or under_way) and not suspects:
        while waiting and len(under_way) < most:
            job = waiting.pop()
            try:
                under_way[executor.submit(grade, job)] = job
            except BrokenExecutor:
                suspects.append(job)
                break
        first = concurrent.futures.FIRST_COMPLETED
        done, _ = concurrent.futures.wait(under_way, return_when=first)
        for future in done:
            job = under_way.pop(future)
            if isinstance(future.exception(), BrokenExecutor):
                suspects.append(job)
            else:
                yield future.result()
    suspects += under_way.values()


def _alone(make: MakeExecutor, job: Job) -> Outcome:
    with make(1) as executor:
        try:
            return executor.submit(grade, job).result()
        except BrokenExecutor:
            return given_up(job, WORKER_DIED)
