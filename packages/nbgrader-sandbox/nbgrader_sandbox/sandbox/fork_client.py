"""The client of a fork server, the processes that it gets from it, and their files."""

import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict

from nbgrader_sandbox.errors import StudentStopped
from nbgrader_sandbox.protocol.connection import Connection, Message, MessageError
from nbgrader_sandbox.sandbox import fork_server

STARTUP_TIMEOUT = 120.0  # seconds for the first forked process, after all imports
FORK_TIMEOUT = 20.0  # seconds for a forked process to report
TRANSFER_TIMEOUT = 120.0  # seconds for files or a socket to be handed over
EXIT_TIMEOUT = 10.0  # seconds for a killed process to be gone
ATTEMPTS = 3  # at a process with its files
STDERR_DELAY, STDERR_TAIL = 0.1, 2000  # seconds until the last of it is there; bytes shown
Start = Callable[[], "ForkedProcess"]  # gets a new process, with its files


class CannotStart(Exception):
    """A fork server did not come up; the text is the end of what it wrote to stderr."""


class ForkedProcess:
    """One forked process, by a descriptor of it that no other process can come to have."""

    def __init__(self, stream: socket.socket, pidfd: int) -> None:
        self.connection = Connection(stream)
        self._pidfd = pidfd
        self._folder: tempfile.TemporaryDirectory[str] | None = None  # None if it has one inside

    def interrupt(self) -> None:
        """Send what Ctrl-C sends."""
        self._signal(signal.SIGINT)

    def kill(self) -> None:
        """End it, and in a sandbox all that it has started; wait until it is gone."""
        if self._pidfd < 0:
            return
        self._signal(signal.SIGKILL)
        self.connection.socket.close()
        select.select([self._pidfd], [], [], EXIT_TIMEOUT)
        os.close(self._pidfd)
        self._pidfd = -1
        if self._folder is not None:
            self._folder.cleanup()

    def put_files(self, content: Mapping[str, bytes], settings: fork_server.Settings) -> None:
        """Put files by path into its folder: its own empty one, or one made here."""
        spans, data, folder = {}, bytearray(), ""
        for name, each in content.items():
            spans[name] = [len(data), len(each)]
            data += each
        if not settings.folder:
            place = tempfile.TemporaryDirectory(dir=settings.scratch, ignore_cleanup_errors=True)
            self._folder, folder = place, place.name
        request = {"folder": folder, "spans": spans}
        ask(self, request, bytes(data), time.monotonic() + TRANSFER_TIMEOUT)

    def _signal(self, number: signal.Signals) -> None:
        with suppress(OSError):
            signal.pidfd_send_signal(self._pidfd, number)


class ForkServerClient:
    """A fork server, started when the first process is asked for, and again if it is gone.

    Instead, it can use one that another process has started, by the way to it, ``control``.
    ``variables`` are its whole environment, ``sandbox`` is a command line to start it with.
    """

    def __init__(
        self,
        settings: fork_server.Settings,
        variables: dict[str, str],
        sandbox: Sequence[str] = (),
        control: socket.socket | None = None,
    ) -> None:
        self.settings, self.variables, self._sandbox = settings, variables, list(sandbox)
        self._server: subprocess.Popen[bytes] | None = None  # None as well if it is another's
        self._is_ready = False
        self._control = control

    def start(self) -> socket.socket:
        """Start preloading without waiting, unless there is a server; return the way to it."""
        if self._control is not None:
            return self._control
        self._control, far_end = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115 (open as long as the process)
        python = [sys.executable, "-P", "-m", "nbgrader_sandbox.sandbox.fork_server"]
        self._server = subprocess.Popen(
            [*self._sandbox, *python, str(far_end.fileno()), json.dumps(asdict(self.settings))],
            env=self.variables,
            pass_fds=[far_end.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._stderr,
        )
        far_end.close()
        return self._control

    def fork_with(self, files: Mapping[str, bytes]) -> ForkedProcess:
        """Get a process with files by path in its folder; CannotStart after three attempts."""
        for _ in range(ATTEMPTS):
            process = self.fork()
            try:
                process.put_files(files, self.settings)
                return process
            except (StudentStopped, TimeoutError):
                process.kill()
        raise CannotStart("a process ends as soon as it gets its files; is there memory?")

    def fork(self, request: bytes = fork_server.FORK) -> ForkedProcess:
        """Get a process for a notebook or a look from inside; CannotStart after two attempts."""
        with suppress(CannotStart):
            return self._fork(request)
        self.close()
        return self._fork(request)

    def look_around(self) -> list[str]:
        """Make sure that it can fork; return what is unprotected, as far as that is known."""
        self.fork().kill()
        return []

    def _fork(self, request: bytes) -> ForkedProcess:
        near_end, far_end = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        with suppress(OSError):
            socket.send_fds(self.start(), [request], [far_end.fileno()])
        # This copy must go: as long as it is open, the end of the process is not noticed.
        far_end.close()
        near_end.settimeout(FORK_TIMEOUT if self._is_ready else STARTUP_TIMEOUT)
        descriptors: list[int] = []
        with suppress(OSError):
            _, descriptors, _, _ = socket.recv_fds(near_end, 1, 1)
        if not descriptors:
            near_end.close()
            raise CannotStart(self._stderr_tail())
        self._is_ready = True
        return ForkedProcess(near_end, descriptors[0])

    def _stderr_tail(self) -> str:
        if self._server is None:
            return "it is gone"
        time.sleep(STDERR_DELAY)
        end = self._stderr.seek(0, os.SEEK_END)
        self._stderr.seek(max(end - STDERR_TAIL, 0))
        return self._stderr.read().decode("utf-8", "replace").strip() or "it said nothing"

    def close(self) -> None:
        """End it and its processes."""
        if self._control is None:
            return
        self._control.close()
        self._control, self._is_ready = None, False
        if self._server is None:
            return
        try:
            self._server.wait(EXIT_TIMEOUT)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait()
        self._stderr.close()
        self._server = None


def ask(process: ForkedProcess, request: Message, data: bytes, deadline: float) -> Message:
    """Send a request to a process and wait for the answer.

    TimeoutError at the deadline: the answer can still be waited for. StudentStopped if the
    process is gone, or sends what is no message.
    """
    try:
        process.connection.send(request, data, deadline)
    except OSError as error:  # also a TimeoutError: it does not listen
        raise StudentStopped(str(error)) from None
    try:
        return process.connection.receive(deadline)[0]
    except (EOFError, ConnectionError, MessageError) as error:
        raise StudentStopped(str(error)) from None
