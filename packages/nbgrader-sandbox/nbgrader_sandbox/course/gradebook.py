"""nbgrader's gradebook, in SQLite or PostgreSQL: opened and written to, with retries."""

import errno
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import sleep
from typing import TypeVar

from nbgrader.api import Assignment, Base, Gradebook, InvalidEntry, SubmittedNotebook
from nbgrader.api import SubmittedAssignment as Submission
from nbgrader.coursedir import CourseDirectory
from nbgrader.dbutil import ALEMBIC_DIR
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy import create_engine, event, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError
from traitlets.config import Config

from nbgrader_sandbox.errors import GO_ON, GradingError

LOCKED = "The gradebook is locked by another program, as formgrader can do. Close it. " + GO_ON
UNUSABLE = "The gradebook {where}cannot be used: {error}. {remedy}" + GO_ON
STOPPED = "Grading cannot go on: {error}. {remedy}" + GO_ON
MAKE_ROOM = "Make room, or give the course more. "
DRIVER = """The gradebook's address, {url}, cannot be used: {error}

For PostgreSQL, install its driver in the environment of nbgrader, and name it in
nbgrader_config.py:

    pip install 'nbgrader-sandbox[postgres]'  (or: pip install 'psycopg[binary]')
    c.CourseDirectory.db_url = "postgresql+psycopg://USER:PASSWORD@HOST/DATABASE" """
ATTEMPTS, PAUSE = 12, 5.0  # seconds; a database itself waits as long each time
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
NO_WRITING = (*NO_ROOM, errno.EROFS)
LOCK_SIGNS = ("locked", "lock timeout", "deadlock")
UNKNOWN = (
    "The gradebook has no assignment {name}. It has: {known}. If {name} is a new one, run "
    "`nbgrader generate_assignment {name} --force` first."
)
Value = TypeVar("Value")


def open_gradebook(directory: CourseDirectory) -> Gradebook:
    """Open a course's gradebook, which is made if there is none.

    GradingError if there is no such kind of database here, or its driver is missing.
    """
    url = directory.db_url
    try:
        _make_tables(url)
        gradebook = Gradebook(url, directory.course_id)
    except (ArgumentError, ImportError) as error:
        raise GradingError(DRIVER.format(url=_without_password(url), error=error)) from None
    if gradebook.engine.dialect.name == "postgresql":
        event.listen(gradebook.engine, "connect", _set_lock_timeout)
        gradebook.db.remove()
        gradebook.engine.dispose()  # what is open already does not know of it
    return gradebook


def _make_tables(url: str) -> None:
    """Make the tables of a new gradebook, with their version.

    nbgrader would start a program to ask for the version, which takes seconds and is on the PATH of
    an activated environment only.
    """
    engine = create_engine(url)
    with engine.begin() as connection:
        if not inspect(connection).get_table_names():
            from alembic.runtime.migration import MigrationContext  # slow, and seldom needed
            from alembic.script import ScriptDirectory

            Base.metadata.create_all(connection)
            MigrationContext.configure(connection).stamp(ScriptDirectory(ALEMBIC_DIR), "head")
    engine.dispose()


def _set_lock_timeout(connection: DBAPIConnection, _record: object) -> None:
    """Limit how long PostgreSQL waits for what another program has locked; by itself, for ever."""
    with closing(connection.cursor()) as cursor:
        cursor.execute(f"SET lock_timeout = '{PAUSE:g}s'")
    connection.commit()


def _without_password(url: str) -> str:
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return "which is no URL"


def generated_assignments(gradebook: Gradebook) -> dict[str, Assignment]:
    """Return assignments by name, if they have been generated (have more than a due date)."""
    return {each.name: each for each in gradebook.assignments if each.notebooks}


def find_assignment(gradebook: Gradebook, name: str) -> Assignment:
    """Find an assignment that has been generated; GradingError if there is none of that name."""
    known = generated_assignments(gradebook)
    if name not in known:
        names = ", ".join(sorted(known)) or "none yet"
        raise GradingError(UNKNOWN.format(name=name, known=names))
    return known[name]


def with_retries(do: Callable[[], Value]) -> Value:
    """Do something with the gradebook; again if it was locked, or the connection broke."""
    attempts = ATTEMPTS
    while True:
        attempts -= 1
        try:
            return do()
        except (DBAPIError, InvalidEntry) as error:
            # To nbgrader, a full disk is a bad entry; the database's error says what it is.
            cause = error if isinstance(error, DBAPIError) else error.__context__
            if not isinstance(cause, DBAPIError):
                raise
            if not attempts or not (_is_locked(cause) or cause.connection_invalidated):
                raise cause from None
        sleep(PAUSE)


def _is_locked(error: DBAPIError) -> bool:
    return any(sign in str(error.orig) for sign in LOCK_SIGNS)


@contextmanager
def transaction(gradebook: Gradebook) -> Iterator[None]:
    """Commit once, at the end, whatever the gradebook's own functions commit on the way."""
    session = gradebook.db()
    commit: Callable = session.commit
    session.commit = lambda: None
    try:
        yield
        commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        del session.commit
        session.expire_all()


def is_of_the_machine(error: Exception) -> bool:
    """Whether an error would come with any submission, not only with one that holds odd things."""
    if isinstance(error, OSError):
        return error.errno in NO_WRITING
    # What one submission brought fits into no column.
    return isinstance(error, DBAPIError) and not isinstance(error, DataError)


@contextmanager
def explain_faults(url: str) -> Iterator[None]:
    """Explain errors of the gradebook and of the system in a GradingError: what can be done."""
    try:
        yield
    except DBAPIError as error:
        raise GradingError(_explain(error, url)) from error
    except OSError as error:
        problem = error.strerror or str(error) or type(error).__name__
        where = f", {error.filename}" if error.filename else ""
        remedy = MAKE_ROOM if error.errno in NO_ROOM else ""
        raise GradingError(STOPPED.format(error=problem + where, remedy=remedy)) from error


def _explain(error: DBAPIError, url: str) -> str:
    if _is_locked(error):
        return LOCKED
    problem = " ".join(str(error.orig).split())
    remedy = MAKE_ROOM if "full" in problem or "No space" in problem else ""
    where = _without_password(url)
    if where.startswith("sqlite:///"):
        where = str(Path(where.removeprefix("sqlite:///")))
    return UNUSABLE.format(where=where + " ", error=problem.rstrip("."), remedy=remedy)


def seconds_late(submission: Submission) -> float:
    """Return how late it is; nbgrader's own cannot add an extension to a date taken away."""
    return submission.total_seconds_late if submission.assignment.duedate else 0


def late_penalty(config: Config, gradebook: Gradebook, notebook: SubmittedNotebook) -> float | None:
    """Work out what late work costs, by the rule that ``config`` names, from its present points.

    It is in points, from 0 to those of the notebook; None if it is not late, or costs nothing. A
    rule may look at a student's other work in the gradebook.
    """
    submission = notebook.assignment
    late = seconds_late(submission)
    if late <= 0:
        return None
    step = AssignLatePenalties(config=config)
    # What nbgrader gives its own step, and a rule may ask its parent for.
    step.gradebook, step.assignment_id = gradebook, submission.name
    step.student_id, step.notebook_id = submission.student_id, notebook.name
    step.init_plugin()
    penalty = step.plugin_inst.late_submission_penalty(step.student_id, notebook.score, late)
    return None if penalty is None else min(max(penalty, 0.0), notebook.score)
