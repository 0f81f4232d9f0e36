"""Numbers about a class."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from rnn_course.report.gathering import Attempt, ClassWork

EXAMPLES = 2
TALKED_ABOUT = 3  # mistakes: as many as an hour has room for
# With fewer students a correlation says nothing.
FEWEST = 8
TIMED_OUT = "cells_timed_out"  # a note of the grader's
CLEARLY, HARDLY = 0.5, 0.1  # correlations
IN_95_PERCENT = 1.96  # standard deviations
# Fewer than these say nothing about a class.
FEWEST_ANSWERS = 3
SHOWN_FIRST = 3


@dataclass(frozen=True)
class PointsSummary:
    """How much of their points some students have, as shares, and what nobody has read yet."""

    students: int
    mean: float
    low: float  # the middle half of the students is between this
    high: float  # and this
    unread: int
    waiting_students: int


@dataclass(frozen=True)
class CellSummary:
    """How a class did at one graded cell."""

    cell: str
    max_score: float
    students: int
    full: int
    part: int
    none: int
    waiting: int
    no_result: int  # nothing to compare: blank, or ended by an error
    mean_share: float
    separation: float | None  # correlation of the points here with those of all other cells
    separation_low: float | None  # of its 95 % interval
    separation_high: float | None
    is_written: bool

    @property
    def name(self) -> str:
        """Of the exercise, whose test cell this may be."""
        return self.cell.removeprefix("test_")


@dataclass(frozen=True)
class MistakeSummary:
    """A known mistake: how many made it, and what two of them wrote."""

    cell: str
    mistake: str
    message: str
    count: int
    share: float
    students: int
    examples: tuple[str, ...]

    @property
    def where(self) -> str:
        """The exercise."""
        return self.mistake.rpartition(".")[0] or self.cell.removeprefix("test_")

    @property
    def what(self) -> str:
        """What went wrong, as its author named it."""
        return self.mistake.rpartition(".")[2]


def summarise_points(attempts: Iterable[Attempt]) -> PointsSummary:
    """Sum up what students have of all that has its points."""
    attempts = list(attempts)
    points = _points_by_student(attempts)
    shares = [_share(own.values()) for own in points.values()] or [0.0]
    unread = [each.student for each in attempts if each.is_waiting and each.is_written]
    low, high = np.quantile(shares, (0.25, 0.75)).tolist()
    students = {each.student for each in attempts}
    return PointsSummary(len(students), _mean(shares), low, high, len(unread), len({*unread}))


def summarise_sections(work: ClassWork, section_of: Mapping[str, str]) -> dict[str, PointsSummary]:
    """Sum up the points of each section by name; who is in none stands under an empty name."""
    attempts: dict[str, list[Attempt]] = defaultdict(list)
    for each in work.attempts if section_of else ():
        attempts[section_of.get(each.student, "")].append(each)
    return {name: summarise_points(attempts[name]) for name in sorted(attempts)}


def timed_out(work: ClassWork) -> Counter[str]:
    """Count by cell in how many submissions it took too long; notes may be a student's forgery."""
    cells = {a.cell for a in work.attempts} | {a.cell.removeprefix("test_") for a in work.attempts}
    late = [note for notes in work.notes.values() for note in notes if note.kind == TIMED_OUT]
    named = chain(*(str(note.values.get("cells", "")).split(", ") for note in late))
    return Counter(each for each in named if each in cells)


def to_talk_about(mistakes: Sequence[MistakeSummary]) -> list[MistakeSummary]:
    """Pick the few most frequent mistakes that several made and that have an example."""
    return [each for each in mistakes if each.count > 1 and each.examples][:TALKED_ABOUT]


def summarise_cells(work: ClassWork) -> list[CellSummary]:
    """Sum up each graded cell, in the order of the notebook."""
    by_cell = _by_cell(work.attempts)
    points = _points_by_student(work.attempts)
    return [
        CellSummary(
            cell,
            max_score=attempts[0].max_score,
            students=len(attempts),
            full=sum(a.share >= 1 and not a.is_waiting for a in attempts),
            part=sum(0 < a.share < 1 and not a.is_waiting for a in attempts),
            none=sum(a.share <= 0 and not a.is_waiting for a in attempts),
            waiting=sum(a.is_waiting for a in attempts),
            no_result=sum(a.has_problem for a in attempts),
            mean_share=_mean([a.share for a in attempts if not a.is_waiting]),
            **_separation(cell, points),
            is_written=attempts[0].is_written,
        )
        for cell, attempts in by_cell.items()
    ]


def summarise_mistakes(work: ClassWork) -> list[MistakeSummary]:
    """Count the recognised mistakes, the most frequent first."""
    summaries = [
        _mistake(cell, name, [each for each in attempts if name in each.mistakes], len(attempts))
        for cell, attempts in _by_cell(work.attempts).items()
        for name in dict.fromkeys(chain(*(each.mistakes for each in attempts)))
    ]
    return sorted(summaries, key=lambda each: (-each.count, each.mistake))


def _mistake(cell: str, name: str, made_by: list[Attempt], students: int) -> MistakeSummary:
    answers = dict.fromkeys(attempt.answer for attempt in made_by if attempt.answer)
    shortest = sorted(answers, key=len)[:EXAMPLES]
    message = next((text for a in made_by if (text := a.mistakes[name])), "")
    share = len(made_by) / students
    return MistakeSummary(cell, name, message, len(made_by), share, students, tuple(shortest))


def separating(cells: Sequence[CellSummary]) -> tuple[list[CellSummary], list[CellSummary]]:
    """Find the cells that separate strong from weak whatever chance did, and that hardly do."""
    clearly, hardly = [], []
    for each in cells:
        if each.separation_low is not None and each.separation_low > HARDLY:
            clearly.append(each)
        elif each.separation_high is not None and each.separation_high < CLEARLY:
            hardly.append(each)
    return clearly, hardly


def _mean(shares: Sequence[float]) -> float:
    return float(np.mean(shares)) if shares else 0.0


def _by_cell(attempts: list[Attempt]) -> dict[str, list[Attempt]]:
    cells = dict.fromkeys(each.cell for each in attempts)
    return {cell: [each for each in attempts if each.cell == cell] for cell in cells}


def _points_by_student(attempts: list[Attempt]) -> dict[str, dict[str, Attempt]]:
    """Group what has its points; what waits for a person has none yet."""
    points: dict[str, dict[str, Attempt]] = defaultdict(dict)
    for each in attempts:
        if not each.is_waiting:
            points[each.student][each.cell] = each
    return points


def _separation(cell: str, points: dict[str, dict[str, Attempt]]) -> dict[str, float | None]:
    """Return a cell's correlation with the rest, and its interval after Fisher."""
    known = [own for own in points.values() if cell in own and len(own) > 1]
    pairs = [(own[cell].share, _share(a for n, a in own.items() if n != cell)) for own in known]
    names = ("separation", "separation_low", "separation_high")
    if len(pairs) < FEWEST or not np.ptp(pairs, axis=0).all():
        return dict.fromkeys(names)
    correlation = np.corrcoef(np.transpose(pairs))[0, 1]
    z = np.arctanh(np.clip(correlation, -0.9999, 0.9999))
    width = IN_95_PERCENT / np.sqrt(len(pairs) - 3)
    low, high = np.tanh([z - width, z + width])
    return dict(zip(names, map(float, (correlation, low, high)), strict=True))


def _share(attempts: Iterable[Attempt]) -> float:
    score, reachable = np.sum([(a.score, a.max_score) for a in attempts], axis=0)
    return score / reachable if reachable else 0.0


@dataclass(frozen=True)
class PredictionSummary:
    """How many made a prediction, how many were right, and what most of the others chose."""

    prediction: str
    question: str
    students: int
    answered: int
    right_count: int
    share_right: float
    right: str
    right_choice: str
    wrong: str  # the most frequent one, the first of several; empty if there is none
    wrong_choice: str
    wrong_count: int


def summarise_predictions(work: ClassWork, right: Mapping[str, str]) -> list[PredictionSummary]:
    """Sum up each prediction of which the right letter is known, in the order of the notebook."""
    known = [name for name, each in work.predictions.items() if right.get(name) in each.choices]
    return [_summary(name, work, right[name]) for name in known]


def most_often_wrong(predictions: Iterable[PredictionSummary]) -> list[PredictionSummary]:
    """Pick the few predictions that most of a class got wrong, the worst first."""
    enough = [each for each in predictions if each.answered >= FEWEST_ANSWERS]
    wrong = [each for each in enough if each.share_right < 1 / 2]
    return sorted(wrong, key=lambda each: each.share_right)[:SHOWN_FIRST]


def _summary(name: str, work: ClassWork, right: str) -> PredictionSummary:
    prediction = work.predictions[name]
    made = Counter(letters[name] for letters in work.letters if name in letters)
    others = [letter for letter in sorted(made) if letter != right]
    wrong = max(others, key=lambda letter: made[letter], default="")
    return PredictionSummary(
        name,
        prediction.question,
        students=len(work.letters),
        answered=made.total(),
        right_count=made[right],
        share_right=made[right] / (made.total() or 1),
        right=right,
        right_choice=prediction.choices[right],
        wrong=wrong,
        wrong_choice=prediction.choices.get(wrong, ""),
        wrong_count=made[wrong],
    )
