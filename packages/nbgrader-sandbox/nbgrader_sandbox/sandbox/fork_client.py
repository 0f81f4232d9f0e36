"""Warm processes, seen from the one that asks them for copies."""

import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress

from nbgrader_sandbox.errors import StudentStopped
from nbgrader_sandbox.protocol.connection import Wire, WireError
from nbgrader_sandbox.sandbox import fork_server

START = 120.0  # seconds for all imports, on a busy machine
FORK = 20.0  # seconds for a copy to report
END = 10.0  # seconds for a killed process to be gone


class CannotStart(Exception):
    """A warm process did not come up; the text is what it said last."""


class Copy:
    """One forked process.

    Parameters
    ----------
    connection : socket.socket
        The end of the connection to it that is here.
    descriptor : int
        A file descriptor of the process (pidfd), which no other process can come to have.
    """

    def __init__(self, connection: socket.socket, descriptor: int) -> None:
        self.wire = Wire(connection)
        self._descriptor = descriptor

    def interrupt(self) -> None:
        """Send what Ctrl-C sends."""
        self._signal(signal.SIGINT)

    def kill(self) -> None:
        """End it, and in a sandbox all that it has started; wait until it is gone."""
        if self._descriptor < 0:
            return
        self._signal(signal.SIGKILL)
        self.wire.close()
        select.select([self._descriptor], [], [], END)
        os.close(self._descriptor)
        self._descriptor = -1

    def _signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError, OSError):
            signal.pidfd_send_signal(self._descriptor, number)


class Zygote:
    """A warm process, started when the first copy is asked for, and again if it is gone.

    Parameters
    ----------
    settings : fork_server.Settings
        How its copies live.
    variables : dict of str to str
        Its environment, all of it.
    sandbox : sequence of str
        A command line to start it with; empty for none.
    """

    def __init__(
        self, settings: fork_server.Settings, variables: dict[str, str], sandbox: Sequence[str] = ()
    ) -> None:
        self._settings, self._variables, self._sandbox = settings, variables, list(sandbox)
        self._process: subprocess.Popen | None = None

    @property
    def has_folders(self) -> bool:
        """Whether each copy finds itself in an empty folder of its own."""
        return bool(self._settings.folder)

    def start(self) -> None:
        """Begin to get warm; returns at once."""
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 (open as long as the process)
        python = [sys.executable, "-P", "-m", "nbgrader_sandbox.sandbox.fork_server"]
        self._process = subprocess.Popen(
            [*self._sandbox, *python, str(theirs.fileno()), self._settings.to_json()],
            env=self._variables,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._said,
        )
        theirs.close()
        self._is_warm = False

    def wait(self) -> None:
        """Wait until it is warm.

        Raises
        ------
        CannotStart
            If it ends instead, or takes more than two minutes.
        """
        if self._process is None:
            self.start()
        if not self._is_warm:
            self._is_warm = self._receive(self._control, START)[0] == fork_server.READY
        if not self._is_warm:
            said = self._last_words()
            self.close()
            raise CannotStart(said)

    def fork(self) -> Copy:
        """Get a copy.

        Raises
        ------
        CannotStart
            If there is none to be had, also after a new start.
        """
        with suppress(CannotStart):
            return self._fork()
        self.close()
        return self._fork()

    def _fork(self) -> Copy:
        self.wait()
        mine, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        with suppress(OSError):
            socket.send_fds(self._control, [b"f"], [theirs.fileno()])
        theirs.close()
        said, descriptors = self._receive(mine, FORK)
        if not said:
            mine.close()
            raise CannotStart(self._last_words())
        return Copy(mine, descriptors[0])

    @staticmethod
    def _receive(connection: socket.socket, seconds: float) -> tuple[bytes, list[int]]:
        connection.settimeout(seconds)
        try:
            said, descriptors, _, _ = socket.recv_fds(connection, 1, 1)
        except OSError:
            return b"", []
        return said, descriptors

    def _last_words(self) -> str:
        time.sleep(0.1)  # they may still be on their way
        end = self._said.seek(0, os.SEEK_END)
        self._said.seek(max(end - 2000, 0))
        return self._said.read().decode("utf-8", "replace").strip() or "it said nothing"

    def close(self) -> None:
        """End it and its copies."""
        if self._process is None:
            return
        self._control.close()
        try:
            self._process.wait(END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._said.close()
        self._process = None


def ask(copy: Copy, request: dict, data: bytes, deadline: float) -> dict:
    """Ask a copy for something.

    Raises
    ------
    TimeoutError
        If the deadline passes; the answer can still be waited for.
    StudentStopped
        If the process is gone, or says what nobody can read.
    """
    try:
        copy.wire.send(request, data, deadline)
    except TimeoutError:
        raise StudentStopped("it does not listen") from None
    except OSError as error:
        raise StudentStopped(str(error)) from None
    try:
        return copy.wire.receive(deadline)[0]
    except (EOFError, ConnectionError, WireError) as error:
        raise StudentStopped(str(error)) from None
