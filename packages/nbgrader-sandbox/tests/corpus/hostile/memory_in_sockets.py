"""Keeps thousands of connections that nobody accepts: what waits in them is in no process."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import socket
import time

kept = []


def hoard(number):
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(f"\\0hoard-{number}")
    listening.listen(4096)
    kept.append(listening)
    for _ in range(2000):
        with socket.socket(socket.AF_UNIX) as sending:
            sending.setblocking(False)
            if sending.connect_ex(f"\\0hoard-{number}") != 0:
                return
            sending.send(b"x" * 1000)  # a hundred times as much would fit


def square(x):
    for number in range(6):
        hoard(number)
    time.sleep(2)
    return x * x
""",
}
