"""Cells that did not end: their results, and less time for later ones that need the same."""

from collections.abc import Callable, Iterable, Mapping

from nbgrader_sandbox.limits import Timeouts
from nbgrader_sandbox.notebook.output_cleaning import TIMED_OUT, error_output
from nbgrader_sandbox.protocol.connection import Message
from nbgrader_sandbox.source.dependencies import cells_behind

FAILED: Message = {"outputs": [], "updates": [], "ok": False}
NO_TIME = "the notebook has used up its time"
NamesUsed = Callable[[], Iterable[str]]  # of a cell


class LateCells:
    """What took too long in one run of a notebook, of the cells of these sources."""

    def __init__(self, cells: Mapping[int, str], timeouts: Timeouts) -> None:
        self._cells, self._timeouts = cells, timeouts
        self._late: set[int] = set()

    def run(self, index: int, names: NamesUsed, attempt: Callable[[Timeouts], Message]) -> Message:
        """Run a cell, in less time if it needs what is late. To find its names takes time, too."""
        is_late = self._late and not self._late.isdisjoint(self._behind(index, names))
        result = attempt(self._timeouts.shortened() if is_late else self._timeouts)
        if result.get("late"):
            self._late |= {index, *self._behind(index, names)}
        return result

    def _behind(self, index: int, names: NamesUsed) -> set[int]:
        return cells_behind(names(), index, self._cells)


def failed_result(name: str, text: str) -> Message:
    """Return the result of a cell that did not end."""
    return {**FAILED, "outputs": [error_output(name, text)], "stuck": True}


def late_result(outputs: object, text: str) -> Message:
    """Return the result of a cell that was ended for its time, after what it had shown."""
    shown = outputs if isinstance(outputs, list) else []
    late = error_output(TIMED_OUT, text)
    return {**FAILED, "outputs": [*shown, late], "stuck": True, "late": True}
