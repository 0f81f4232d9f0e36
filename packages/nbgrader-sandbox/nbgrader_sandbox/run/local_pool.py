"""The local pool: processes of this machine as an executor.

Nothing of the grader's is imported here, so that the processes can do that while the one
that starts them does.
"""

import concurrent.futures
import importlib
import multiprocessing
import multiprocessing.connection
import os
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext

MAX_SOCKET_PATH = 107  # bytes: sun_path of sockaddr_un holds 108 with the zero at its end
LEAN = "nbgrader_sandbox.run.lean_imports"
SOCKET = "/pymp-12345678/listener-12345678"  # as multiprocessing names it


def cores() -> int:
    """Return how many of this machine's cores may be used."""
    if hasattr(os, "sched_getaffinity"):  # on Linux
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def leave_out_slow_imports() -> None:
    """Save this process a second of what nbgrader imports, and no grader needs. Call it first."""
    importlib.import_module(LEAN)


def start_fork_server() -> BaseContext:
    """Start the fork server in the background (it is slow to start)."""
    leave_out_slow_imports()  # this process goes on importing meanwhile
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([LEAN, "nbgrader_sandbox.run.worker"])
    before = tempfile.gettempdir()
    if len(os.fsencode(before)) + len(SOCKET) > MAX_SOCKET_PATH:
        tempfile.tempdir = "/tmp"  # it has room for the name of a socket
    try:
        forkserver.ensure_running()
    finally:
        tempfile.tempdir = before
    return context


@contextmanager
def on_this_machine(jobs: int, begin: Callable[[], object] = int) -> Iterator[Executor]:
    """Yield an executor of processes here, each of which calls ``begin`` first.

    After an error or Ctrl-C nobody waits for them: they end, whatever they are doing.
    """
    context = start_fork_server()
    theirs, ours = context.Pipe(duplex=False)
    executor = concurrent.futures.ProcessPoolExecutor(
        jobs, mp_context=context, initializer=_begin, initargs=(theirs, begin)
    )
    try:
        yield executor
        executor.shutdown()
    finally:
        ours.close()
        executor.shutdown()
        theirs.close()


def _begin(pipe: Connection, begin: Callable[[], object]) -> None:
    """Have this worker end when the other end of a pipe is closed, also by a kill; then begin."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that sends jobs

    def watch() -> None:  # by itself, a worker would wait for the next job for ever
        multiprocessing.connection.wait([pipe])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
    begin()
