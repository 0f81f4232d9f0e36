"""A rule for late work: so many per cent a day, after a number of free days in a term."""

import math
from functools import cached_property
from pathlib import Path

from nbgrader.api import SubmittedAssignment
from nbgrader.plugins import LateSubmissionPlugin
from traitlets import Float, Integer, Unicode

from nbgrader_sandbox import seconds_late
from rnn_course.class_table.table import ClassTable, Member, composed, read_class_table

DAY = 24 * 60 * 60  # seconds


class LateRule(LateSubmissionPlugin):
    """Take a share of the points for each day late; until it is set, nbgrader's method counts."""

    percent_per_day = Float(0.0, min=0, max=100, help="Of the points that were reached.").tag(
        config=True
    )
    most_percent = Float(100.0, min=0, max=100, help="However late it is.").tag(config=True)
    late_days = Integer(0, min=0, help="Days in a term that cost nothing.").tag(config=True)
    class_table = Unicode("", help="The file that says who has used some already.").tag(config=True)

    def late_submission_penalty(
        self, student_id: str, score: float, total_seconds_late: float
    ) -> float | None:
        """Return the points that late work costs; None if it costs nothing."""
        if not self.percent_per_day:
            return super().late_submission_penalty(student_id, score, total_seconds_late)
        days = days_late(total_seconds_late) - self._days_left(student_id)
        percent = min(days * self.percent_per_day, self.most_percent)
        return score * percent / 100 if days > 0 else None

    def _days_left(self, student: str) -> int:
        if not self.late_days:
            return 0
        gradebook, assignment = self.parent.gradebook, self.parent.assignment_id
        this = gradebook.find_submission(assignment, student)
        late = [each for each in gradebook.student_submissions(student) if seconds_late(each)]
        used = sum(days_late(seconds_late(e)) for e in late if _place(e) < _place(this))
        member = self._table.members.get(composed(student), Member(student))
        return max(0, math.floor(self.late_days - member.late_days_used - used))

    @cached_property
    def _table(self) -> ClassTable:
        return read_class_table(Path(self.class_table)) if self.class_table else ClassTable()


def days_late(seconds: float) -> int:
    """Return how many days have begun."""
    return math.ceil(seconds / DAY)


def _place(submission: SubmittedAssignment) -> tuple:
    """Order by everybody's due date: an extension moves nobody's late days to another week."""
    return submission.assignment.duedate, submission.name
