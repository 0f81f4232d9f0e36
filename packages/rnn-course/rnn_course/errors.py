"""Errors in a chapter or a solution, for its author."""

from dataclasses import dataclass

from rnnkit.workbook.errors import CourseError


@dataclass(frozen=True)
class CellPlace:
    """The place of a cell in messages: chapter, ordinal from 1, and grade_id if it has one."""

    chapter: str
    ordinal: int
    grade_id: str = ""

    def __str__(self) -> str:
        grade_id = f" ({self.grade_id})" if self.grade_id else ""
        return f"{self.chapter}, cell {self.ordinal}{grade_id}"


class AuthoringError(CourseError):
    """Something that an author has to mend before the course can be built.

    The place is a file, or the text of a ``CellPlace``.
    """
