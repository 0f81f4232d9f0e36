"""Points and comments, written to the gradebook as formgrader writes them.

A change is one statement with the value that it replaces in its condition: of two people who
change the same thing at once only one can succeed, in SQLite and in PostgreSQL.
"""

from dataclasses import asdict, dataclass
from math import isfinite

from nbgrader.api import BaseCell, Comment, Grade, Gradebook, SubmittedNotebook
from sqlalchemy import ColumnElement, func, select, update

from nbgrader_sandbox import GradingCourse, late_penalty, seconds_late, transaction
from rnn_course.reading.words import say


@dataclass(frozen=True)
class Mark:
    """The points of an answer."""

    points: float | None  # None if no person gave any
    waits: bool  # for a person to look at it


class ChangedMeanwhileError(Exception):
    """Another value is there by now."""

    def __init__(self, theirs: dict | str) -> None:
        super().__init__(say("conflict"))
        self.theirs = theirs


class NoSuchAnswerError(Exception):
    """The gradebook has no such answer."""


def parse_mark(plain: object) -> Mark:
    """Read points that came from a page."""
    match plain:
        case {"points": int() | float() | None as points, "waits": bool(waits)}:
            return Mark(points if points is None else float(points), waits)
    raise ValueError(say("malformed"))


def give_points(course: GradingCourse, book: Gradebook, ids: list, was: Mark, now: Mark) -> Mark:
    """Give or take back the points of answers that are alike; return what stands in the book."""
    with transaction(book):
        for grade in [_grade(book, each) for each in ids]:
            now = _possible(grade, now)
            same = Grade.manual_score.is_not_distinct_from(was.points)
            new = {"manual_score": now.points, "needs_manual_grade": now.waits}
            is_done = _update(book, grade, same, Grade.needs_manual_grade == was.waits, **new)
            current = Mark(grade.manual_score, bool(grade.needs_manual_grade))
            if not is_done and current != now:
                raise ChangedMeanwhileError(asdict(current))
            _update_penalty(course, book, grade.notebook)
    return current


def _possible(grade: Grade, wanted: Mark) -> Mark:
    points = wanted.points
    if points is None:
        return Mark(None, grade.auto_score is None)
    if not (isfinite(points) and 0 <= points <= grade.max_score):
        raise ValueError(say("points_range", most=grade.max_score, got=f"{points:g}"))
    return wanted


def write_comment(book: Gradebook, ids: list[str], was: str, now: str) -> str:
    """Write a person's comment on answers that are alike; return what stands in the gradebook."""
    # Neither database takes all that a browser can send.
    now = now.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    with transaction(book):
        for comment in [_comment(book, _grade(book, each)) for each in ids]:
            same = func.coalesce(Comment.manual_comment, "") == was
            is_done = _update(book, comment, same, manual_comment=now or None)
            current = comment.manual_comment or ""
            if not is_done and current != now:
                raise ChangedMeanwhileError(current)
    return current


def _update_penalty(course: GradingCourse, book: Gradebook, notebook: SubmittedNotebook) -> None:
    """Ask the late rule again what a notebook loses: a percentage is of other points now."""
    if seconds_late(notebook.assignment) <= 0:
        return
    session = book.db()
    # Of two people who read two answers of one student, the second waits here for the first.
    this = SubmittedNotebook.id == notebook.id
    session.execute(select(SubmittedNotebook.id).where(this).with_for_update())
    session.refresh(notebook)
    notebook.late_submission_penalty = late_penalty(course.config, book, notebook)
    session.flush()


def _update(book: Gradebook, row: Grade | Comment, *same: ColumnElement, **new: object) -> bool:
    """Write to a row if it is as it was, and read it again; return whether it was so."""
    here = update(type(row)).where(type(row).id == row.id, *same).values(**new)
    done = book.db.execute(here, execution_options={"synchronize_session": False})
    book.db.refresh(row)
    return bool(done.rowcount)


def _grade(gradebook: Gradebook, grade_id: str) -> Grade:
    found = gradebook.db.get(Grade, grade_id)
    if found is None:
        raise NoSuchAnswerError(say("gone"))
    return found


def _comment(gradebook: Gradebook, grade: Grade) -> Comment:
    """Return the comment on a graded cell: nbgrader has it at the solution cell of that name."""
    comments = gradebook.db.query(Comment).filter(Comment.notebook_id == grade.notebook_id)
    found = comments.filter(Comment.cell.has(BaseCell.name == grade.cell.name)).one_or_none()
    if found is None:
        raise NoSuchAnswerError(say("gone"))
    return found
