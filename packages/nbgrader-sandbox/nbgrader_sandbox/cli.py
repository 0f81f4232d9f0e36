"""The command ``nbgrader-sandbox``; what its sub-commands need is imported when they are asked for.

The fork server imports the grader while this process imports nbgrader, so nothing here does.
"""

import gc
import signal
import sys
from collections.abc import Sequence
from importlib.metadata import version

from traitlets.config import Application

from nbgrader_sandbox.errors import GradingError
from nbgrader_sandbox.run.local_pool import start_fork_server

# With these, nothing runs on this machine.
ELSEWHERE = ("-h", "--help", "--help-all", "-V", "--version", "--dask", "--GradeApp.dask")
STOPPED = "stopped; the next run goes on from here"


def _grade_app(parent: Application) -> Application:
    gc.disable()  # what is imported stays: to look through it for garbage takes 0.2 s
    from nbgrader_sandbox.grade_app import GradeApp

    gc.freeze()
    gc.enable()
    return GradeApp(parent=parent)


class SandboxApp(Application):
    """Autograding for any nbgrader course: fast, in a sandbox, into nbgrader's gradebook."""

    name = "nbgrader-sandbox"
    version = version("nbgrader-sandbox")
    description = __doc__
    subcommands = {"grade": (_grade_app, "Grade what was submitted.")}  # noqa: RUF012 (traitlets')

    def start(self) -> None:
        """Run the sub-command; without one, list what there is."""
        if self.subapp:
            self.subapp.start()
        else:
            self.print_help()
            self.exit(2)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; SystemExit with the statuses that ``grade --help`` lists."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    if words[:1] == ["grade"] and not {word.partition("=")[0] for word in words} & {*ELSEWHERE}:
        start_fork_server()
    app = SandboxApp()
    try:
        app.initialize(words)
        app.start()
    except GradingError as error:
        sys.exit(f"{app.name}: {error}")
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second one: it is ending as fast as it can
        sys.exit(STOPPED)
