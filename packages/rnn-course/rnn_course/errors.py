"""Errors in a chapter or a solution, for its author."""

from rnnkit.workbook.errors import CourseError


class AuthoringError(CourseError):
    """Something that an author has to mend before the course can be built.

    The place is chapter and cell, as ``CellPlace`` writes them.
    """
