"""Ends a notebook whose processes have too much memory together.

The kernel's own limit (``RLIMIT_AS``) holds for each process by itself: sixty processes below
it can fill a machine, and what waits in sockets belongs to none of them. A control group holds
for all of it, but is not to be had everywhere. Hence this polling watchdog.
"""

import os
import select
import signal
from contextlib import suppress
from pathlib import Path

import psutil

POLL_INTERVAL = 0.25  # seconds; a poll of sixty processes takes 0.04
# The most that a socket can hold unread, by its type in /proc/net/unix: twice wmem_max, and
# as many such messages as wait at a socket for datagrams.
UNIX_SOCKETS = Path("/proc/self/net/unix")
STREAM, DATAGRAM = "0001", "0002"
FULL_SOCKET = 2 * 212_992
HELD = {STREAM: FULL_SOCKET, DATAGRAM: 11 * FULL_SOCKET}
# With less than this free, the machine is about to stop.
FLOOR, FLOOR_PART = 512 * 2**20, 16  # bytes, or this part of all, whichever is less
LARGE = 256 * 2**20  # bytes; to end a notebook that has less would help nobody
PATIENCE = 2.0  # seconds that a notebook with hardly any memory waits for larger ones to end


def watch(process: int, max_memory: int) -> None:
    """Wait until a child ends; kill it when it and its own have over ``max_memory`` bytes."""
    descriptor = os.pidfd_open(process)
    child = psutil.Process(process)
    while not select.select([descriptor], [], [], POLL_INTERVAL)[0]:
        if _is_over(child, max_memory) or _is_largest(descriptor, child, max_memory):
            signal.pidfd_send_signal(descriptor, signal.SIGKILL)
    os.waitpid(process, 0)


def _is_over(child: psutil.Process, max_memory: int) -> bool:
    family, sockets = _family(child), _in_sockets()
    # One alone cannot have more than its own limit.
    return (len(family) > 1 or sockets > 0) and sockets + sum(map(_memory, family)) > max_memory


def _is_largest(descriptor: int, child: psutil.Process, max_memory: int) -> bool:
    """Whether to end it since the machine has no memory left."""
    # The watchdogs of other notebooks cannot be asked. So each waits the longer, the less its own
    # notebook has: the largest goes first, and if that helps, the others see it.
    if not _is_short():
        return False
    held = _in_sockets() + sum(map(_memory, _family(child)))
    if held < LARGE:
        return False
    patience = PATIENCE * max(1 - held / max_memory, 0.0)
    has_ended = bool(select.select([descriptor], [], [], patience)[0])
    return not has_ended and _is_short()


def _is_short() -> bool:
    memory = psutil.virtual_memory()
    return bool(memory.available < min(FLOOR, memory.total // FLOOR_PART))


def _in_sockets() -> int:
    """Return the most bytes that can wait in the sockets of this network namespace."""
    # Not by the descriptors of processes: a connection that nobody has accepted yet has none.
    lines = UNIX_SOCKETS.read_text(encoding="utf-8", errors="replace").splitlines()
    return sum(HELD.get(line.split()[4], FULL_SOCKET) for line in lines[1:])


def _family(process: psutil.Process) -> list[psutil.Process]:
    try:
        return [process, *process.children(recursive=True)]
    except psutil.Error:  # it is ending
        return [process]


def _memory(process: psutil.Process) -> int:
    """Return the bytes that a process has: of pages that it shares with others, its part."""
    with suppress(psutil.Error):  # it has ended
        with suppress(psutil.AccessDenied):  # it made itself unreadable: all counts as its own
            return process.memory_full_info().pss
        return process.memory_info().rss
    return 0
