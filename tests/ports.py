"""A port for a server that a test starts."""

import os
import socket
from itertools import count


def free_port() -> int:
    """Return a free port below those that systems hand out by themselves.

    Kernels and browsers take theirs from the range above 32,768, at any moment: a port that
    was free there when asked may be taken when the server starts.
    """
    for port in count(15_000 + os.getpid() % 10_000):
        with socket.socket() as candidate:
            try:
                candidate.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("unreachable")
