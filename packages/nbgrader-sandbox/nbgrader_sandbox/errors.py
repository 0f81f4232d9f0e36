"""Errors that an instructor can do something about."""

from nbgrader_sandbox.notes import Note

GO_ON = "When that is mended, run the same command: it goes on from here."


class GradingError(Exception):
    """Grading cannot start or go on: what is wrong, and what to do."""


class NoVerdict(Exception):
    """One notebook cannot be graded; the reason is a note for the instructor."""

    def __init__(self, reason: Note) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return self.reason.to_text()


class StudentStopped(Exception):
    """The process of a student's code ended, or had to be ended."""
