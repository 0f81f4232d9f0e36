"""Ports for servers and kernels that tests start.

They lie below those that systems hand out by themselves. Kernels and browsers take theirs
from the range above 32,768, at any moment: a port that was free there when asked may be taken
when the server starts.
"""

import os
import socket
from collections.abc import Iterable, Iterator
from itertools import cycle

from jupyter_client.connect import LocalPortCache

SERVERS = range(15_000, 25_000, 1_250)  # where the lanes of eight test processes begin
KERNELS = range(25_000, 32_000, 875)


def lane_in(lanes: range) -> Iterator[int]:
    """Return the ports that are this test process's own, without end.

    Between asking for a free port and taking it another process may do the same: two that
    look for one in the same places find the same. Tests that run beside each other have a lane
    each. Runs beside each other share lanes, and begin at different places in them.
    """
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    first = lanes[worker % len(lanes)]
    begin = os.getpid() % lanes.step
    return cycle([first + (begin + n) % lanes.step for n in range(lanes.step)])


def first_free(ports: Iterable[int]) -> int:
    for port in ports:
        with socket.socket() as candidate:
            try:
                candidate.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("unreachable")


_servers = lane_in(SERVERS)


def free_port() -> int:
    """Return a free port for a server. It is another one each time."""
    return first_free(_servers)


class KernelPorts(LocalPortCache):
    """Gives the kernels of each test process ports of their own.

    A kernel is told its ports and needs half a second before it takes them. Kernels of
    several processes that start at the same moment got each other's: of 600 that four
    processes started, three died or never answered.
    """

    def __init__(self) -> None:
        super().__init__()
        self.lane = lane_in(KERNELS)

    def find_available_port(self, ip: str) -> int:
        """Return a free port that no running kernel of this process has been given."""
        port = first_free(p for p in self.lane if p not in self.currently_used_ports)
        self.currently_used_ports.add(port)
        return port
