"""The worker: grades one submission, in processes forked from servers that it keeps."""

import atexit
import functools
import logging
import os
import resource
import shutil
import signal
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from nbgrader_sandbox.errors import GradingError
from nbgrader_sandbox.limits import MEGABYTE
from nbgrader_sandbox.notebook.grading import Files, ForkServers, NotebookRun
from nbgrader_sandbox.notebook.result import absent, placeholder
from nbgrader_sandbox.notes import Note, described
from nbgrader_sandbox.run.job import GradedSubmission, Job, Setup, given_up
from nbgrader_sandbox.sandbox import bubblewrap, fork_server
from nbgrader_sandbox.sandbox.fork_client import CannotStart, ForkServerClient
from nbgrader_sandbox.sandbox.refusals import refusal, remedies
from nbgrader_sandbox.sandbox.students import Sandbox
from nbgrader_sandbox.submission.ingest import Submission, ingest, own_files, release_files
from nbgrader_sandbox.submission.matching import answered

INLINE = "matplotlib_inline.backend_inline"
# Imported before the first fork if they are there: nearly every notebook needs them.
ALWAYS = ("numpy", "matplotlib.pyplot", INLINE, "ipywidgets", "tqdm.auto")
FIXED = {"MPLBACKEND": f"module://{INLINE}", "NBGRADER_EXECUTION": "autograde"}
SHARED = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "TZ", "LD_LIBRARY_PATH")
STATM = Path("/proc/self/statm")  # pages of address space, first
OWN_MEMORY, OWN_CPU = 2048 * MEGABYTE, 120.0  # bytes and seconds, of this process for a submission
Key = tuple[object, ...]
_fork_servers: dict[Key, ForkServers] = {}  # of this worker, by what they depend on
_shared: dict[Key, ForkServerClient] = {}  # the tests' fork server that workers share

LOG = logging.getLogger(__name__)


def grade(job: Job) -> GradedSubmission:
    """Grade one submission: errors are in the result, but for GradingError without a sandbox."""
    fork_servers = start_fork_servers(job.setup)
    try:
        with _bounded():
            return _grade(job, fork_servers)
    except Exception as error:
        # A fault of the grader's own must not look like a student's odd notebook.
        LOG.exception("the grader failed at %s of %s", job.assignment.name, job.student)
        return given_up(job, Note("grader_failed", {"error": described(error)}))


@contextmanager
def _bounded() -> Iterator[None]:
    """Bound what this process itself may use for one submission, whatever it has to read there."""
    soft, hard = before = resource.getrlimit(resource.RLIMIT_AS)
    # Too much time ends the process, as no error could in the middle of a regular expression; the
    # scheduler then gives the submission up. No other process inherits this.
    signal.setitimer(signal.ITIMER_PROF, OWN_CPU)
    try:
        with suppress(OSError):  # a system without /proc counts otherwise
            # It may grow by so much: a worker of a cluster may hold a lot already.
            pages = int(STATM.read_text(encoding="ascii").split()[0])
            most = pages * resource.getpagesize() + OWN_MEMORY
            if soft == resource.RLIM_INFINITY or soft > most:
                resource.setrlimit(resource.RLIMIT_AS, (most, hard))
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        resource.setrlimit(resource.RLIMIT_AS, before)


def _grade(job: Job, fork_servers: ForkServers) -> GradedSubmission:
    templates = job.assignment.templates
    if job.answers is None:
        submission = ingest(job.folder, job.assignment, job.setup.limits.storage * MEGABYTE)
    else:
        submission = Submission({t.name: answered(t, job.answers[t.name]) for t in templates})
    result = GradedSubmission(job.student, job.assignment.name)
    result.files, result.notes = submission.files, submission.notes
    result.unprotected = fork_servers.unprotected
    course_files = release_files(job.assignment.folder)
    # Where names are the same, the course's counts.
    together = course_files | own_files(job.assignment)
    files = Files(submission.files | course_files, course_files, submission.files | together)
    for template in templates:
        name = template.name
        reason = submission.unreadable.get(name)
        if not template.is_python:
            reason = Note("other_language", {"language": template.language})
        if reason is not None:
            graded = placeholder(template, reason)
            result.problems.append(reason.at(name))
        elif name in submission.notebooks:
            matched = submission.notebooks[name]
            run = NotebookRun(template, matched, files, fork_servers, job.setup.timeouts)
            graded = run.grade(submission.notes)
        else:
            graded = absent(template)
            result.notes.append(Note("not_handed_in").at(f"{name}.ipynb"))
        result.notebooks.append(graded)
    return result


def start_fork_servers(setup: Setup) -> ForkServers:
    """Return this worker's fork servers; GradingError at the first call if there is no sandbox."""
    key = (os.getpid(), *_key(setup))
    if key not in _fork_servers:
        _fork_servers[key] = _start(setup)
        atexit.register(_fork_servers[key].students.close)
        atexit.register(_fork_servers[key].tests.close)
    return _fork_servers[key]


@contextmanager
def share_tests_server(setup: Setup) -> Iterator[Callable[[], None]]:
    """Start a fork server of tests for all workers of this machine; yield what each calls first.

    It preloads while the workers start. Students' code gets one from each worker, since the
    memory of all its processes together is bounded, and that must be nobody else's.
    """
    with closing(_unconfined("tester", setup, _libraries(setup))) as server:
        parts = (server.start(), server.settings, server.variables)
        yield functools.partial(_use, _key(setup), *parts)


def _use(
    key: Key, control: socket.socket, settings: fork_server.Settings, variables: dict[str, str]
) -> None:
    _shared[key] = ForkServerClient(settings, variables, control=control)


def _key(setup: Setup) -> Key:
    return setup.modules, setup.bwrap, setup.limits, setup.tests_only


def _libraries(setup: Setup) -> list[Path]:
    packages = sorted({name.partition(".")[0] for name in setup.modules})
    return [*bubblewrap.find_libraries([*packages, "nbgrader_sandbox"]), *setup.libraries]


def _start(setup: Setup) -> ForkServers:
    """Wait until both can fork, and in a sandbox until it has been looked at from inside."""
    libraries = _libraries(setup)
    tests = _shared.get(_key(setup)) or _unconfined("tester", setup, libraries)
    if setup.bwrap:
        shared = {name: setup.variables[name] for name in SHARED if name in setup.variables}
        passed_on, modules = shared | FIXED, [*ALWAYS, *setup.modules]
        students: ForkServerClient = Sandbox(
            setup.bwrap, modules, libraries, setup.secrets, setup.limits, setup.variables, passed_on
        )
    else:  # with all the rights that the grader has
        students = _unconfined("student", setup, libraries)
    for each in (students, tests):
        each.start()
    try:
        missing = students.look_around()
        tests.look_around()
    except CannotStart as error:
        if not setup.bwrap:
            raise GradingError(f"The students' process does not start:\n{error}") from None
        raise refusal(f"it does not start.\n{error}", *remedies()) from None
    return ForkServers(students, tests, tuple(missing))


def _unconfined(role: str, setup: Setup, libraries: list[Path]) -> ForkServerClient:
    scratch = tempfile.mkdtemp(prefix=f"nbgrader-sandbox-{role}-")
    folders = dict.fromkeys(("IPYTHONDIR", "MPLCONFIGDIR"), scratch)
    for fonts in bubblewrap.font_caches():
        shutil.copy(fonts, scratch)
    path = os.pathsep.join(sorted({str(library.parent) for library in libraries}))
    variables = setup.variables | FIXED | folders | {"PYTHONPATH": path}
    # What a student's function returns can be small and become large, as range(10**12).
    limits = {"AS": setup.limits.memory * MEGABYTE} if role == "tester" else {}
    modules, types = [*ALWAYS, *setup.modules], [*setup.tests_only]
    settings = fork_server.Settings(role, modules, limits=limits, tests_only=types, scratch=scratch)
    return ForkServerClient(settings, variables)
