"""Ends a notebook whose processes have too much memory together.

The kernel's own limit (``RLIMIT_AS``) holds for each process by itself: sixty processes below
it can fill a machine. Control groups would hold for all of them, but a process in a container
can seldom make one. Hence this polling watchdog.
"""

import os
import select
import signal

import psutil

POLL_INTERVAL = 0.25  # seconds; a poll of sixty processes takes 0.04


def watch(process: int, max_memory: int) -> None:
    """Wait until a child of this process ends; kill it if it and its own have too much memory.

    Parameters
    ----------
    process : int
        Its number. What is left of its children when it ends is the kernel's to end.
    max_memory : int
        Bytes that they may have together.
    """
    descriptor = os.pidfd_open(process)
    child = psutil.Process(process)
    while not select.select([descriptor], [], [], POLL_INTERVAL)[0]:
        family = _family(child)
        # One alone cannot have more than its own limit.
        if len(family) > 1 and sum(map(_memory, family)) > max_memory:
            signal.pidfd_send_signal(descriptor, signal.SIGKILL)
    os.waitpid(process, 0)


def _family(process: psutil.Process) -> list[psutil.Process]:
    """Return a process with all its descendants."""
    try:
        return [process, *process.children(recursive=True)]
    except psutil.Error:  # it is ending
        return [process]


def _memory(process: psutil.Process) -> int:
    """Return the bytes that a process has: of pages that it shares with others, its part."""
    try:
        try:
            return process.memory_full_info().pss
        except psutil.AccessDenied:  # it made itself unreadable: then all counts as its own
            return process.memory_info().rss
    except psutil.Error:  # it has ended
        return 0
