"""``nbgrader generate_assignment`` in this process, without its database."""

import logging
import re
from copy import deepcopy

from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor, SaveCells
from nbgrader.utils import capture_log
from traitlets.config import Config

LOG = logging.getLogger("rnn_course.generate_assignment")
LOG.propagate = False
LOG.addHandler(logging.NullHandler())


class Refused(Exception):
    """nbgrader refuses the source; the message has the cause and the log before it."""


def generate_assignment(
    config: Config, assignment: str, collector: type[NbGraderPreprocessor] | None = None
) -> CourseDirectory:
    """Generate an assignment, with ``collector`` in place of what writes into the gradebook."""
    config = deepcopy(config)
    config.CourseDirectory.assignment_id = assignment
    config.GenerateAssignment.no_database = True
    directory = CourseDirectory(config=config, log=LOG)
    app = GenerateAssignment(coursedir=directory, config=config, log=LOG)
    steps = [collector if step is SaveCells else step for step in app.preprocessors]
    app.preprocessors = [step for step in steps if step]
    result = capture_log(app)
    if not result["success"]:
        raise _refusal(result["error"].rstrip(), result.get("log", ""))
    return directory


def _refusal(traceback: str, log: str) -> BaseException:
    exception = traceback.rpartition("\n")[2]
    if exception == "KeyboardInterrupt":  # capture_log catches that as well
        return KeyboardInterrupt()
    before, _, _ = log.partition("There was an error processing assignment")
    causes = re.findall(r"^[\w.]+(?:Error|Exception): .*", log, re.MULTILINE)
    lines = [*causes[-1:], *before.removesuffix("[ERROR] ").strip().splitlines()]
    return Refused("\n".join(lines) or exception)
