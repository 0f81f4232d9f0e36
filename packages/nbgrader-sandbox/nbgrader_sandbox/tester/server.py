"""The trusted process: runs test cells as they are, with proxies for the student's names."""

import socket
from collections.abc import Callable, Collection

from nbgrader_sandbox.kernel.patches import PatchRecorder
from nbgrader_sandbox.kernel.shell import Shell
from nbgrader_sandbox.protocol.connection import Connection, Message
from nbgrader_sandbox.tester import tracebacks
from nbgrader_sandbox.tester.student_client import StudentClient


class Tester:
    """Serves the grader: runs given cells and test cells until it closes the connection."""

    _student: StudentClient  # set by _do_meet, which comes before any cell

    def __init__(self, connection: Connection, shell: Shell, tests_only: Collection[str]) -> None:
        self._connection, self._shell, self._tests_only = connection, shell, tests_only
        self._sources = tracebacks.Sources(shell.ip.compile._filename_map)
        # It outlives a student's process: cells of the course that mock or seed run once.
        self._recorder = PatchRecorder(shell.namespace)
        self._taken: dict[str, object] = {}  # from the student, by name

    def serve(self) -> None:
        """Answer requests, one at a time; EOFError when there is nobody any more."""
        while True:
            message, _ = self._connection.receive()
            operation: Callable[..., Message] = getattr(self, f"_do_{message.pop('op')}")
            self._connection.send(operation(**message))

    def _do_meet(self) -> Message:
        """Take over the connection to a student's process, which follows."""
        # First: the socket travels beside a byte of the stream, and would be lost if
        # ``Connection.receive`` read that byte as part of a message.
        self._connection.send({})
        self._connection.socket.settimeout(None)
        _, descriptors, _, _ = socket.recv_fds(self._connection.socket, 1, 1)
        student = Connection(socket.socket(fileno=descriptors[0]))
        self._student = StudentClient(
            student, self._shell, self._sources, self._recorder, self._tests_only
        )
        return {}

    def _do_given(
        self, source: str, count: int, names: list[str], unless_given: list[str]
    ) -> Message:
        # What the cell binds is the course's: no value that was a student's may look like it.
        for name in self._taken:
            if not self._is_given(name):
                self._shell.namespace.pop(name, None)
        self._taken.clear()
        self._begin(source, [name for name in names if name not in unless_given])
        return self._shell.run(source, count)

    def _do_test(
        self,
        source: str,
        count: int,
        names: list[str],
        unless_given: list[str],
        cells: dict[str, str],
        hidden: list[int],
        is_rehearsed: bool,
    ) -> Message:
        self._sources.add({int(number): text for number, text in cells.items()})
        asked = [n for n in names if n not in unless_given or not self._is_given(n)]
        missing = self._begin(source, asked)
        self._student.hide(count, hidden)
        self._student.is_rehearsed = is_rehearsed
        result = self._shell.run(source, count)
        stopped, broke = self._student.has_stopped, self._student.broke_protocol
        return result | {"stopped": stopped, "broke_protocol": broke, "missing": missing}

    def _begin(self, source: str, names: list[str]) -> list[str]:
        """Give names of the student's their present value; return those that have none."""
        missing = []
        for name in names:
            self._taken.pop(name, None)
            try:
                self._taken[name] = self._shell.namespace[name] = self._student.get(name)
            except LookupError:
                missing.append(name)
                self._shell.namespace.pop(name, None)
            except Exception:  # the cell that needs it shows what is wrong
                self._shell.namespace.pop(name, None)
        self._student.begin(source, names)
        return missing

    def _is_given(self, name: str) -> bool:
        """Whether a cell of the course has bound a name here."""
        absent = object()
        value = self._shell.namespace.get(name, absent)
        return value is not absent and value is not self._taken.get(name, absent)
