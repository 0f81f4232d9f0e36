"""Opens sockets that reach past a network namespace, or that only root should have."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import socket

# packet, netlink, vsock (of a virtual machine's host), the kernel's ciphers, raw
KINDS = [(17, 3), (16, 3), (40, 1), (38, 5), (2, 3), (10, 3)]


def square(x):
    for family, kind in KINDS:
        try:
            socket.socket(family, kind).close()
        except OSError:
            continue
        return x * x
    return 0
""",
}
