"""Limits and timeouts of one student's notebook, and the folders that it has for itself."""

from dataclasses import dataclass, replace
from typing import Self

MEGABYTE = 2**20
WORK = "/work-folder"
HOME = "/home/student"
SETTINGS = "/settings"
OPEN_FILES = 512  # of each process
AGAIN, GRACE_AGAIN = 2.0, 1.0  # seconds, where something took too long before
SMALL_FOLDER, SHARED_MEMORY = 16 * MEGABYTE, 64 * MEGABYTE  # bytes


@dataclass(frozen=True)
class Limits:
    """Limits of what one student's notebook may use."""

    memory: int = 4096  # megabytes of address space, each process; of memory, all together
    storage: int = 200  # megabytes in the working folder, and as much in ``/tmp``
    processes: int = 64  # and threads, at a time
    cpu: int = 1200  # seconds of processor time, each process

    def by_name(self) -> dict[str, int]:
        """Return them by their names in ``resource``."""
        return {
            "AS": self.memory * MEGABYTE,
            "FSIZE": self.storage * MEGABYTE,
            "NPROC": self.processes,
            "CPU": self.cpu,
            "NOFILE": OPEN_FILES,
            "CORE": 0,
        }

    def sizes(self) -> dict[str, int]:
        """Return the folders of each notebook's own, with their size in bytes."""
        size = self.storage * MEGABYTE
        small = dict.fromkeys((HOME, SETTINGS), SMALL_FOLDER)
        return {WORK: size, "/tmp": size, "/dev/shm": SHARED_MEMORY} | small


@dataclass(frozen=True)
class Timeouts:
    """Timeouts of one student's notebook, in seconds."""

    cell: float = 30.0  # for a cell, before it is interrupted
    grace: float = 5.0  # after that, before its process is killed
    notebook: float = 1200.0  # for a whole notebook; later cells do not run

    def shortened(self) -> Self:
        """Return what a cell gets that needs what took too long before."""
        return replace(self, cell=min(self.cell, AGAIN), grace=min(self.grace, GRACE_AGAIN))
