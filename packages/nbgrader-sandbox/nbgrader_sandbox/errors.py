"""Errors that an instructor can do something about."""

GO_ON = "When that is mended, run the same command: it goes on from here."


class GradingError(Exception):
    """Grading cannot start or go on: what is wrong, and what to do."""


class NoVerdict(Exception):
    """One submission cannot be graded. The reason is for the instructor."""


class StudentStopped(Exception):
    """The process of a student's code ended, or had to be ended."""
