"""Points of all checks so far, kept in a file beside the student's notebooks."""

import contextlib
import html
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from rnnkit._atomic import write_if_changed
from rnnkit.checks import due
from rnnkit.checks.casefile import VISIBLE_CASES, Exercise, Value, load
from rnnkit.checks.messages import Sentence, message
from rnnkit.checks.own.keeping import is_graded
from rnnkit.checks.rendering import GREEN
from rnnkit.checks.verdict import Verdict, rounded_down
from rnnkit.language import commas, padded, wrapped

FILE = "progress.json"
PRINTED = 72  # characters of a line that a page of 700 pixels has room for
LEFT = 'style="text-align:left;white-space:normal"'
NOWRAP = 'style="text-align:left;white-space:nowrap"'
NOT_KEPT = "{}: not kept"  # beside the points: why a right function is in no file of its own

THROUGH_TIME = ("rnn_forward", "rnn_backward", "output_forward", "output_backward")
BOTH_WAYS = ("bidirectional_forward", "bidirectional_backward")
ENCODER_DECODER = ("encoder_state", "teacher_forcing")
# Networks made of a student's own functions, by the end of their sentence's id.
MILESTONES = {
    "spells": (*THROUGH_TIME, "cross_entropy"),
    "reads": (*THROUGH_TIME, "many_to_one_forward", "many_to_one_backward"),
    "cuts_chinese": (*THROUGH_TIME, *BOTH_WAYS, "tags_to_words"),
    "translates": (*ENCODER_DECODER, "encoder_decoder_backward", "greedy_decode"),
}


def record(verdict: Verdict, not_kept: str = "") -> None:
    """Write a verdict's points, and why an answer is not kept, beside the notebook, if one can."""
    path, name = Path(FILE), verdict.exercise
    done = _read(path) | {name: verdict.points, NOT_KEPT.format(name): not_kept}
    said = {key: value for key, value in done.items() if value != ""}
    with contextlib.suppress(OSError):
        write_if_changed(path, json.dumps(said, indent=1, sort_keys=True))


def why_not_kept(exercise: str) -> Sentence | None:
    """Return why a right answer of the student's is in no file, if a check said so."""
    reason = _records().get(NOT_KEPT.format(exercise))
    return Sentence(str(reason), "", {}) if reason else None


def _records() -> dict[str, Value]:
    """Read what checks in this folder and its neighbours have found; nothing under nbgrader."""
    paths = [] if is_graded() else [*neighbours(FILE), Path(FILE)]
    return {name: value for path in paths for name, value in _read(path).items()}


def neighbours(name: str) -> list[Path]:
    """Return files beside other notebooks of the student, first those in other languages."""
    elsewhere = Path("..").resolve().parent.glob(f"workbook*/*/{name}")
    return [*sorted(elsewhere), *sorted(Path("..").glob(f"*/{name}"))]


def _read(path: Path) -> dict[str, Value]:
    try:
        done = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return done if isinstance(done, dict) else {}


Row = tuple[str, str, tuple[str, ...]]  # chapter, points, what is open


@dataclass(frozen=True)
class Progress:
    """Points by exercise, shown as a table by chapter with its due dates; and the milestones."""

    exercises: tuple[Exercise, ...]
    points: dict[str, float]
    due: dict[str, datetime]

    def is_done(self, exercise: Exercise) -> bool:
        """Whether an exercise has all its points."""
        return self.points.get(exercise.name, 0) >= exercise.points

    def rows(self) -> list[Row]:
        """Chapter, points, and open exercises with what they have, in the order of the course."""
        by_chapter = groupby(self.exercises, attrgetter("chapter"))
        found: list[Row] = []
        for chapter, asked in ((name, [*each]) for name, each in by_chapter):
            points = sum(self.points.get(e.name, 0) for e in asked)
            still_open = tuple(self._open(e) for e in asked if not self.is_done(e))
            found.append((chapter, _of(points, sum(e.points for e in asked)), still_open))
        return found

    def _open(self, exercise: Exercise) -> str:
        found = self.points.get(exercise.name, 0)
        return f"{exercise.name} ({_of(found, exercise.points)})" if found else exercise.name

    def milestone(self, name: str) -> Sentence:
        """Say that a milestone is reached, or which exercises it still takes."""
        what = message(f"milestone_{name}")
        parts = [e for e in self.exercises if e.name in MILESTONES[name]]
        names = commas(e.name for e in parts if not self.is_done(e))
        if not names:
            return message("milestone_reached", what=what)
        return message("milestone_open", what=what, names=names)

    def _summary(self) -> list[Sentence]:
        done = sum(map(self.is_done, self.exercises))
        total = message("progress", done=done, total=len(self.exercises))
        return [total, *map(self.milestone, MILESTONES)]

    def _due(self, chapter: str) -> list[str]:
        """Return the cell of a row that says when a chapter is due; none if none has a date."""
        when = self.due.get(chapter)
        return [due.local(when) if when else ""] if self.due else []

    def __repr__(self) -> str:
        rows = []
        for chapter, points, still_open in self.rows():
            dates = (f"{padded(cell, due.WIDTH)} " for cell in self._due(chapter))
            start = f"{chapter:<22} {padded(points, 10)} {''.join(dates)}"
            rows.append(start + ", ".join(still_open))
        return "\n".join([*rows, *self._summary()])

    def _repr_html_(self) -> str:
        parts = ("chapter", "points", *["due"] * bool(self.due), "open")
        head = "".join(f"<th {LEFT}>{message(f'progress_{name}')}</th>" for name in parts)
        rows = "".join(_html_row(*row, self._due(row[0])) for row in self.rows())
        below = "".join(f"<div>{html.escape(line)}</div>" for line in self._summary())
        return f"<table><tr>{head}</tr>{rows}</table>{below}"


def progress() -> Progress:
    """Collect what the checks in this notebook's folder and its neighbours have found."""
    known = map(load, VISIBLE_CASES.glob("*.npz"))
    exercises = sorted(known, key=attrgetter("chapter", "position"))
    points = {name: p for name, p in _records().items() if isinstance(p, int | float)}
    dates = due.read_due([*neighbours(due.FILE), Path(due.FILE)])
    return Progress(tuple(exercises), points, dates)


def milestone(name: str) -> None:
    """Print whether one of `MILESTONES` is reached, and which exercises it still takes."""
    print("\n".join(wrapped(progress().milestone(name), PRINTED)))


def _of(points: float, max_points: float) -> Sentence:
    return message("points_of", points=rounded_down(points), max_points=rounded_down(max_points))


def _html_row(chapter: str, points: str, names: Sequence[str], dates: Sequence[str]) -> str:
    sign = "" if names else f' <b style="color:{GREEN}">✓</b>'
    still_open = ", ".join(f"<code>{html.escape(name)}</code>" for name in names)
    short = (f"<td {NOWRAP}>{cell}</td>" for cell in (html.escape(chapter), points + sign, *dates))
    return f"<tr>{''.join(short)}<td {LEFT}>{still_open}</td></tr>"
