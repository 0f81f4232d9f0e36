"""Asks for what large parts of the kernel offer, and no notebook needs."""

POINTS = {"test_square": 0.0}
ANSWERS = {
    "square": """
import ctypes
import platform

# io_uring_setup, userfaultfd, bpf, perf_event_open, process_vm_readv, ptrace, open_tree
NUMBERS = {
    "x86_64": (425, 323, 321, 298, 310, 101, 428),
    "aarch64": (425, 282, 280, 241, 270, 117, 428),
}
libc = ctypes.CDLL(None)


def square(x):
    space = (ctypes.c_uint64 * 32)()
    ring, faults, *others = NUMBERS[platform.machine()]
    found = libc.syscall(ring, 4, space), libc.syscall(faults, 1)
    found += tuple(libc.syscall(number, 0, 0, 0, 0, 0) for number in others)
    return x * x if max(found) >= 0 else 0
""",
}
