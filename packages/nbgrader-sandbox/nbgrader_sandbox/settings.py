"""What ``nbgrader_config.py`` can say about this grader, as ``c.Autograder.memory = 2000``."""

from nbgrader.preprocessors import Execute
from traitlets import Enum, Float, Int, List, Unicode
from traitlets.config import Config, Configurable

from nbgrader_sandbox.limits import Limits, Timeouts

NO_LIMIT = 24 * 3600.0


class Autograder(Configurable):
    """Limits for each student's notebook.

    How long a cell may take is nbgrader's own ``c.Execute.timeout``, if nothing else is said here.
    """

    memory = Int(
        Limits.memory,
        min=1,
        help="Megabytes of address space, each process; and of memory, all of them together.",
    ).tag(config=True)
    storage = Int(
        Limits.storage, min=1, help="Megabytes of files in the working folder, and as many in /tmp."
    ).tag(config=True)
    processes = Int(Limits.processes, min=1, help="Processes and threads at a time.").tag(
        config=True
    )
    cpu = Int(Limits.cpu, min=1, help="Seconds of processor time, each process.").tag(config=True)
    cell_timeout = Float(
        None,
        min=0.0,
        allow_none=True,
        help="Seconds for a cell; nbgrader's own c.Execute.timeout if it is None or 0.",
    ).tag(config=True)
    grace = Float(Timeouts.grace, min=0.0, help="Seconds from an interrupt to a kill.").tag(
        config=True
    )
    notebook_timeout = Float(Timeouts.notebook, min=0.0, help="Seconds for a whole notebook.").tag(
        config=True
    )
    libraries = List(
        Unicode(), help="Folders of packages that notebooks need and that are not found otherwise."
    ).tag(config=True)
    tests_only_mime_types = List(
        Unicode(),
        help="Types of output that tests alone may show; dropped from what students' code shows.",
    ).tag(config=True)
    editions = List(
        Unicode(),
        help="Folders of releases in other languages, with the same cells: a cell that is as one "
        "of them has it is as released.",
    ).tag(config=True)
    tests = Enum(
        ["auto", "apart", "together"],
        "auto",
        help="Where test cells run: apart from students' code and out of its reach; together with "
        "it, as in a kernel; or apart where a rehearsal shows that this gives the same points.",
    ).tag(config=True)

    def limits(self) -> Limits:
        """Return what a notebook may use."""
        return Limits(self.memory, self.storage, self.processes, self.cpu)

    def timeouts(self, config: Config) -> Timeouts:
        """Return how long to wait for a notebook."""
        limit = Execute(config=config).timeout  # None and less than 0 mean that there is none
        cell = self.cell_timeout or (NO_LIMIT if limit is None or limit < 0 else float(limit))
        return Timeouts(cell=cell, grace=self.grace, notebook=self.notebook_timeout)
