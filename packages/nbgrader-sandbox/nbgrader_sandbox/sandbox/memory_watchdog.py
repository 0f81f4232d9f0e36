"""Ends a notebook whose processes have too much memory together.

The kernel's own limit (``RLIMIT_AS``) holds for each process by itself: sixty processes below
it can fill a machine. Control groups would hold for all of them, but a process in a container
can seldom make one. So somebody has to look.
"""

import os
import select
import signal
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

PAUSE = 0.25  # seconds
PROC = Path("/proc")


def watch(process: int, most: int) -> None:
    """Wait until a child of this process ends; kill it if it and its own have too much.

    Parameters
    ----------
    process : int
        Its number. What is left of its children when it ends is the kernel's to end.
    most : int
        Bytes that they may have together.
    """
    descriptor = os.pidfd_open(process)
    while not select.select([descriptor], [], [], PAUSE)[0]:
        family = list(_family(process))
        # One alone cannot have more than its own limit.
        if len(family) > 1 and sum(map(_memory, family)) > most:
            signal.pidfd_send_signal(descriptor, signal.SIGKILL)
    os.waitpid(process, 0)


def _family(process: int) -> Iterator[int]:
    """A process, its children, and theirs."""
    children = _children()
    found = [process]
    while found:
        each = found.pop()
        yield each
        found += children.get(each, ())


def _children() -> Mapping[int, list[int]]:
    """The children of every process, by the number of their parent."""
    children: dict[int, list[int]] = {}
    for folder in PROC.iterdir():
        if folder.name.isdecimal():
            with suppress(OSError):  # it has ended since
                # The name of the program stands before, in brackets, and may be anything.
                fields = (folder / "stat").read_bytes().rpartition(b")")[2].split()
                children.setdefault(int(fields[1]), []).append(int(folder.name))
    return children


def _memory(process: int) -> int:
    """Bytes that a process has: of pages that it shares with others, its part."""
    folder = PROC / str(process)
    with suppress(OSError):
        return _kilobytes(folder / "smaps_rollup", "Pss:")
    with suppress(OSError):  # it does not let itself be looked into: then all counts as its own
        return _kilobytes(folder / "status", "VmRSS:")
    return 0


def _kilobytes(file: Path, name: str) -> int:
    """A size in bytes from a file in which the kernel writes kilobytes."""
    lines = (line.split() for line in file.read_text(errors="replace").splitlines())
    return next((1024 * int(words[1]) for words in lines if words[:1] == [name]), 0)
