"""Errors of the course's files, with what is expected, got, and to do."""


class CourseError(Exception):
    """Something about the course has to be mended; ``place`` is a folder, or chapter and cell."""

    def __init__(self, place: str, expected: str, got: str, remedy: str) -> None:
        super().__init__(f"{place}\n  expected: {expected}\n  got: {got}\n  to do: {remedy}")
