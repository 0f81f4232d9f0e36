"""The system-call filter of students' processes.

Each forked process puts it on itself once it is inside its namespaces. The fork server cannot
have it, so bubblewrap cannot bring it along: to make those namespaces takes the very calls that
are refused here. The program is written out, since every binding needs the C library libseccomp,
which pip does not bring; the numbers of system calls never change.
"""

import ctypes
import errno
import os
import platform
import struct

# From linux/audit.h, by machine.
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
# Numbers on these two machines; what is newer than 2019 has one number on all.
REFUSED = {
    # the kernel's keyrings: an instructor's keys, and a place to leave something for a friend
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    # memory that belongs to no process, and so to no limit
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
    "semget": (64, 190),
    "msgget": (68, 186),
    # rights over new namespaces, and over mounts in them
    "unshare": (272, 97),
    "setns": (308, 268),
    "chroot": (161, 51),
    "pivot_root": (155, 41),
    "mount": (165, 40),
    "umount2": (166, 39),
    "open_tree": (428, 428),
    "fsopen": (430, 430),
    "move_mount": (429, 429),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "open_tree_attr": (467, 467),
    # other processes
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "kcmp": (312, 272),
    "pidfd_getfd": (438, 438),
    # large parts of the kernel that no notebook needs
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "open_by_handle_at": (304, 265),
    "fanotify_init": (300, 262),
}
# Callers take these for an older kernel's, and do the same another way. The flags of clone3
# lie in memory, where a filter does not see them.
UNKNOWN = {
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "clone3": (435, 435),
}
CLONE, SOCKET = (56, 220), (41, 198)
NEW_NAMESPACES = 0x7E020000  # flags of clone, from linux/sched.h
FAMILIES = (1, 2, 10)  # AF_UNIX, AF_INET, AF_INET6; others reach a virtual machine's host, too
ORDINARY_TYPES, TYPE_BITS = (1, 2, 5), 0xF  # SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET
X32 = 0x40000000  # of these numbers on, x86_64 has all calls a second time

# From linux/bpf_common.h, linux/seccomp.h and linux/prctl.h
LOAD, AND, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x54, 0x15, 0x35, 0x45, 0x06
ALLOW, FAIL = 0x7FFF0000, 0x00050000
NUMBER, ARCHITECTURE, FIRST_ARGUMENT, SECOND_ARGUMENT = 0, 4, 16, 24  # in struct seccomp_data
SET_SECCOMP, MODE_FILTER = 22, 2
Rule = tuple[int, int, int, int]  # code, steps to go if true, if false, value

_libc = ctypes.CDLL(None, use_errno=True)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("rules", ctypes.c_char_p))


def refuse_system_calls() -> None:
    """Refuse them to this process and all that it starts, for good.

    On a machine or a kernel that has no filter for them, nothing changes; the probe says so.
    OSError if there is one, and it cannot be had.
    """
    machine = platform.machine()
    if machine not in ARCHITECTURES:
        return
    rules = b"".join(struct.pack("HBBI", *rule) for rule in program(machine))
    filter_ = _Program(len(rules) // 8, rules)
    if _libc.prctl(SET_SECCOMP, MODE_FILTER, ctypes.byref(filter_), 0, 0) != 0:
        number = ctypes.get_errno()
        if number not in (errno.EINVAL, errno.ENOSYS):  # a kernel without
            raise OSError(number, f"seccomp: {os.strerror(number)}")


def program(machine: str) -> list[Rule]:
    """Return the filter as instructions of the kernel's packet filter."""
    column = list(ARCHITECTURES).index(machine)
    rules = [(LOAD, 0, 0, ARCHITECTURE)]
    rules += [(EQUAL, 1, 0, ARCHITECTURES[machine]), _fail(errno.ENOSYS), (LOAD, 0, 0, NUMBER)]
    rules += [(AT_LEAST, 0, 1, X32), _fail(errno.ENOSYS)]
    for numbers, error in ((REFUSED, errno.EPERM), (UNKNOWN, errno.ENOSYS)):
        for pair in numbers.values():
            rules += [(EQUAL, 0, 1, pair[column]), _fail(error)]
    flags = (LOAD, 0, 0, FIRST_ARGUMENT)
    clone = [flags, (ANY_BIT, 0, 1, NEW_NAMESPACES), _fail(errno.EPERM), _ALLOW]
    # All families but three are refused, and raw and packet sockets of these.
    socket = _one_of(FIRST_ARGUMENT, 0xFF_FF_FF_FF, FAMILIES, errno.EAFNOSUPPORT)
    socket += [*_one_of(SECOND_ARGUMENT, TYPE_BITS, ORDINARY_TYPES, errno.EPERM), _ALLOW]
    for pair, checks in ((CLONE, clone), (SOCKET, socket)):
        rules += [(EQUAL, 0, len(checks), pair[column]), *checks]
    return [*rules, _ALLOW]


def _one_of(argument: int, bits: int, allowed: tuple[int, ...], error: int) -> list[Rule]:
    steps = range(len(allowed), 0, -1)  # over the other comparisons, and over the failure
    compared = [(EQUAL, n, 0, value) for n, value in zip(steps, allowed, strict=True)]
    return [(LOAD, 0, 0, argument), (AND, 0, 0, bits), *compared, _fail(error)]


def _fail(error: int) -> Rule:
    return (RETURN, 0, 0, FAIL | error)


_ALLOW: Rule = (RETURN, 0, 0, ALLOW)
