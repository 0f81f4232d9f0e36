"""The trusted process of a notebook, seen from the grader."""

import socket
import time
from collections.abc import Mapping

from nbgrader_sandbox.errors import StudentStopped
from nbgrader_sandbox.limits import Timeouts
from nbgrader_sandbox.notebook.student_process import StudentProcess, late_result
from nbgrader_sandbox.protocol.connection import Message
from nbgrader_sandbox.sandbox.fork_client import TRANSFER_TIMEOUT, ForkedProcess, Start, ask
from nbgrader_sandbox.source.dependencies import Dependencies


class TestProcessDied(Exception):
    """The trusted process ended by itself, which is no fault of the student's."""


class TestProcess:
    """The trusted process of a notebook, which calls functions in the student's."""

    def __init__(
        self, start: Start, timeouts: Timeouts, student: StudentProcess, given: Mapping[int, str]
    ) -> None:
        self._start_process, self._timeouts, self._student = start, timeouts, student
        self._given = given  # sources of given cells, by index
        self._met = 0  # the generation of the student's process that it is connected to
        self._done: set[int] = set()  # indices of given and test cells that have run
        self.process: ForkedProcess | None = None

    def run(
        self, index: int, needed: Dependencies, request: Message, timeouts: Timeouts
    ) -> Message:
        """Run a test cell; once more, if the student's process ends that others ran in, too."""
        result = self._run(index, needed, request, timeouts)
        if self._needs_retry(index, result) and self._student.isolate(index):
            self.close()  # what the test has begun is gone, too
            timeouts = timeouts.shortened() if result.get("late") else timeouts
            again = self._run(index, needed, request, timeouts)
            if self._needs_retry(index, again):
                self._student.mark_culprit(index)
            else:
                result = again
        return result

    def _run(
        self, index: int, needed: Dependencies, request: Message, timeouts: Timeouts
    ) -> Message:
        process = self._meet(index)
        names = {"names": needed.names, "unless_given": needed.unless_given}
        for other in needed.given:
            if other not in self._done:
                cell = {"op": "given", "source": self._given[other], "count": 0}
                self._ask(process, cell | names, self._timeouts)
                self._done.add(other)
            if self.process is None:  # a given cell hung, with what the student's code gave it
                return late_result([], "a cell that the test needs took too long")
        self._done.add(index)
        result = self._ask(process, request | {"op": "test"} | names, timeouts)
        if result.get("stopped"):
            self._student.close()
        return result

    def _needs_retry(self, index: int, result: Message) -> bool:
        """Whether the student's process is not, or no longer, what its cells have made it."""
        if self._student.process is None or result.get("broke_protocol"):
            return True
        return any(self._student.binds(index, name) for name in result.get("missing", ()))

    def close(self) -> None:
        """End the process; the next test gets another."""
        if self.process is not None:
            self.process.kill()
        self.process, self._met = None, 0
        self._done.clear()

    def _meet(self, index: int) -> ForkedProcess:
        """Return a process that is connected to the student's present one."""
        # The grader's own connection is handed over as a descriptor: values then cross between the
        # two directly. Until the test has ended, the grader neither reads nor writes there.
        student = self._student.ensure(index)
        if self.process is None:
            self.process = self._start_process()
        process = self.process
        if self._met != self._student.generation:
            deadline = time.monotonic() + TRANSFER_TIMEOUT
            ask(process, {"op": "meet"}, b"", deadline)  # it then waits for the descriptor alone
            descriptor = student.connection.socket.fileno()
            socket.send_fds(process.connection.socket, [b"s"], [descriptor])
            process.connection.receive(deadline)
            self._met = self._student.generation
        return process

    def _ask(self, process: ForkedProcess, request: Message, timeouts: Timeouts) -> Message:
        try:
            return ask(process, request, b"", time.monotonic() + timeouts.cell)
        except TimeoutError:
            return self._give_up(process, timeouts.grace)
        except StudentStopped as error:  # not the student's process, but the trusted one
            self.close()
            raise TestProcessDied(str(error)) from None

    def _give_up(self, process: ForkedProcess, grace: float) -> Message:
        """Interrupt the student's function, then end its process, then the trusted one."""
        result: Message = {}
        for step in (self._student.interrupt, self._student.close, self.close):
            step()
            try:
                result, _ = process.connection.receive(time.monotonic() + grace)
            except TimeoutError:
                continue
            except Exception:  # an end, also by the last step, or no message
                self.close()
            break
        late = late_result(result.get("outputs"), "the test took too long")
        return {**late, **result, "outputs": late["outputs"], "ok": False}
