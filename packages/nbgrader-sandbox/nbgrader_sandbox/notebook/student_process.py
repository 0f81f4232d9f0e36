"""A student's process, seen from the grader: killed where it hangs, brought back, kept apart.

What ends a process, or makes it speak nonsense, need not be what runs in it at that moment:
an earlier cell may have left a thread behind, or taken the interpreter apart. So what was
running is tried once more, alone: in a new process, in which nothing else of the student's
has run but what it needs by its names. If it ends that one too, it is itself to blame.
"""

import time
from collections.abc import Callable, Mapping, Set

from nbgrader_sandbox.errors import StudentStopped
from nbgrader_sandbox.limits import Timeouts
from nbgrader_sandbox.notebook.output_cleaning import STOPPED, TIMED_OUT, error
from nbgrader_sandbox.notebook.work_files import FAILED, NO_TIME, WorkFiles, failed
from nbgrader_sandbox.sandbox.fork_client import Copy, Zygote, ask
from nbgrader_sandbox.source.names import names_of

ENDED = (
    "the process of the notebook ended in this cell: it crashed, exited, or had too much memory "
    "together with others that it started"
)
# Takes a place and the places of cells to do without; returns those of the cells it needs.
Needed = Callable[[int, Set[int]], Set[int]]


class StudentSide:
    """A student's process.

    Parameters
    ----------
    zygote : Zygote
        What it is a copy of.
    files : dict of str to bytes
        What it finds in its folder.
    patience : Timeouts
        How long to wait for it.
    needed : callable
        Takes the place of a cell, and places that are better done without; returns the
        places of the cells that have to run before it.
    """

    def __init__(
        self, zygote: Zygote, files: Mapping[str, bytes], patience: Timeouts, needed: Needed
    ) -> None:
        self._zygote, self._patience, self._needed = zygote, patience, needed
        self._files = WorkFiles(files, zygote.has_folders)
        self._ends = time.monotonic() + patience.notebook
        self._cells: dict[int, tuple[str, int]] = {}  # by place: source, number
        self._ran: set[int] = set()  # places of those that ran, and will again
        self._went_well: set[int] = set()  # those that raised nothing
        self._inside: set[int] = set()  # places of those that ran in the present process
        self._guilty: set[int] = set()  # of cells that a process has ended by, alone
        self.is_alone = False  # whether cells and tests have processes of their own from now on
        self._asked = 0
        self.copy: Copy | None = None
        self.generation = 0

    @property
    def is_out_of_time(self) -> bool:
        """Whether the notebook has had its time."""
        return time.monotonic() > self._ends

    def ensure(self, place: int) -> Copy:
        """Have a process ready for a cell: all before it have run, or those that it needs."""
        if self.is_alone and self._inside != self._wanted(place):
            self.kill()
        while self.copy is None:
            self.copy = self._files.start(self._zygote)
            self.generation += 1
            for each in sorted(self._wanted(place)):
                if self.is_out_of_time or not self._attempt(each).get("stuck"):
                    continue
                # It went well before. If it does not now, others may have had a part in that.
                if self.go_alone(each):
                    self.kill()
                else:
                    self._ran.discard(each)
                if self.copy is None:
                    break
        return self.copy

    def run(self, place: int, source: str, count: int) -> dict:
        """Run a cell of the student's."""
        if self.is_out_of_time:
            return failed(TIMED_OUT, NO_TIME)
        self._cells[place] = source, count
        result = self._run(place)
        if self._is_suspect(place, result) and self.go_alone(place):
            again = self._run(place)
            if self._is_suspect(place, again):
                self.blame(place)
            else:
                result = again
        if not result.get("stuck"):
            self._ran.add(place)
        if result.get("ok"):
            self._went_well.add(place)
        return result

    def _run(self, place: int) -> dict:
        self.ensure(place)
        return self._attempt(place)

    def _is_suspect(self, place: int, result: dict) -> bool:
        """Whether cells can no longer be run as they are written."""
        if self.copy is None or "error" in result:
            return True
        shown = result.get("outputs")
        shown = shown if isinstance(shown, list) else []
        is_refused = any(o.get("ename") == "SyntaxError" for o in shown if isinstance(o, dict))
        return is_refused and bool(names_of(self._cells[place][0]).bound)

    def go_alone(self, place: int) -> bool:
        """Keep cells and tests apart from now on, if that is new for this one."""
        if self.is_alone or self._ran - {place} <= self._needs(place):
            return False
        self.is_alone = True
        return True

    def blame(self, place: int) -> None:
        """Let cells run together again: this one ends its process by itself."""
        self.kill()
        self._guilty |= self._needs(place) | {place}
        self.is_alone = False

    def binds(self, place: int, name: str) -> bool:
        """Whether a cell that went well before ``place`` must have given ``name`` a meaning."""
        earlier = [self._cells[each][0] for each in self._went_well if each < place]
        return any(name in names_of(source).defined for source in earlier)

    def _needs(self, place: int) -> Set[int]:
        return self._needed(place, self._guilty)

    def _wanted(self, place: int) -> Set[int]:
        earlier = {each for each in self._ran if each < place}
        return earlier & self._needs(place) if self.is_alone else earlier

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
            self._inside.clear()

    def _attempt(self, place: int) -> dict:
        source, count = self._cells[place]
        self._inside.add(place)
        self._asked += 1
        request = {"op": "run", "source": source, "count": count, "number": self._asked}
        deadline = min(time.monotonic() + self._patience.cell, self._ends)
        try:
            result = ask(self.copy, request, b"", deadline)
        except TimeoutError:
            return self._give_up()
        except StudentStopped:
            self.kill()
            return failed(STOPPED, ENDED)
        if result.get("number") != self._asked:  # no answer to what was asked
            self.kill()
            return failed(STOPPED, ENDED)
        return result

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
