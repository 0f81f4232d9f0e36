"""Keeps memory in System V segments, filled and detached, and in its queues."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import ctypes

libc = ctypes.CDLL(None)
libc.shmat.restype = ctypes.c_void_p
SIZE, PRIVATE, MODE = 100 * 2**20, 0, 0o1600


def square(x):
    segments = [libc.shmget(PRIVATE, SIZE, MODE) for _ in range(2)]
    for segment in segments:
        place = libc.shmat(segment, None, 0)
        if segment >= 0 and place not in (None, 2**64 - 1):
            ctypes.memset(place, 1, SIZE)
            libc.shmdt(ctypes.c_void_p(place))
    queues = libc.msgget(PRIVATE, MODE), libc.semget(PRIVATE, 30_000, MODE)
    return x * x if max(*segments, *queues) >= 0 else 0
""",
}
