"""A course together with its class table."""

from pathlib import Path

from nbgrader_sandbox import GradingCourse, SubmissionFolder, share_newest
from rnn_course.class_table.table import FILE, read_class_table


class ClassCourse(GradingCourse):
    """A course in which a team's newest hand-in counts for each of its members."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.class_table = read_class_table(self.root / FILE)

    def find_all(self, assignment: str = "*", student: str = "*") -> list[SubmissionFolder]:
        """Return what was handed in; of a team, the newest for each member."""
        teams = self.class_table.teams
        if student not in ("*", *teams):
            return super().find_all(assignment, student)
        found = share_newest(super().find_all(assignment), teams)
        return [each for each in found if student in ("*", each.student)]

    def is_graded(self, submission: SubmissionFolder) -> bool:
        """Whether there is nothing to do; a team may count another hand-in than before."""
        is_alone = submission.student not in self.class_table.teams
        return super().is_graded(submission) and (
            is_alone or self.graded_time(submission) == submission.timestamp
        )
