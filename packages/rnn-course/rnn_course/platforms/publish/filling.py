"""Write grades into the cells of a table that a platform exported, and into no other cell."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from nbgrader_sandbox import GradingError
from rnn_course.platforms.filenames import MOODLE
from rnn_course.platforms.people.roster import Person, Roster
from rnn_course.platforms.publish.columns import Columns
from rnn_course.platforms.publish.scores import Score


@dataclass
class Filled:
    """The grades of one assignment in a table: what was written, and what was not."""

    column: str
    grades: dict[str, str] = field(default_factory=dict)  # by student
    # Students: with an answer that is not graded yet, without points in the gradebook, and without
    # a line in the table.
    waiting: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    # Another grade that stood there, and why a cell with a grade for it was left alone, by student.
    changed: dict[str, str] = field(default_factory=dict)
    left: dict[str, str] = field(default_factory=dict)
    scale: str = ""  # how points became grades

    @property
    def needs_a_look(self) -> bool:
        """Whether somebody's grade is not in the table."""
        return bool(self.waiting or self.extra or self.left)

    def add(
        self, student: str, score: Score, columns: Columns, row: int, top: float | None
    ) -> None:
        """Write a student's grade into the table, of ``top`` points there for everything right."""
        scaled = top if top and score.maximum else score.maximum
        grade = round(score.points * scaled / score.maximum if score.maximum else score.points, 2)
        if top and columns.platform == MOODLE and grade > top:
            self.left[student] = f"{score.points:g} points: Moodle takes no more than {top:g}"
            return
        self.scale = f"{score.maximum:g} points are {scaled:g}"
        self.grades[student], before = columns.enter(row, grade)
        if before:
            self.changed[student] = before


def fill(
    roster: Roster,
    columns: Columns,
    student_of: Callable[[Person], str],
    scores: Mapping[str, Score],
    *,
    unfinished: bool = False,
    maximum: float | None = None,
) -> Filled:
    """Write the grades of one assignment into a roster's table."""
    filled = Filled(columns.title)
    people = _people(roster, student_of)
    filled.extra = sorted(scores.keys() - people.keys())
    for student, person in people.items():
        score = scores.get(student)
        if score is None:
            filled.absent.append(student)
        elif score.is_waiting and not unfinished:
            filled.waiting.append(student)
        elif reason := columns.why_not(person.row):
            filled.left[student] = reason
        else:
            top = maximum or columns.maximum(person.row)
            filled.add(student, score, columns, person.row, top)
    return filled


def _people(roster: Roster, student_of: Callable[[Person], str]) -> dict[str, Person]:
    people: dict[str, Person] = {}
    for person in roster.people:
        student = student_of(person)
        if student in people:
            raise GradingError(
                f"{roster.file}: lines {people[student].row + 1} and {person.row + 1} would both "
                f"be {student}. Name a column of different student ids with --id."
            )
        people[student] = person
    return people
