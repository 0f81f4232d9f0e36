"""The late penalty of a notebook, computed again when a person has given points."""

from nbgrader.api import Gradebook, SubmittedNotebook
from sqlalchemy import select

from nbgrader_sandbox import GradingCourse, late_penalty


def update_late_penalty(
    course: GradingCourse, gradebook: Gradebook, notebook: SubmittedNotebook
) -> None:
    """Ask the course's late rule again what a notebook loses: a percentage is of other points now.

    Called in the transaction that changed the points. nbgrader computes penalties only when it
    grades.
    """
    if notebook.assignment.total_seconds_late <= 0:
        return
    session = gradebook.db()
    # Of two people who read two answers of one student, the second waits here for the first.
    session.execute(
        select(SubmittedNotebook.id).where(SubmittedNotebook.id == notebook.id).with_for_update()
    )
    session.refresh(notebook)
    notebook.late_submission_penalty = late_penalty(course.config, gradebook, notebook)
    session.flush()
