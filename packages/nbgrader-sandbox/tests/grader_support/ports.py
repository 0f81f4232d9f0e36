"""Ports for servers and kernels that tests start.

They lie below those that systems hand out by themselves. Kernels and browsers take theirs
from the range above 32,768, at any moment: a port that was free there when asked may be taken
when the server starts.
"""

import os
import socket
from collections.abc import Iterable
from itertools import count, cycle

from jupyter_client.connect import LocalPortCache

LANES = range(25_000, 32_000, 875)  # where the ports of each of eight test processes begin


def first_free(ports: Iterable[int]) -> int:
    for port in ports:
        with socket.socket() as candidate:
            try:
                candidate.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("unreachable")


def free_port() -> int:
    """Return a free port for a server."""
    return first_free(count(15_000 + os.getpid() % 10_000))


class KernelPorts(LocalPortCache):
    """Gives the kernels of each test process ports of their own.

    A kernel is told its ports and needs half a second before it takes them. Kernels of
    several processes that start at the same moment got each other's: of 600 that four
    processes started, three died or never answered.
    """

    def __init__(self) -> None:
        super().__init__()
        worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
        first = LANES[int(worker) % len(LANES)]
        self.lane = cycle(range(first, first + LANES.step))

    def find_available_port(self, ip: str) -> int:
        """Return a free port that no running kernel of this process has been given."""
        port = first_free(p for p in self.lane if p not in self.currently_used_ports)
        self.currently_used_ports.add(port)
        return port
