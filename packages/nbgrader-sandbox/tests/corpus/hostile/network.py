"""Asks the network."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import socket
import urllib.request


def square(x):
    for host, port in (("127.0.0.1", 22), ("1.1.1.1", 53), ("192.168.0.1", 80)):
        try:
            socket.create_connection((host, port), timeout=0.5)
            return x * x
        except OSError:
            pass
    server = socket.socket(socket.AF_UNIX)
    for name in open("/proc/net/unix").read().split():
        if name.startswith("@"):
            try:
                server.connect("\\0" + name[1:])
                return x * x
            except OSError:
                pass
    return 0
""",
}
