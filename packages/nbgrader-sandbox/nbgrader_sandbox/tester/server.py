"""The trusted process: runs test cells as they are, with stand-ins for the student's names."""

import socket

from nbgrader_sandbox.kernel.files import put_files
from nbgrader_sandbox.kernel.patches import Noted
from nbgrader_sandbox.kernel.shell import Shell
from nbgrader_sandbox.protocol.connection import Wire
from nbgrader_sandbox.tester import tracebacks
from nbgrader_sandbox.tester.student_client import Session


class Tester:
    """Serves the grader: runs given cells and test cells until it closes the connection."""

    def __init__(self, wire: Wire, shell: Shell) -> None:
        self._wire, self._shell = wire, shell
        self._sources = tracebacks.Sources(shell.ip.compile._filename_map)
        # It outlives a student's process: cells of the course that mock or seed run once.
        self._noted = Noted(shell.namespace)
        self._student: Session | None = None

    def serve(self) -> None:
        """Answer requests, one at a time."""
        while True:
            try:
                message, data = self._wire.receive()
            except EOFError:
                return
            operation = getattr(self, f"_do_{message.pop('op')}")
            self._wire.send(operation(data, **message))

    def _do_files(self, data: memoryview, **where: object) -> dict:
        """Put the course's files into the working folder."""
        put_files(data, **where)
        return {}

    def _do_meet(self, _data: memoryview) -> dict:
        """Take over the connection to a student's process, which follows."""
        self._wire.send({})
        self._wire.socket.settimeout(None)
        _, descriptors, _, _ = socket.recv_fds(self._wire.socket, 1, 1)
        wire = Wire(socket.socket(fileno=descriptors[0]))
        self._student = Session(wire, self._shell, self._sources, self._noted)
        return {}

    def _do_given(self, _data: memoryview, source: str, count: int, names: list[str]) -> dict:
        """Run a cell that the course gives, since test cells rely on it."""
        self._begin(source, names)
        return self._shell.run(source, count)

    def _do_test(
        self, _data: memoryview, source: str, count: int, names: list[str], cells: dict
    ) -> dict:
        """Run a test cell."""
        self._sources.add({int(number): text for number, text in cells.items()})
        missing = self._begin(source, names)
        result = self._shell.run(source, count)
        student = self._student
        state = {"stopped": student.has_stopped, "is_odd": student.is_odd, "missing": missing}
        return result | state

    def _begin(self, source: str, names: list[str]) -> list[str]:
        missing = self._bind(names)
        self._student.begin(source, names)
        return missing

    def _bind(self, names: list[str]) -> list[str]:
        """Give names of the student's their present meaning; return those that have none."""
        missing = []
        for name in names:
            try:
                self._shell.namespace[name] = self._student.get(name)
            except LookupError:
                missing.append(name)
                self._shell.namespace.pop(name, None)
            except Exception:  # the cell that needs it says so
                self._shell.namespace.pop(name, None)
        return missing
