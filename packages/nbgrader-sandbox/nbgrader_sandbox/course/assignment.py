"""A released assignment: every cell, what it is for, and its points."""

import difflib
import enum
from dataclasses import dataclass
from pathlib import Path

PYTHON = "python"


class Role(enum.Enum):
    """Roles of cells: what each is for."""

    SOLUTION = "code that students write"
    TEST = "code that gives points"
    WRITTEN = "text that a person grades"
    GIVEN = "code of the course that students cannot change"
    PLAIN = "code of the course that students may change"
    SKIPPED = "code that no point depends on"
    TEXT = "text"


@dataclass(frozen=True)
class Cell:
    """One cell of a released notebook."""

    role: Role
    kind: str  # code, markdown or raw
    grade_id: str  # nbgrader's name of the cell, empty if it has none
    cell_id: str  # the notebook format's name of the cell
    source: str  # as it counts: with hidden tests where students cannot change it
    metadata: dict  # as it is released
    points: float = 0.0  # what it can earn by itself or from a person
    released: str = ""  # what students were given
    solution: str = ""  # the instructor's own answer; empty if it is not known
    elsewhere: frozenset[str] = frozenset()  # what students of other editions were given

    @property
    def hidden_lines(self) -> list[int]:
        """Numbers of the lines, from 1, that students were not given."""
        own, given = self.source.splitlines(), self.released.splitlines()
        same = difflib.SequenceMatcher(None, own, given, autojunk=False).get_matching_blocks()
        shown = {block.a + offset for block in same for offset in range(block.size)}
        return [number for number in range(1, len(own) + 1) if number - 1 not in shown]

    @property
    def is_graded(self) -> bool:
        """Whether the gradebook has points for it."""
        return bool(self.metadata.get("nbgrader", {}).get("grade"))

    @property
    def is_locked(self) -> bool:
        """Whether its text is the course's, whatever a student hands in."""
        header = self.metadata.get("nbgrader", {})
        is_text = self.role is Role.TEXT and (header.get("locked") or header.get("task"))
        return self.role in (Role.TEST, Role.GIVEN) or bool(is_text)

    @property
    def is_answer(self) -> bool:
        """Whether students are asked to fill it in."""
        return self.role in (Role.SOLUTION, Role.WRITTEN)


@dataclass(frozen=True)
class Template:
    """A released notebook."""

    name: str
    cells: tuple[Cell, ...]
    metadata: dict  # as it is released
    together: frozenset[str] = frozenset()  # grade_ids of tests that run with students' code

    @property
    def language(self) -> str:
        """The language that it is written in; Python where it does not say."""
        for key, name in (("language_info", "name"), ("kernelspec", "language")):
            about = self.metadata.get(key)
            if isinstance(about, dict) and about.get(name):
                return str(about[name])
        return PYTHON

    @property
    def is_python(self) -> bool:
        """Whether it can be run here."""
        return PYTHON in self.language.lower()

    @property
    def tests(self) -> frozenset[str]:
        """The grade_ids of its test cells."""
        return frozenset(cell.grade_id for cell in self.cells if cell.role is Role.TEST)


@dataclass(frozen=True)
class Assignment:
    """All notebooks of an assignment, and the files that come with them."""

    name: str
    templates: tuple[Template, ...]
    folder: Path  # where it is released
    source: Path  # where the instructor's own notebooks are, if they are there
    ignored: tuple[str, ...] = ()  # patterns of files there that are not the students'
