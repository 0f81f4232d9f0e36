"""Work in processes that may be lost: each result comes through a pipe as soon as it is there."""

import contextlib
import multiprocessing
import os
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# What the work needs is inherited, not sent: functions made by exec cannot be pickled.
FORK = multiprocessing.get_context("fork")


class _Worker(Generic[Item, Result]):
    """A process, and the items that it has not answered yet."""

    def __init__(self, items: deque[Item], work: Callable[[Item], Result], patience: float) -> None:
        self.items = items
        self.patience = patience
        self.answers, answering = FORK.Pipe(duplex=False)
        self.process = FORK.Process(target=_answer, args=(items, work, answering), daemon=True)
        self.process.start()
        answering.close()  # so that the pipe ends when the process does
        self.deadline = time.monotonic() + patience

    def next_answer(self) -> tuple[Item, Result]:
        """Return an item with its result.

        Raises
        ------
        EOFError
            If the process has ended.
        """
        result = self.answers.recv()
        if isinstance(result, Exception):
            raise result
        self.deadline = time.monotonic() + self.patience
        return self.items.popleft(), result

    def stop_if_late(self) -> None:
        """Kill the process if it has not answered for long; its answers end with it."""
        if time.monotonic() > self.deadline:
            self.process.kill()


def _answer(items: Sequence[Item], work: Callable[[Item], Result], answering: Connection) -> None:
    warnings.simplefilter("ignore")
    with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stdout(nowhere):
        for item in items:
            try:
                answering.send(work(item))
            except Exception as error:
                answering.send(error)


def run_all(
    jobs: Sequence[Sequence[Item]],
    work: Callable[[Item], Result],
    lost: Result,
    processes: int,
    patience: float,
) -> Iterator[tuple[Item, Result]]:
    """Do ``work`` on every item, one process for each job.

    An item on which a process dies, or is silent for ``patience`` seconds, gets the result
    ``lost``, and a new process goes on behind it. What ``work`` raises is raised here.
    """
    waiting = deque(deque(job) for job in jobs)
    workers: list[_Worker[Item, Result]] = []
    try:
        while waiting or workers:
            while waiting and len(workers) < processes:
                workers.append(_Worker(waiting.popleft(), work, patience))
            for worker in _ready(workers):
                try:
                    yield worker.next_answer()
                except EOFError:
                    workers.remove(worker)
                    if worker.items:
                        yield worker.items.popleft(), lost
                        waiting.appendleft(worker.items)
    finally:
        for worker in workers:
            worker.process.kill()


def _ready(workers: Sequence[_Worker[Item, Result]]) -> list[_Worker[Item, Result]]:
    """Wait for a second at most; return who has answered or ended."""
    for worker in workers:
        worker.stop_if_late()
    ready = wait([worker.answers for worker in workers], timeout=1)
    return [worker for worker in workers if worker.answers in ready]
