"""Points of an assignment from nbgrader's gradebook."""

from dataclasses import dataclass

from nbgrader.api import Gradebook

from nbgrader_sandbox import find_assignment


@dataclass(frozen=True)
class Score:
    """One student's points."""

    points: float  # with the late penalty taken off, never below 0: as nbgrader exports them
    maximum: float  # what can be had
    is_waiting: bool  # whether an answer still has to be graded by a person


def scores_of(gradebook: Gradebook, assignment: str) -> dict[str, Score]:
    """Return points by student; only those who handed in and were graded."""
    found = find_assignment(gradebook, assignment)
    maximum = found.max_score
    return {
        submission.student_id: Score(
            max(0.0, submission.score - submission.late_submission_penalty),
            maximum,
            bool(submission.needs_manual_grade),
        )
        for submission in found.submissions
    }
