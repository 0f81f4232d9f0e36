"""Which cells took too long, so that later ones that need the same functions get less time."""

from collections.abc import Callable, Iterable, Mapping

from nbgrader_sandbox.limits import Timeouts
from nbgrader_sandbox.source.dependencies import cells_behind

NamesUsed = Callable[[], Iterable[str]]  # of a cell


class LateCells:
    """What took too long in one run of a notebook, of the cells of these sources."""

    def __init__(self, cells: Mapping[int, str], timeouts: Timeouts) -> None:
        self._cells, self._timeouts = cells, timeouts
        self._late: set[int] = set()

    def timeouts(self, index: int, names: NamesUsed) -> Timeouts:
        """Return what a cell gets. Its names, which take time to find, are mostly not needed."""
        is_late = self._late and not self._late.isdisjoint(self._behind(index, names))
        return self._timeouts.shortened() if is_late else self._timeouts

    def add(self, index: int, names: NamesUsed) -> None:
        """Record that a cell took too long."""
        self._late |= {index, *self._behind(index, names)}

    def _behind(self, index: int, names: NamesUsed) -> set[int]:
        return cells_behind(names(), index, self._cells)
