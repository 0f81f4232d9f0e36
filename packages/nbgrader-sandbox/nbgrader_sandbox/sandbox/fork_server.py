"""The fork server: imports once, then forks a process for each notebook.

Started as ``python -m nbgrader_sandbox.sandbox.fork_server SOCKET SETTINGS``, in the sandbox
for students' code, outside it for test cells. It has one thread and runs none of the code itself.
"""

import contextlib
import gc
import importlib
import json
import os
import random
import shutil
import signal
import socket
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from nbgrader_sandbox.protocol.connection import Connection
from nbgrader_sandbox.sandbox import memory_watchdog, namespaces, probe, seccomp

if TYPE_CHECKING:
    from nbgrader_sandbox.kernel.shell import Shell

FORK, PROBE = b"f", b"p"
WARM = 10  # runs after which Python has specialised its code
PROBE_TIMEOUT = 20.0  # seconds to be told what to look for


@dataclass(frozen=True)
class Settings:
    """Settings of the forked processes."""

    role: str  # student or tester
    preload: list[str]  # modules to import before the first fork
    as_nobody: bool = False  # each process gives up being root
    folder: str = ""  # of a private process, in namespaces of its own; empty at first
    sizes: dict[str, int] = field(default_factory=dict)  # bytes of folders in memory, its own
    kept: list[str] = field(default_factory=list)  # places in these that it sees all the same
    limits: dict[str, int] = field(default_factory=dict)  # by their names in ``resource``
    tests_only: list[str] = field(default_factory=list)  # MIME types that no student shows
    scratch: str = ""  # for temporary files outside the sandbox; removed when the server ends


def main() -> None:
    """Preload modules, then fork on request until the other side closes the connection."""
    control = socket.socket(fileno=int(sys.argv[1]))
    settings = Settings(**json.loads(sys.argv[2]))
    if settings.scratch:
        Path(settings.scratch).mkdir(mode=0o700, exist_ok=True)
    try:
        _serve_forks(control, settings)
    finally:  # here, and not in the worker, which may be killed
        if settings.scratch:
            shutil.rmtree(settings.scratch, ignore_errors=True)
    os._exit(0)  # at once: to take down what was imported is 0.1 s, and the run waits for it


def _serve_forks(control: socket.socket, settings: Settings) -> None:
    shell = _preload(settings)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started us
    while True:
        request, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        with contextlib.suppress(ChildProcessError):  # children that have exited
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        if not request:
            return
        if os.fork() == 0:
            control.close()  # a student could ask for forks with it
            stream = socket.socket(fileno=descriptors[0])
            _run_child(stream, settings, shell, is_probe=request == PROBE)
        os.close(descriptors[0])


def _preload(settings: Settings) -> "Shell":
    from nbgrader_sandbox.kernel.shell import Shell

    gc.disable()
    shell = Shell()  # first, so that what is imported finds a notebook around itself
    importlib.import_module(f"nbgrader_sandbox.{settings.role}.server")
    for name in settings.preload:
        with contextlib.suppress(Exception):  # a cell that needs it will show what is wrong
            importlib.import_module(name)
    _warm_up(shell, settings)
    # What is there now stays: no child has to look through it for garbage, or count its
    # references, both of which would write to pages that they all share.
    shell.loaded_modules.update(sys.modules)
    gc.freeze()
    gc.enable()
    return shell


def _warm_up(shell: "Shell", settings: Settings) -> None:
    """Run what each child will run: Python is slow at what it has not yet run several times."""
    from nbgrader_sandbox.protocol import unpacking  # here: clients do without NumPy

    shell.warm_up(WARM)
    for _ in range(WARM):
        unpacking.send_sample()
    # A preloaded module can take part.
    for name in settings.preload if settings.role == "tester" else ():
        with contextlib.suppress(Exception):  # it is only slower without
            getattr(sys.modules.get(name), "__warm_up__", int)()


def _run_child(
    connection: socket.socket, settings: Settings, shell: "Shell", is_probe: bool
) -> None:
    try:
        # First: in the new user namespace, no user exists but the present one.
        if settings.as_nobody:
            namespaces.become_nobody()
        if settings.folder:
            _isolate(connection, settings)
        else:
            os.setsid()
            namespaces.die_with_parent()
            _send_pidfd(connection, os.getpid())
        with contextlib.suppress(EOFError):  # the other side has closed
            _serve(connection, settings, shell, is_probe)
    except BaseException as error:  # a traceback would go on through the fork server's own frames
        print(f"{type(error).__name__}: {error}", file=sys.__stderr__, flush=True)
    os._exit(0)


def _isolate(connection: socket.socket, settings: Settings) -> None:
    """Return in process 1 of new namespaces, watched by its parent, which ends with it."""
    # Two forks are needed: a process that unshares its process namespace stays outside of it.
    # Mounts come before the second and privileges go after it, since the parent must go on to see
    # the child's memory, and the child must not mount.
    namespaces.enter_new_namespaces()
    namespaces.leave_session_keyring()
    for folder, size in settings.sizes.items():
        kept = [path for path in settings.kept if path.startswith(f"{folder}/")]
        namespaces.mount_empty(folder, size, kept)
    child = os.fork()
    if child:
        # Its number means nothing to the grader, who is in another process namespace; a
        # descriptor means the same process everywhere, and no other one later.
        _send_pidfd(connection, child)
        connection.close()
        memory_watchdog.watch(child, settings.limits["AS"])
        os._exit(0)
    namespaces.be_ended_first()
    namespaces.drop_privileges()
    seccomp.refuse_system_calls()


def _send_pidfd(connection: socket.socket, process: int) -> None:
    """Send what the other side needs to end ``process``, whatever it does."""
    descriptor = os.pidfd_open(process)
    socket.send_fds(connection, [b"p"], [descriptor])
    os.close(descriptor)


def _serve(connection: socket.socket, settings: Settings, shell: "Shell", is_probe: bool) -> None:
    if settings.folder:
        os.chdir(settings.folder)
    namespaces.set_limits(settings.limits)
    random.seed()  # children must not draw the same numbers
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
    asked = Connection(connection)
    if is_probe:
        secrets, _ = asked.receive(time.monotonic() + PROBE_TIMEOUT)
        seen = probe.look(probe.Secrets(**secrets), connection.fileno())
        asked.send({"seen": seen, "missing": probe.missing()})
        return
    shell.take_over_streams()
    _put_files(asked)
    if settings.role == "student":
        from nbgrader_sandbox.student.server import Student

        Student(asked, shell).serve()
    else:
        from nbgrader_sandbox.tester.server import Tester

        Tester(asked, shell, settings.tests_only).serve()


def _put_files(asked: Connection) -> None:
    """Write the files beside the notebook to its folder; work there."""
    request, data = asked.receive()
    if request["folder"]:
        os.chdir(request["folder"])
    for name, (start, length) in request["spans"].items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data[start : start + length])
    sys.path.insert(0, "")  # modules beside the notebook can be imported
    asked.send({})


if __name__ == "__main__":
    main()
