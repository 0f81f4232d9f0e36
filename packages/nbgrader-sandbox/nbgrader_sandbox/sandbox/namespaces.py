"""Namespaces of its own for one process, limits, no privileges.

Used between two forks inside the sandbox. ``os.unshare`` exists from Python 3.12 on, and
``mount`` in no version, hence ctypes.
"""

import ctypes
import os
import platform
import resource
import signal
from collections.abc import Iterable, Mapping
from pathlib import Path

from nbgrader_sandbox.sandbox.probe import KEYCTL

NOBODY = 65534
# From linux/sched.h and sys/mount.h
NEW_NS, NEW_UTS, NEW_IPC = 0x00020000, 0x04000000, 0x08000000
NEW_USER, NEW_PID, NEW_NET = 0x10000000, 0x20000000, 0x40000000
NO_SUID_NO_DEVICES = 0x2 | 0x4
BIND_ALL = 0x1000 | 0x4000
# From linux/prctl.h and linux/capability.h
SET_DUMPABLE, CAPBSET_DROP, SET_NO_NEW_PRIVS, SET_PDEATHSIG = 4, 24, 38, 1
CAPABILITY_VERSION_3 = 0x20080522
LAST_CAPABILITY = 40
JOIN_SESSION_KEYRING = 1  # from linux/keyctl.h
MOST_LIKELY_TO_END = b"1000"  # of all on the machine, when the kernel has to end something
# capset takes two structs of three words: effective, permitted, inheritable.
CAPABILITY_WORDS = 2 * 3
MAX_FILES = 20_000  # of each file system in memory

_libc = ctypes.CDLL(None, use_errno=True)


def _call(name: str, *arguments: bytes | int | ctypes.Array[ctypes.c_uint32] | None) -> None:
    if getattr(_libc, name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")


def die_with_parent() -> None:
    """Ask the kernel to kill this process when the thread that started it ends."""
    _call("prctl", SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def become_nobody() -> None:
    """Give up being root: for root, no limit on processes holds, and no file is closed."""
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    _call("prctl", SET_DUMPABLE, 1, 0, 0, 0)  # else /proc/self belongs to root


def enter_new_namespaces() -> None:
    """Leave users, mounts, processes, network and shared memory of everyone else behind.

    The next child is process 1 of the new process namespace: with it ends all that it started.
    """
    # A new user namespace is what lets a process without rights make the others: in it, it
    # has every capability, but over nothing outside. Its maps can be written once, by one
    # who has given up setgroups; both ids stay what they are, so that files do, too.
    user, group = os.getuid(), os.getgid()
    _call("unshare", NEW_USER | NEW_NS | NEW_PID | NEW_IPC | NEW_NET | NEW_UTS)
    Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")


def leave_session_keyring() -> None:
    """Take a new session keyring: what the grader or another notebook has in its own stays there.

    Where the kernel has none, there is nothing to leave; where it has no room for another one,
    the filter of system calls keeps this one out of reach.
    """
    if platform.machine() in KEYCTL:
        _libc.syscall(KEYCTL[platform.machine()], JOIN_SESSION_KEYRING, None)


def mount_empty(folder: str, size: int, kept: Iterable[str]) -> None:
    """Put a file system of ``size`` bytes of memory over a folder, empty but for ``kept``."""
    held = {path: os.open(path, os.O_PATH) for path in kept}
    options = f"size={size},mode=755,nr_inodes={MAX_FILES}".encode()
    _call("mount", b"tmpfs", folder.encode(), b"tmpfs", NO_SUID_NO_DEVICES, options)
    for path, descriptor in held.items():
        below = f"/proc/self/fd/{descriptor}"
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        if Path(below).is_dir():
            Path(path).mkdir(exist_ok=True)
        else:
            Path(path).touch()
        _call("mount", below.encode(), path.encode(), None, BIND_ALL, None)
        os.close(descriptor)


def be_ended_first() -> None:
    """Have the kernel end this process and its children before others when memory is short."""
    Path("/proc/self/oom_score_adj").write_bytes(MOST_LIKELY_TO_END)


def drop_privileges() -> None:
    """Lose every capability for good, also for what is started later."""
    # The bounding set first: dropping from it needs a capability that capset takes away.
    for capability in range(LAST_CAPABILITY + 1):
        _libc.prctl(CAPBSET_DROP, capability, 0, 0, 0)
    _call("prctl", SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    _call("capset", header, (ctypes.c_uint32 * CAPABILITY_WORDS)())


def set_limits(limits: Mapping[str, int]) -> None:
    """Set limits by their names in ``resource``: AS, CPU and FSIZE in bytes or seconds."""
    for name, value in limits.items():
        kind = getattr(resource, f"RLIMIT_{name}")
        _, hard = resource.getrlimit(kind)
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (value, value))
