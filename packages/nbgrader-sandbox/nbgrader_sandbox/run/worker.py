"""What an executor's worker does: one submission, in processes that it keeps warm."""

import atexit
import logging
import os
import tempfile
from pathlib import Path

from nbgrader_sandbox.errors import GradingError
from nbgrader_sandbox.notebook.grading import Files, Processes, grade_notebook
from nbgrader_sandbox.notebook.result import absent, placeholder
from nbgrader_sandbox.notes import Note
from nbgrader_sandbox.run.job import Job, Outcome, Setup, given_up
from nbgrader_sandbox.sandbox import bubblewrap, fork_server
from nbgrader_sandbox.sandbox.fork_client import CannotStart, Zygote
from nbgrader_sandbox.submission.ingest import ingest, release_files

# Imported before the first fork if they are there: nearly every notebook needs them.
ALWAYS = (
    *("numpy", "matplotlib.pyplot", "matplotlib_inline.backend_inline"),
    *("ipywidgets", "tqdm.auto"),
)
FIXED = {
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "NBGRADER_EXECUTION": "autograde",
}


SHARED = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "TZ", "LD_LIBRARY_PATH")
_warm: dict[tuple, Processes] = {}  # of this worker, by setup

LOG = logging.getLogger(__name__)


def grade(job: Job) -> Outcome:
    """Grade a submission. What goes wrong with it is its own affair, and is said.

    Raises
    ------
    GradingError
        If none can be graded here, since there is no sandbox.
    """
    processes = warm_up(job.setup)
    try:
        return _grade(job, processes)
    except Exception as error:
        # A fault of the grader's own must not look like a student's odd notebook.
        LOG.exception("the grader failed at %s of %s", job.assignment.name, job.student)
        return given_up(job, Note("grader_failed", {"error": f"{type(error).__name__}: {error}"}))


def _grade(job: Job, processes: Processes) -> Outcome:
    submission = ingest(job.folder, job.assignment)
    outcome = Outcome(job.student, job.assignment.name, files=submission.files)
    outcome.notes = submission.notes
    ours = release_files(job.assignment.folder)
    files = Files(submission.files | ours, ours)  # where names are the same, the course's counts
    for template in job.assignment.templates:
        name = template.name
        if name in submission.notebooks:
            matched = submission.notebooks[name]
            about = submission.notes
            graded = grade_notebook(template, matched, files, processes, job.setup.patience, about)
        elif name in submission.unreadable:
            graded = placeholder(template, submission.unreadable[name])
            outcome.problems.append(submission.unreadable[name].at(name))
        else:
            graded = absent(template)
            outcome.notes.append(Note("not_handed_in").at(f"{name}.ipynb"))
        outcome.notebooks.append(graded)
    return outcome


def warm_up(setup: Setup) -> Processes:
    """The warm processes of this worker; started at the first call.

    Raises
    ------
    GradingError
        If there is no sandbox.
    """
    key = (os.getpid(), setup.modules, setup.bwrap, setup.limits)
    if key not in _warm:
        _warm[key] = _start(setup)
        atexit.register(_warm[key].students.close)
        atexit.register(_warm[key].tests.close)
    return _warm[key]


def _start(setup: Setup) -> Processes:
    packages = sorted({name.partition(".")[0] for name in setup.modules})
    libraries = bubblewrap.find_libraries([*packages, "nbgrader_sandbox"])
    libraries += setup.libraries
    if setup.bwrap:
        students = _sandboxed(setup, libraries)
    else:  # with all the rights that we have
        students = _zygote_here("student", setup, libraries)
    tests = _zygote_here("tester", setup, libraries)
    for process in (students, tests):
        process.start()
    try:
        students.fork().kill()
        tests.wait()
    except CannotStart as error:
        if not setup.bwrap:
            raise GradingError(f"The students' process does not start:\n{error}") from None
        raise bubblewrap.refusal(f"it does not start.\n{error}") from None
    return Processes(students, tests)


def _sandboxed(setup: Setup, libraries: list[Path]) -> Zygote:
    """The warm process of students' code."""
    as_nobody = bubblewrap.can_be_nobody(libraries)
    settings = fork_server.Settings(
        "student",
        [*ALWAYS, *setup.modules],
        is_private=True,
        as_nobody=as_nobody,
        folder=bubblewrap.WORK,
        sizes=setup.limits.sizes(),
        limits=setup.limits.by_name(),
    )
    shared = {name: setup.variables[name] for name in SHARED if name in setup.variables}
    variables = bubblewrap.environment(libraries, shared | FIXED)
    line = bubblewrap.command(setup.bwrap, libraries, setup.secrets, as_nobody)
    return Zygote(settings, variables, line)


def _zygote_here(role: str, setup: Setup, libraries: list[Path]) -> Zygote:
    folder = tempfile.TemporaryDirectory(prefix=f"nbgrader-sandbox-{role}-")
    atexit.register(folder.cleanup)
    places = dict.fromkeys(("IPYTHONDIR", "MPLCONFIGDIR"), folder.name)
    path = os.pathsep.join(sorted({str(library.parent) for library in libraries}))
    variables = setup.variables | FIXED | places | {"PYTHONPATH": path}
    # What a student's function returns can be small and become large, as range(10**12).
    limits = {"AS": setup.limits.memory * bubblewrap.MEGABYTE} if role == "tester" else {}
    return Zygote(fork_server.Settings(role, [*ALWAYS, *setup.modules], limits=limits), variables)
