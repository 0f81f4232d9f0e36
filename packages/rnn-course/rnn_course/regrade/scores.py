"""All points of an assignment at one moment; and who gained, who lost, by how much and where."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from nbgrader.api import Gradebook, SubmittedAssignment

from rnnkit.language import columns, padded

COLUMNS = ("student", "what", "before", "after", "change", "most before", "most after", "look")
OF_POINTS = "{} gained points, {} lost points, {} have as many as before."
OF_ANOTHER_MAXIMUM = (
    "Of the points that can be had, which are others now, {} have a larger part than before, {} a "
    "smaller part, {} the same."
)


@dataclass(frozen=True)
class CellScore:
    """Points of one cell, as nbgrader keeps them."""

    auto: float | None
    manual: float | None
    extra: float | None
    needs_a_look: bool
    most: float
    score: float


@dataclass
class StudentScore:
    """Points of one student."""

    cells: dict[str, CellScore] = field(default_factory=dict)  # by ``notebook/cell``
    penalty: float = 0.0  # for handing in late
    comments: int = 0  # how many a person wrote

    @property
    def total(self) -> float:
        """The points that count, as in nbgrader's own exports."""
        return max(0.0, sum(cell.score for cell in self.cells.values()) - self.penalty)

    @property
    def most(self) -> float:
        """The points that could be had."""
        return sum(cell.most for cell in self.cells.values())


Scores = dict[str, StudentScore]


def read_scores(gradebook: Gradebook, assignment: str) -> Scores:
    """Read what the gradebook has now, by student."""
    submissions = gradebook.find_assignment(assignment).submissions
    return {each.student.id: _of(each) for each in sorted(submissions, key=lambda s: s.student.id)}


def _of(submission: SubmittedAssignment) -> StudentScore:
    found = StudentScore()
    for notebook in submission.notebooks:
        found.penalty += notebook.late_submission_penalty or 0.0
        found.comments += sum(comment.manual_comment is not None for comment in notebook.comments)
        for grade in sorted(notebook.grades, key=lambda grade: grade.name):
            parts = grade.auto_score, grade.manual_score, grade.extra_credit
            look, most = bool(grade.needs_manual_grade), grade.max_score
            cell = f"{notebook.name}/{grade.name}"
            found.cells[cell] = CellScore(*parts, look, most, grade.score)
    return found


def from_plain(plain: dict) -> Scores:
    """Undo ``asdict``."""
    return {
        who: StudentScore(**each | {"cells": {n: CellScore(**c) for n, c in each["cells"].items()}})
        for who, each in plain.items()
    }


@dataclass(frozen=True)
class ScoreChange:
    """One student's points before and after."""

    student: str
    before: StudentScore
    after: StudentScore
    parts: dict[str, float]  # what changed them, by cell; the late penalty under its name
    to_look_at: list[str]  # cells that a person has to look at and had not before

    @property
    def change(self) -> float:
        """Points gained; lost, if negative."""
        return _rounded(self.after.total - self.before.total)

    @property
    def gain(self) -> float:
        """What was gained of what can be had: all of a smaller maximum is as much as before."""
        if self.before.most == self.after.most or not (self.before.most and self.after.most):
            return self.change
        shares = [each.total / each.most for each in (self.before, self.after)]
        return _rounded(shares[1] - shares[0])


def score_changes(before: Scores, after: Scores) -> list[ScoreChange]:
    """Compare all students."""
    none = StudentScore()
    students = sorted(before.keys() | after.keys())
    return [_score_change(s, before.get(s, none), after.get(s, none)) for s in students]


def _score_change(student: str, before: StudentScore, after: StudentScore) -> ScoreChange:
    parts, to_look_at = {}, []
    for name, was, now in _pairs(before, after):
        if difference := _rounded((now.score if now else 0) - (was.score if was else 0)):
            parts[_short(name)] = difference
        if now and now.needs_a_look and not (was and was.needs_a_look):
            to_look_at.append(_short(name))
    if penalty := _rounded(before.penalty - after.penalty):
        parts["late penalty"] = penalty
    return ScoreChange(student, before, after, parts, to_look_at)


def _pairs(before: StudentScore, after: StudentScore) -> Iterator[tuple]:
    for name in [*before.cells, *(name for name in after.cells if name not in before.cells)]:
        yield name, before.cells.get(name), after.cells.get(name)


def to_csv(students: Iterable[ScoreChange]) -> str:
    """Write everybody: a row a cell, one for the late penalty, one for the sum."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in students:
        for what, before, after, *most, look in _rows(each):
            numbers = [before, after, (after or 0) - (before or 0), *most]
            shown = ("" if number is None else f"{_rounded(number):g}" for number in numbers)
            writer.writerow([each.student, what, *shown, look])
    return text.getvalue()


def _rows(of: ScoreChange) -> Iterator[tuple]:
    for name, was, now in _pairs(of.before, of.after):
        most = was and was.most, now and now.most
        look = "yes" if now and now.needs_a_look else ""
        yield _short(name), was and was.score, now and now.score, *most, look
    yield "late penalty", -of.before.penalty, -of.after.penalty, None, None, ""
    yield "total", of.before.total, of.after.total, of.before.most, of.after.most, ""


def to_text(students: list[ScoreChange]) -> str:
    """Write those whose points changed, and how many stayed."""
    changed = [each for each in students if each.parts or each.before.most != each.after.most]
    gained = sum(each.gain > 0 for each in students)
    lost = sum(each.gain < 0 for each in students)
    # With another maximum, points alone say nothing.
    is_other = any(each.before.most and each.before.most != each.after.most for each in students)
    same = len(students) - gained - lost
    lines = [(OF_ANOTHER_MAXIMUM if is_other else OF_POINTS).format(gained, lost, same)]
    shown: list[tuple[str, ...]] = [("student", "before", "after", "change", "where")]
    shown += [_line(each) for each in changed if each.parts]
    lines += ["", *table(shown)] if len(shown) > 1 else []
    if looks := [f"  {e.student}: {', '.join(e.to_look_at)}" for e in students if e.to_look_at]:
        lines += ["", "For another look by a person, in formgrader (Manual Grading):", *looks]
    return "\n".join(lines)


def _line(each: ScoreChange) -> tuple[str, ...]:
    where = ", ".join(f"{name} {change:+g}" for name, change in each.parts.items())
    both = (f"{_rounded(s.total):g} of {s.most:g}" for s in (each.before, each.after))
    return each.student, *both, f"{each.change:+g}", where


def table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Lay out rows in columns."""
    widths = [max(map(columns, column)) for column in zip(*rows, strict=True)]
    return ["  " + "  ".join(map(padded, row, widths)).rstrip() for row in rows]


def _short(name: str) -> str:  # grade_ids are unique enough without the notebook
    return name.split("/", 1)[1]


def _rounded(number: float) -> float:
    return round(number, 6) + 0.0  # no -0
