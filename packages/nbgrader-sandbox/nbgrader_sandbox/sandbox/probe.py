"""A look around from inside at what a student's code would see.

Runs once in each worker before the first submission, in a forked process that is made as all
later ones are.
"""

import ctypes
import os
import platform
import socket
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

KEYCTL = {"x86_64": 250, "aarch64": 219}  # its number among system calls
GET_KEYRING_ID = 0
KEYRINGS = (-3, -4, -5)  # of the session, of the user, of the user's session
STREAMS = (0, 1, 2)
UNASKED = {"PWD", "LC_CTYPE"}  # set by bubblewrap and by Python
Seen = list[tuple[str, str]]

_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Secrets:
    """What must not be seen."""

    files: list[str]  # and folders
    variables: list[str]  # names of all that may be seen
    keyrings: list[int]  # serial numbers of the grader's
    address: str  # a socket at which the grader listens
    command: str  # the grader's own command line


def look(secrets: Secrets, connection: int) -> Seen:
    """Return what is seen, by kind; ``connection`` is the one descriptor that may be open."""
    seen = [("file", path) for path in secrets.files if os.path.lexists(path)]
    # Of the environment of any process that can be read.
    lines = [line for path in Path("/proc").glob("[0-9]*/environ") for line in _read(path)]
    variables = {line.partition("=")[0] for line in lines if "=" in line}
    seen += [("variable", name) for name in variables - {*secrets.variables, *UNASKED}]
    seen += [("keyring", "")] * bool({*keyrings()} & {*secrets.keyrings})
    with socket.socket(socket.AF_UNIX) as own:
        seen += [("network", "")] * (own.connect_ex(f"\0{secrets.address}") == 0)
    commands = {path.parent.name: _read(path) for path in Path("/proc").glob("[0-9]*/cmdline")}
    seen += [("process", n) for n, line in commands.items() if "\0".join(line) == secrets.command]
    return seen + [("descriptor", path) for path in _descriptors(connection)]


def missing() -> list[str]:
    """Return which protections are not there."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return [] if "Seccomp:\t2" in status else ["seccomp"]


def keyrings() -> list[int]:
    """Return the serial numbers of the keyrings that can be reached."""
    number = KEYCTL.get(platform.machine())
    if number is None:
        return []
    found = [_libc.syscall(number, GET_KEYRING_ID, ring, 0) for ring in KEYRINGS]
    return [serial for serial in found if serial > 0]


def _read(path: Path) -> list[str]:
    try:
        return path.read_bytes().decode("utf-8", "replace").split("\0")
    except OSError:  # it is not ours, or has ended
        return []


def _descriptors(connection: int) -> Iterator[str]:
    """Yield the files and folders that are open: those of the fork server are no student's."""
    for path in Path("/proc/self/fd").iterdir():
        with suppress(OSError):  # of the listing itself, which has ended
            target = str(path.readlink())
            if int(path.name) not in (*STREAMS, connection) and Path(target).is_file():
                yield target
