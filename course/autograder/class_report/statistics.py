"""Numbers about a class."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from autograder.class_report.gathering import Attempt, ClassWork

EXAMPLES = 2
# With fewer students a correlation says nothing.
FEWEST = 8


@dataclass(frozen=True)
class CellSummary:
    """How a class did at one graded cell.

    ``separation`` is the correlation of the points here with the points in all other cells:
    near 1, who is strong elsewhere is strong here; near 0 or below, something else decides.
    """

    cell: str
    max_score: float
    students: int
    full: int
    part: int
    none: int
    waiting: int
    mean_share: float
    separation: float | None
    is_written: bool


@dataclass(frozen=True)
class MistakeSummary:
    """A known mistake: how many made it, and what two of them wrote."""

    cell: str
    mistake: str
    message: str
    count: int
    share: float
    examples: tuple[str, ...]


def summarise_cells(work: ClassWork) -> list[CellSummary]:
    """Sum up each graded cell, in the order of the notebook."""
    by_cell = _by_cell(work.attempts)
    points = _points_by_student(work.attempts)
    return [
        CellSummary(
            cell,
            max_score=attempts[0].max_score,
            students=len(attempts),
            full=sum(a.share >= 1 for a in attempts),
            part=sum(0 < a.share < 1 for a in attempts),
            none=sum(a.share <= 0 and not a.is_waiting for a in attempts),
            waiting=sum(a.is_waiting for a in attempts),
            mean_share=float(np.mean([a.share for a in attempts])),
            separation=_separation(cell, points),
            is_written=attempts[0].is_written,
        )
        for cell, attempts in by_cell.items()
    ]


def summarise_mistakes(work: ClassWork) -> list[MistakeSummary]:
    """Count the recognised mistakes, the most frequent first."""
    summaries = []
    for cell, attempts in _by_cell(work.attempts).items():
        made: dict[str, list[Attempt]] = defaultdict(list)
        for attempt in attempts:
            for name in attempt.mistakes:
                made[name].append(attempt)
        summaries += [_mistake(cell, name, who, len(attempts)) for name, who in made.items()]
    return sorted(summaries, key=lambda each: (-each.count, each.mistake))


def _mistake(cell: str, name: str, made_by: list[Attempt], students: int) -> MistakeSummary:
    answers = dict.fromkeys(attempt.answer for attempt in made_by if attempt.answer)
    shortest = sorted(answers, key=len)[:EXAMPLES]
    message = next((text for a in made_by if (text := a.mistakes[name])), "")
    return MistakeSummary(
        cell, name, message, len(made_by), len(made_by) / students, tuple(shortest)
    )


def _by_cell(attempts: list[Attempt]) -> dict[str, list[Attempt]]:
    cells = defaultdict(list)
    for attempt in attempts:
        cells[attempt.cell].append(attempt)
    return dict(cells)


def _points_by_student(attempts: list[Attempt]) -> dict[str, dict[str, float]]:
    points = defaultdict(dict)
    for attempt in attempts:
        points[attempt.student][attempt.cell] = attempt.score
    return dict(points)


def _separation(cell: str, points: dict[str, dict[str, float]]) -> float | None:
    pairs = [(own[cell], sum(own.values()) - own[cell]) for own in points.values() if cell in own]
    here, elsewhere = np.array(pairs, dtype=float).T
    if len(pairs) < FEWEST or np.ptp(here) == 0 or np.ptp(elsewhere) == 0:
        return None
    return float(np.corrcoef(here, elsewhere)[0, 1])
