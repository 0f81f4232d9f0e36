"""A preview of a regrade: the whole of it on a copy, which is thrown away."""

from copy import copy, deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory

from nbgrader.api import Base
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import delete, insert, select

from nbgrader_sandbox import (
    GradingCourse,
    GradingOptions,
    MakeExecutor,
    open_gradebook,
    with_retries,
)
from rnn_course.regrade.journal import FOLDER
from rnn_course.regrade.plan import Plan
from rnn_course.regrade.regrade import grade_all, settle_all, update
from rnn_course.regrade.score_changes import to_text


def preview(
    course: GradingCourse, plan: Plan, options: GradingOptions, make: MakeExecutor | None = None
) -> str:
    """Write who would gain and who would lose what; leave the course as it is."""
    parent = course.root / FOLDER  # where a cluster sees it, and nobody commits it
    parent.mkdir(exist_ok=True)
    # The next regrade removes what a killed run leaves under such a name.
    with TemporaryDirectory(prefix=f".{plan.assignment}-preview-", dir=parent) as folder:
        other = _with_results_in(course, Path(folder))
        with_retries(lambda: _copy_gradebook(course, other))
        with open_gradebook(other.directory) as gradebook:
            update(other, gradebook, plan)
        grade_all(other, plan, options, make)
        with open_gradebook(other.directory) as gradebook:
            return to_text(settle_all(gradebook, plan))


def _with_results_in(course: GradingCourse, folder: Path) -> GradingCourse:
    """Return the same course, but all that a regrade writes lies in ``folder``."""
    other = copy(course)
    other.config = deepcopy(course.config)
    # Absolute folders stay as they are where nbgrader joins them to the course's.
    other.config.CourseDirectory.update(
        db_url=f"sqlite:///{folder}/gradebook.db",
        release_directory=f"{folder}/release",
        autograded_directory=f"{folder}/autograded",
    )
    other.directory = CourseDirectory(config=other.config)
    return other


def _copy_gradebook(course: GradingCourse, other: GradingCourse) -> None:
    """Copy row by row: the original may be in PostgreSQL."""
    with open_gradebook(course.directory) as here, open_gradebook(other.directory) as there:
        for table in reversed(Base.metadata.sorted_tables):
            there.db.execute(delete(table))
        for table in Base.metadata.sorted_tables:
            if rows := [row._asdict() for row in here.db.execute(select(table))]:
                there.db.execute(insert(table), rows)
        there.db.commit()
