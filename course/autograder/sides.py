"""The two processes of a notebook: the student's, and the one that tests."""

import socket
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from autograder.errors import StudentStopped
from autograder.names import Needs
from autograder.outputs import STOPPED, TIMED_OUT, error
from autograder.warm import START, CannotStart, Copy, Zygote, ask

ATTEMPTS = 3
FAILED: Mapping = {"outputs": [], "updates": [], "ok": False}


@dataclass(frozen=True)
class Patience:
    """How long to wait.

    Parameters
    ----------
    cell : float
        Seconds for a cell, before it is interrupted.
    grace : float
        Seconds after that, before its process is killed.
    notebook : float
        Seconds for all of a notebook; later cells do not run.
    """

    cell: float = 30.0
    grace: float = 5.0
    notebook: float = 600.0


class WorkFiles:
    """Files that a process finds in its working folder.

    Parameters
    ----------
    content : dict of str to bytes
        By path.
    has_folder : bool
        Whether the process has an empty folder of its own; else it gets one here.
    """

    def __init__(self, content: Mapping[str, bytes], has_folder: bool) -> None:
        self._content, self._has_folder = content, has_folder
        self._folders: list[tempfile.TemporaryDirectory] = []

    def start(self, zygote: Zygote) -> Copy:
        """Get a new process and give it its files.

        Raises
        ------
        CannotStart
            If that fails three times, which is no fault of the student's.
        """
        for _ in range(ATTEMPTS):
            copy = zygote.fork()
            try:
                self._put(copy)
            except (StudentStopped, TimeoutError):
                copy.kill()
            else:
                return copy
        raise CannotStart("a process ends as soon as it gets its files; is there memory?")

    def _put(self, copy: Copy) -> None:
        places, content, folder = {}, bytearray(), ""
        for name, data in self._content.items():
            places[name] = [len(content), len(data)]
            content += data
        if not self._has_folder:
            self._folders.append(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
            folder = self._folders[-1].name
        request = {"op": "files", "folder": folder, "names": places}
        ask(copy, request, bytes(content), time.monotonic() + START)

    def close(self) -> None:
        """Remove the folders."""
        while self._folders:
            self._folders.pop().cleanup()


class StudentSide:
    """A student's process: killed where it hangs, and brought to the same point again."""

    def __init__(self, zygote: Zygote, files: Mapping[str, bytes], patience: Patience) -> None:
        self._zygote, self._patience = zygote, patience
        self._files = WorkFiles(files, zygote.has_folders)
        self._ends = time.monotonic() + patience.notebook
        self._history: list[tuple[str, int]] = []
        self.copy: Copy | None = None
        self.generation = 0

    @property
    def is_out_of_time(self) -> bool:
        """Whether the notebook has had its time."""
        return time.monotonic() > self._ends

    def ensure(self) -> Copy:
        """Have a process in which all cells so far have run, but for those that ended one."""
        while self.copy is None:
            self._start()
            for cell in list(self._history):
                if not self.is_out_of_time and self._attempt(*cell).get("stuck"):
                    self._history.remove(cell)  # it went well before, and does not now
                if self.copy is None:
                    break
        return self.copy

    def run(self, source: str, count: int) -> dict:
        """Run a cell of the student's."""
        if self.is_out_of_time:
            return _failed(TIMED_OUT, "the notebook has used up its time")
        self.ensure()
        result = self._attempt(source, count)
        if not result.get("stuck"):
            self._history.append((source, count))
        return result

    def close(self) -> None:
        """End the process for good."""
        self.kill()
        self._files.close()

    def interrupt(self) -> None:
        """Interrupt what it is doing."""
        if self.copy is not None:
            self.copy.interrupt()

    def kill(self) -> None:
        """End its process; the next cell gets another."""
        if self.copy is not None:
            self.copy.kill()
            self.copy = None

    def _start(self) -> None:
        self.copy = self._files.start(self._zygote)
        self.generation += 1

    def _attempt(self, source: str, count: int) -> dict:
        deadline = min(time.monotonic() + self._patience.cell, self._ends)
        try:
            return ask(self.copy, {"op": "run", "source": source, "count": count}, b"", deadline)
        except TimeoutError:
            return self._give_up()
        except StudentStopped:
            self.kill()
            return _failed(STOPPED, "the process of the notebook ended in this cell")

    def _give_up(self) -> dict:
        self.interrupt()
        try:
            result, _ = self.copy.wire.receive(time.monotonic() + self._patience.grace)
        except Exception:  # silence, an end, or no message
            self.kill()
            result = {}
        shown = result.get("outputs")
        outputs = shown if isinstance(shown, list) else []
        late = error(TIMED_OUT, "the cell took too long")
        return {**FAILED, "outputs": [*outputs, late], "stuck": True}


@dataclass
class TestSide:
    """The trusted process of a notebook."""

    zygote: Zygote
    student: StudentSide
    content: Mapping[str, bytes]
    patience: Patience
    copy: Copy | None = None
    met: int = 0  # the generation of the student's process that it is connected to
    done: set[int] = field(default_factory=set)  # places of given and test cells that have run

    def __post_init__(self) -> None:
        self._files = WorkFiles(self.content, self.zygote.has_folders)

    def run(self, place: int, needs: Needs, given: Mapping[int, str], request: dict) -> dict:
        """Run a test cell, after the given cells that it needs."""
        if self.student.is_out_of_time:
            return _failed(TIMED_OUT, "the notebook has used up its time")
        self._meet()
        for other in needs.given:
            if other not in self.done:
                names = list(needs.names)
                self._ask({"op": "given", "source": given[other], "count": 0, "names": names})
                self.done.add(other)
            if self.copy is None:  # a given cell hung, with what the student's code gave it
                return _failed(TIMED_OUT, "a cell that the test needs took too long")
        self.done.add(place)
        result = self._ask(request | {"op": "test", "names": list(needs.names)})
        if result.get("stopped"):
            self.student.kill()
        return result

    def close(self) -> None:
        """End the process."""
        if self.copy is not None:
            self.copy.kill()
        self._files.close()
        self.copy, self.met = None, 0
        self.done.clear()

    def _meet(self) -> None:
        """Have a process that is connected to the student's present one."""
        theirs = self.student.ensure()
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


def _failed(name: str, text: str) -> dict:
    return {**FAILED, "outputs": [error(name, text)], "stuck": True}
