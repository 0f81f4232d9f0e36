"""The friend, who comes later."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import ctypes
import platform

# add_key, keyctl
add, control = (248, 250) if platform.machine() == "x86_64" else (217, 219)
libc = ctypes.CDLL(None)
SESSION, USER, SEARCH, PERMIT, ALL = -3, -4, 10, 5, 0x3F3F3F3F


def square(x):
    rings = SESSION, USER
    found = [libc.syscall(control, SEARCH, ring, b"user", b"friend", 0) for ring in rings]
    for ring in rings:
        key = libc.syscall(add, b"user", b"friend", b"answer", 6, ring)
        libc.syscall(control, PERMIT, key, ALL)
    return x * x if max(found) > 0 else 0
""",
}
