"""The trusted process of a notebook, seen from the grader."""

import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from nbgrader_sandbox.errors import StudentStopped
from nbgrader_sandbox.limits import Timeouts
from nbgrader_sandbox.notebook.output_cleaning import TIMED_OUT, error
from nbgrader_sandbox.notebook.student_process import StudentSide
from nbgrader_sandbox.notebook.work_files import FAILED, NO_TIME, WorkFiles, failed
from nbgrader_sandbox.sandbox.fork_client import START, Copy, Zygote, ask
from nbgrader_sandbox.source.dependencies import Dependencies


@dataclass
class TesterSide:
    """The trusted process of a notebook."""

    zygote: Zygote
    student: StudentSide
    content: Mapping[str, bytes]
    patience: Timeouts
    copy: Copy | None = None
    met: int = 0  # the generation of the student's process that it is connected to
    done: set[int] = field(default_factory=set)  # places of given and test cells that have run

    def __post_init__(self) -> None:
        self._files = WorkFiles(self.content, self.zygote.has_folders)

    def run(self, place: int, needs: Dependencies, given: Mapping[int, str], request: dict) -> dict:
        """Run a test cell; once more, if the student's process ends that others ran in, too."""
        if self.student.is_out_of_time:
            return failed(TIMED_OUT, NO_TIME)
        result = self._run(place, needs, given, request)
        if self._is_suspect(place, result) and self.student.go_alone(place):
            self.close()  # what the test has begun is gone, too
            again = self._run(place, needs, given, request)
            if self._is_suspect(place, again):
                self.student.blame(place)
            else:
                result = again
        return result

    def _run(
        self, place: int, needs: Dependencies, given: Mapping[int, str], request: dict
    ) -> dict:
        """Run it after the given cells that it needs."""
        self._meet(place)
        for other in needs.given:
            if other not in self.done:
                names = list(needs.names)
                self._ask({"op": "given", "source": given[other], "count": 0, "names": names})
                self.done.add(other)
            if self.copy is None:  # a given cell hung, with what the student's code gave it
                return failed(TIMED_OUT, "a cell that the test needs took too long")
        self.done.add(place)
        result = self._ask(request | {"op": "test", "names": list(needs.names)})
        if result.get("stopped"):
            self.student.kill()
        return result

    def _is_suspect(self, place: int, result: dict) -> bool:
        """Whether the student's process is not, or no longer, what its cells have made it."""
        if self.student.copy is None or result.get("is_odd"):
            return True
        return any(self.student.binds(place, name) for name in result.get("missing", ()))

    def close(self) -> None:
        """End the process."""
        if self.copy is not None:
            self.copy.kill()
        self._files.close()
        self.copy, self.met = None, 0
        self.done.clear()

    def _meet(self, place: int) -> None:
        """Have a process that is connected to the student's present one."""
        theirs = self.student.ensure(place)
        if self.copy is None:
            self.copy = self._files.start(self.zygote)
        if self.met == self.student.generation:
            return
        deadline = time.monotonic() + START
        ask(self.copy, {"op": "meet"}, b"", deadline)
        socket.send_fds(self.copy.wire.socket, [b"s"], [theirs.wire.socket.fileno()])
        self.copy.wire.receive(deadline)
        self.met = self.student.generation

    def _ask(self, request: dict) -> dict:
        try:
            return ask(self.copy, request, b"", time.monotonic() + self.patience.cell)
        except TimeoutError:
            return self._give_up()
        except StudentStopped as reason:  # not the student's process, but our own
            self.close()
            raise TesterStopped(str(reason)) from None

    def _give_up(self) -> dict:
        """Interrupt the student's function, then end its process, then our own."""
        result: Mapping = FAILED
        for step in (self.student.interrupt, self.student.kill, self.close):
            step()
            if self.copy is None:
                break
            try:
                result, _ = self.copy.wire.receive(time.monotonic() + self.patience.grace)
                break
            except TimeoutError:
                continue
            except Exception:
                self.close()
                break
        late = error(TIMED_OUT, "the test took too long")
        return {**result, "outputs": [*result["outputs"], late], "ok": False}


class TesterStopped(Exception):
    """The trusted process ended by itself, which says nothing about the student."""
