"""What late work costs, by the rule that the course's ``nbgrader_config.py`` sets."""

from nbgrader.api import Gradebook, SubmittedNotebook
from nbgrader.preprocessors import AssignLatePenalties
from traitlets.config import Config


def late_penalty(config: Config, gradebook: Gradebook, notebook: SubmittedNotebook) -> float | None:
    """Work out the penalty of a notebook from the points that it has now.

    Parameters
    ----------
    config : Config
        The course's settings, which name the rule.
    gradebook : Gradebook
        Open; a rule may look at a student's other work in it.
    notebook : SubmittedNotebook
        With its points.

    Returns
    -------
    float or None
        Points, from 0 to those of the notebook; None if it is not late, or costs nothing.
    """
    submission = notebook.assignment
    late = submission.total_seconds_late
    if late <= 0:
        return None
    step = AssignLatePenalties(config=config)
    # What nbgrader gives its own step, and a rule may ask its parent for.
    step.gradebook, step.assignment_id = gradebook, submission.name
    step.student_id, step.notebook_id = submission.student_id, notebook.name
    step.init_plugin()
    student = submission.student_id
    penalty = step.plugin_inst.late_submission_penalty(student, notebook.score, late)
    return None if penalty is None else min(max(penalty, 0.0), notebook.score)
