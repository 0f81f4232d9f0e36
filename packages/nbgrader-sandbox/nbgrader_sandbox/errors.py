"""Errors that an instructor can do something about."""


class GradingError(Exception):
    """Grading cannot start or go on: what is wrong, and what to do."""


class NoVerdict(Exception):
    """One submission cannot be graded. The reason is for the instructor."""


class StudentStopped(Exception):
    """The process of a student's code ended, or had to be ended."""
