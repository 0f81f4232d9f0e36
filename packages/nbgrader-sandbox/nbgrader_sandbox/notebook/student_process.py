"""The student's process, seen from the grader: killed where it hangs, restarted, isolated.

What ends a process, or makes it break the protocol, need not be what runs in it at that moment:
an earlier cell may have left a thread behind, or taken the interpreter apart. So what was
running is tried once more, isolated: in a new process, in which nothing else of the student's
has run but what it needs by its names. If it ends that one too, it is the culprit. What had to be
killed for its time gets little of it then: what is not its own fault is quick.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Set

from nbgrader_sandbox.errors import StudentStopped
from nbgrader_sandbox.limits import Timeouts
from nbgrader_sandbox.notebook.output_cleaning import STOPPED, TIMED_OUT, error_output
from nbgrader_sandbox.protocol.connection import Message
from nbgrader_sandbox.sandbox.fork_client import ForkedProcess, Start, ask
from nbgrader_sandbox.source.dependencies import cells_behind
from nbgrader_sandbox.source.names import names_of

NO_TIME = "the notebook has used up its time"
NamesUsed = Callable[[], Iterable[str]]  # of a cell
ENDED = (
    "the process of the notebook ended in this cell: it crashed, exited, or had too much memory "
    "together with others that it started"
)
ENDED_EARLIER = "the process of the notebook ended in an earlier cell"
# Takes the index of a cell and those of culprits; returns those of the cells that it needs.
CellsFor = Callable[[int, Set[int]], Set[int]]


class StudentProcess:
    """The untrusted process of a notebook, and what has run in it."""

    def __init__(self, start: Start, timeouts: Timeouts, cells_for: CellsFor) -> None:
        self._start_process, self._timeouts, self._cells_for = start, timeouts, cells_for
        self._ends = time.monotonic() + timeouts.notebook
        self._cells: dict[int, tuple[str, int]] = {}  # by index: source, number
        self._ran: set[int] = set()  # indices of those that ran, and will again
        self._succeeded: set[int] = set()  # those that raised nothing
        self._inside: set[int] = set()  # indices of those that ran in the present process
        self._culprits: set[int] = set()  # of cells that ended a process while isolated
        self.is_isolated = False  # whether cells and tests have processes of their own from now on
        self._last_number = 0
        self.process: ForkedProcess | None = None
        self.generation = 0

    def ensure(self, index: int) -> ForkedProcess:
        """Return a process ready for a cell: all before it have run, or those that it needs."""
        if self.is_isolated and self._inside != self._wanted(index):
            self.close()
        while self.process is None:
            self._start(index)
        return self.process

    def _start(self, index: int) -> None:
        """Start a process and run earlier cells in it again; it may end by that."""
        process = self.process = self._start_process()
        self.generation += 1
        for each in sorted(self._wanted(index)):
            is_over = time.monotonic() > self._ends
            if is_over or not self._attempt(process, each, self._timeouts).get("stuck"):
                continue
            # It went well before. If it does not now, others may have had a part in that.
            if self.isolate(each):
                self.close()
            else:
                self._ran.discard(each)
            if self.process is not process:  # it has ended
                return

    def run(self, index: int, source: str, count: int, timeouts: Timeouts) -> Message:
        """Run a cell of the student's."""
        self._cells[index] = source, count
        result = self._run(index, timeouts)
        if self._needs_retry(index, result) and self.isolate(index):
            again = self._run(index, timeouts.shortened() if result.get("late") else timeouts)
            if self._needs_retry(index, again):
                self.mark_culprit(index)
            else:
                result = again
        if not result.get("stuck"):
            self._ran.add(index)
        if result.get("ok"):
            self._succeeded.add(index)
        return result

    def run_once(self, index: int, source: str, count: int, timeouts: Timeouts) -> Message:
        """Run a cell after all others, unless the process that they ran in has ended."""
        if self.generation and self.process is None:
            return failed_result(STOPPED, ENDED_EARLIER)
        self._cells[index] = source, count
        return self._run(index, timeouts)

    def _run(self, index: int, timeouts: Timeouts) -> Message:
        return self._attempt(self.ensure(index), index, timeouts)

    def _needs_retry(self, index: int, result: Message) -> bool:
        """Whether cells can no longer be run as they are written."""
        if self.process is None or "error" in result:
            return True
        shown = result.get("outputs")
        shown = shown if isinstance(shown, list) else []
        # A cell that is Python and is refused as none: the interpreter was taken apart.
        is_refused = any(o.get("ename") == "SyntaxError" for o in shown if isinstance(o, dict))
        return is_refused and bool(names_of(self._cells[index][0]).bound)

    def isolate(self, index: int) -> bool:
        """Keep cells and tests apart from now on; return whether that is new for this one."""
        # A process that held nothing but what the cell needs would hold the same again.
        if self.is_isolated or self._ran - {index} <= self._needs(index):
            return False
        self.is_isolated = True
        return True

    def mark_culprit(self, index: int) -> None:
        """Let cells run together again: this one ends its process by itself."""
        self.close()
        self._culprits |= self._needs(index) | {index}
        self.is_isolated = False

    def binds(self, index: int, name: str) -> bool:
        """Whether a cell that succeeded before ``index`` must have defined ``name``."""
        earlier = [self._cells[each][0] for each in self._succeeded if each < index]
        return any(name in names_of(source).defined for source in earlier)

    def _needs(self, index: int) -> Set[int]:
        return self._cells_for(index, self._culprits)

    def _wanted(self, index: int) -> Set[int]:
        earlier = {each for each in self._ran if each < index}
        return earlier & self._needs(index) if self.is_isolated else earlier

    def interrupt(self) -> None:
        """Interrupt what it is doing."""
        if self.process is not None:
            self.process.interrupt()

    def close(self) -> None:
        """End its process; the next cell gets another."""
        if self.process is not None:
            self.process.kill()
            self.process = None
            self._inside.clear()

    def _attempt(self, process: ForkedProcess, index: int, timeouts: Timeouts) -> Message:
        source, count = self._cells[index]
        self._inside.add(index)
        self._last_number += 1
        request = {"op": "run", "source": source, "count": count, "number": self._last_number}
        deadline = min(time.monotonic() + timeouts.cell, self._ends)
        try:
            result = ask(process, request, b"", deadline)
        except TimeoutError:
            return self._give_up(process, timeouts.grace)
        except StudentStopped:
            result = {}
        if result.get("number") != self._last_number:  # no answer to what was asked
            self.close()
            return failed_result(STOPPED, ENDED)
        return result

    def _give_up(self, process: ForkedProcess, grace: float) -> Message:
        process.interrupt()
        try:
            result, _ = process.connection.receive(time.monotonic() + grace)
        except Exception:  # silence, an end, or no message
            self.close()
            result = {}
        return late_result(result.get("outputs"), "the cell took too long")


class LateCells:
    """What took too long in one run of a notebook, of the cells of these sources; and its time."""

    def __init__(self, cells: Mapping[int, str], timeouts: Timeouts) -> None:
        self._cells, self._timeouts = cells, timeouts
        self._ends = time.monotonic() + timeouts.notebook
        self._late: set[int] = set()

    def run(self, index: int, names: NamesUsed, attempt: Callable[[Timeouts], Message]) -> Message:
        """Run a cell, in less time if it needs what is late. To find its names takes time, too."""
        if time.monotonic() > self._ends:
            return failed_result(TIMED_OUT, NO_TIME)
        is_late = self._late and not self._late.isdisjoint(self._behind(index, names))
        result = attempt(self._timeouts.shortened() if is_late else self._timeouts)
        if result.get("late"):
            self._late |= {index, *self._behind(index, names)}
        return result

    def _behind(self, index: int, names: NamesUsed) -> set[int]:
        return cells_behind(names(), index, self._cells)


def failed_result(name: str, text: str, shown: object = ()) -> Message:
    """Return the result of a cell that did not end, after what it had ``shown``."""
    before = shown if isinstance(shown, list) else []
    return {"outputs": [*before, error_output(name, text)], "ok": False, "stuck": True}


def late_result(outputs: object, text: str) -> Message:
    """Return the result of a cell that was ended for its time, after what it had shown."""
    return failed_result(TIMED_OUT, text, outputs) | {"late": True}
