"""Late penalties, computed again when a person has given points."""

from nbgrader.api import Gradebook, SubmittedNotebook
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy import select

from nbgrader_sandbox import GradingCourse


def recompute_late_penalties(
    course: GradingCourse, gradebook: Gradebook, notebook: SubmittedNotebook
) -> None:
    """Ask the course's late rule again what a notebook loses: a percentage is of other points now.

    Called in the transaction that changed the points. nbgrader computes penalties only when it
    grades.
    """
    late = notebook.assignment.total_seconds_late
    if late <= 0:
        return
    session = gradebook.db()
    # Of two people who read two answers of one student, the second waits here for the first.
    session.execute(
        select(SubmittedNotebook.id).where(SubmittedNotebook.id == notebook.id).with_for_update()
    )
    session.refresh(notebook)
    step = AssignLatePenalties(config=course.config)
    step.init_plugin()
    student = notebook.assignment.student_id
    penalty = step.plugin_inst.late_submission_penalty(student, notebook.score, late)
    notebook.late_submission_penalty = (
        None if penalty is None else min(max(penalty, 0.0), notebook.score)
    )
    session.flush()
