"""What ``nbgrader_config.py`` can say about this grader, as ``c.Autograder.memory = 2000``."""

from pathlib import Path

from traitlets import Float, Int, List, Unicode
from traitlets.config import Config, Configurable

from nbgrader_sandbox.limits import Limits, Timeouts

NO_LIMIT = 24 * 3600.0


class Autograder(Configurable):
    """Limits for each student's notebook.

    How long a cell may take is nbgrader's own ``c.Execute.timeout``.
    """

    memory = Int(
        4096, help="megabytes of address space, each process; of memory, all of them together"
    ).tag(config=True)
    storage = Int(200, help="megabytes of files in the working folder").tag(config=True)
    processes = Int(64, help="processes and threads at a time").tag(config=True)
    cpu = Int(1200, help="seconds of processor time, each process").tag(config=True)
    grace = Float(5.0, help="seconds from an interrupt to a kill").tag(config=True)
    notebook_timeout = Float(1200.0, help="seconds for a whole notebook").tag(config=True)
    libraries = List(
        Unicode(), help="folders of packages that notebooks need and that are not found otherwise"
    ).tag(config=True)

    def limits(self) -> Limits:
        """What a notebook may use."""
        return Limits(self.memory, self.storage, self.processes, self.cpu)

    def patience(self, config: Config) -> Timeouts:
        """How long to wait for it."""
        cell = _seconds(config.Execute.get("timeout", 30))
        return Timeouts(cell=cell, grace=self.grace, notebook=self.notebook_timeout)

    def library_paths(self) -> tuple[Path, ...]:
        """Further folders that students' code sees."""
        return tuple(Path(path).resolve() for path in self.libraries)


def _seconds(value: object) -> float:
    """A time limit of nbgrader's, where None and less than 0 mean that there is none."""
    is_limit = isinstance(value, int | float) and value >= 0
    return float(value) if is_limit else NO_LIMIT
