"""A warm process: imports once, then forks a copy for each notebook.

Started as ``python -m nbgrader_sandbox.sandbox.fork_server SOCKET SETTINGS``, in the sandbox
for students' code, outside it for test cells. It has one thread and runs none of the code itself.
"""

import contextlib
import gc
import importlib
import json
import os
import random
import signal
import socket
import sys
from dataclasses import asdict, dataclass, field

from nbgrader_sandbox.sandbox import memory_watchdog, namespaces

READY = b"r"


@dataclass(frozen=True)
class Settings:
    """How the copies live.

    Parameters
    ----------
    role : str
        student or tester.
    preload : list of str
        Modules to import before the first fork.
    is_private : bool
        Namespaces of its own for each copy.
    as_nobody : bool
        Each copy gives up being root.
    folder : str
        Where each copy works, empty at first if it is private.
    sizes : dict of str to int
        Folders in memory that each private copy has for itself, in bytes.
    limits : dict of str to int
        By their names in ``resource``.
    """

    role: str
    preload: list[str]
    is_private: bool = False
    as_nobody: bool = False
    folder: str = ""
    sizes: dict[str, int] = field(default_factory=dict)
    limits: dict[str, int] = field(default_factory=dict)

    def to_json(self) -> str:
        """Write it for a command line."""
        return json.dumps(asdict(self))


def main() -> None:
    """Get warm, then fork on request until the other side closes the connection."""
    control = socket.socket(fileno=int(sys.argv[1]))
    settings = Settings(**json.loads(sys.argv[2]))
    shell = _get_warm(settings)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started us
    control.send(READY)
    while True:
        request, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        _bury()
        if not request:
            return
        if os.fork() == 0:
            control.close()
            _live(socket.socket(fileno=descriptors[0]), settings, shell)
        os.close(descriptors[0])


def _get_warm(settings: Settings) -> object:
    from nbgrader_sandbox.kernel.shell import Shell

    shell = Shell()  # first, so that what is imported finds a notebook around itself
    importlib.import_module(f"nbgrader_sandbox.{settings.role}.server")
    for name in settings.preload:
        with contextlib.suppress(Exception):  # a cell that needs it will say what is wrong
            importlib.import_module(name)
    # What is there now stays: no copy has to look through it for garbage, which would also
    # write to pages that they all share.
    gc.collect()
    gc.freeze()
    return shell


def _bury() -> None:
    """Let copies that have ended go; their processor time is counted as ours from then on."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _live(connection: socket.socket, settings: Settings, shell: object) -> None:
    """Be a copy, to the end of the process."""
    try:
        if settings.as_nobody:
            namespaces.become_nobody()
        if settings.is_private:
            _move_out(connection, settings)
        else:
            os.setsid()
            namespaces.die_with_parent()
            _introduce(connection, os.getpid())
        _work(connection, settings, shell)
    except BaseException as error:
        print(f"{type(error).__name__}: {error}", file=sys.__stderr__, flush=True)
    os._exit(0)


def _move_out(connection: socket.socket, settings: Settings) -> None:
    """Return in process 1 of new namespaces; the process before watches it, and ends with it."""
    namespaces.enter_new_namespaces()
    for folder, size in settings.sizes.items():
        namespaces.mount_empty(folder, size)
    child = os.fork()
    if child:
        _introduce(connection, child)
        connection.close()
        memory_watchdog.watch(child, settings.limits["AS"])
        os._exit(0)
    namespaces.drop_privileges()


def _introduce(connection: socket.socket, process: int) -> None:
    """Send what the other side needs to end ``process``, whatever it does."""
    descriptor = os.pidfd_open(process)
    socket.send_fds(connection, [b"p"], [descriptor])
    os.close(descriptor)


def _work(connection: socket.socket, settings: Settings, shell: object) -> None:
    from nbgrader_sandbox.protocol.connection import Wire

    if settings.folder:
        os.chdir(settings.folder)
    namespaces.set_limits(settings.limits)
    _reseed()
    shell.take_over_streams()
    wire = Wire(connection)
    if settings.role == "student":
        from nbgrader_sandbox.student.server import Student

        sys.path.insert(0, "")
        Student(wire, shell).serve()
    else:
        from nbgrader_sandbox.tester.server import Tester

        Tester(wire, shell).serve()


def _reseed() -> None:
    """Copies must not draw the same numbers."""
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


if __name__ == "__main__":
    main()
