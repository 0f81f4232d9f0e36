"""The local pool: processes of this machine as an executor.

Nothing of the grader's is imported here, so that the processes can do that while the one
that starts them does.
"""

import concurrent.futures
import multiprocessing
import multiprocessing.connection
import os
import threading
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from multiprocessing import forkserver
from multiprocessing.context import BaseContext


def cores() -> int:
    """Return how many of this machine's cores may be used."""
    if hasattr(os, "sched_getaffinity"):  # on Linux
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def start_fork_server() -> BaseContext:
    """Start the fork server in the background (it is slow to start)."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["nbgrader_sandbox.run.worker"])
    forkserver.ensure_running()
    return context


def on_this_machine(jobs: int) -> AbstractContextManager[Executor]:
    """Return an executor of processes here, which share nothing with this one."""
    context = start_fork_server()
    return concurrent.futures.ProcessPoolExecutor(
        jobs, mp_context=context, initializer=_end_with_parent
    )


def _end_with_parent() -> None:
    """Have this worker end when the process that sends it jobs is gone, even killed.

    By itself it would wait for the next job for ever.
    """
    process = multiprocessing.parent_process()
    if process is None:  # it is no worker
        return
    parent = process.sentinel

    def watch() -> None:
        multiprocessing.connection.wait([parent])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
