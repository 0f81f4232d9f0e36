"""Errors in what authors write, in the sentences of ``faults.toml``."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files

from rnnkit.workbook.errors import CourseError

FAULTS = tomllib.loads(files("rnn_course").joinpath("faults.toml").read_text("utf-8"))


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


def fault(fault_id: str, place: object, /, **values: object) -> AuthoringError:
    """Return the error of that id; an exception among its values stands there with its kind."""
    for name, value in values.items():
        if isinstance(value, Exception):
            values[name] = f"{type(value).__name__}: {value}"
    said = {part: text.format(**values) for part, text in FAULTS[fault_id].items()}
    return AuthoringError(str(place), **said)
