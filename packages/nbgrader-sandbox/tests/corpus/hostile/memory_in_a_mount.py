"""Makes namespaces of its own, in three ways, and keeps memory in a mount there."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import ctypes
import os
import platform
import signal

libc = ctypes.CDLL(None)
clone = 56 if platform.machine() == "x86_64" else 220
user, group = os.getuid(), os.getgid()
MAPS = [("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")]
USER, MOUNTS = 0x10000000, 0x00020000


def hoards(is_inside):
    if is_inside != 0:
        return 1
    for name, text in MAPS:
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)
    if libc.mount(b"tmpfs", b"/tmp", b"tmpfs", 0, b"size=90%") != 0:
        return 1
    with open("/tmp/hoard", "wb") as file:
        for _ in range(100):
            file.write(bytes(2**20))
    return 0


def succeeds(enter):
    child = os.fork()
    if child == 0:
        try:
            os._exit(hoards(enter()))
        finally:
            os._exit(1)
    return os.waitpid(child, 0)[1] == 0


def by_unshare():
    return libc.unshare(USER | MOUNTS)


def by_clone():
    return libc.syscall(clone, USER | MOUNTS | signal.SIGCHLD, 0, 0, 0, 0)


def by_clone3():
    arguments = (ctypes.c_uint64 * 8)(USER | MOUNTS, 0, 0, 0, signal.SIGCHLD)
    return libc.syscall(435, arguments, ctypes.sizeof(arguments))


def square(x):
    return x * x if any([succeeds(by) for by in (by_unshare, by_clone, by_clone3)]) else 0
""",
}
