"""Errors in a chapter or a solution, for its author."""

from dataclasses import dataclass

from rnnkit.workbook.errors import CourseError


@dataclass(frozen=True)
class CellPlace:
    """The place of a cell in messages: its line, ordinal from 1, and grade_id if it has one."""

    chapter: str
    ordinal: int
    grade_id: str = ""
    line: int = 1

    def __str__(self) -> str:
        grade_id = f" ({self.grade_id})" if self.grade_id else ""
        return f"course/chapters/{self.chapter}.md:{self.line}: cell {self.ordinal}{grade_id}"


class AuthoringError(CourseError):
    """Something that an author has to mend: the place is a file with a line, or a folder."""
