"""Numbers about a class."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from rnn_course.report.gathering import Attempt, ClassWork

EXAMPLES = 2
# With fewer students a correlation says nothing.
FEWEST = 8
CLEARLY, HARDLY = 0.5, 0.1  # correlations


@dataclass(frozen=True)
class CellSummary:
    """How a class did at one graded cell.

    ``separation`` is the correlation of the points here with the points in all other cells:
    near 1, who is strong elsewhere is strong here; near 0 or below, something else decides.
    ``no_result`` counts answers that gave nothing to compare: blank, or ended by an error.
    """

    cell: str
    max_score: float
    students: int
    full: int
    part: int
    none: int
    waiting: int
    no_result: int
    mean_share: float
    separation: float | None
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
            mean_share=_mean(a.share for a in attempts if not a.is_waiting),
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
    share = len(made_by) / students
    return MistakeSummary(cell, name, message, len(made_by), share, students, tuple(shortest))


def separating(cells: Sequence[CellSummary]) -> tuple[list[CellSummary], list[CellSummary]]:
    """Pick the cells that separate strong from weak clearly, and those that do not.

    Parameters
    ----------
    cells : sequence of CellSummary
        Of one assignment.

    Returns
    -------
    clearly, hardly : list of CellSummary
        Strongest first; weakest first. Cells without a correlation are in neither.
    """
    measured = [(each.separation, each) for each in cells if each.separation is not None]
    ordered = sorted(measured, key=lambda pair: -pair[0])
    clearly = [each for separation, each in ordered if separation >= CLEARLY]
    return clearly, [each for separation, each in reversed(ordered) if separation < HARDLY]


def _mean(shares: Iterable[float]) -> float:
    known = list(shares)
    return float(np.mean(known)) if known else 0.0


def _by_cell(attempts: list[Attempt]) -> dict[str, list[Attempt]]:
    cells = defaultdict(list)
    for attempt in attempts:
        cells[attempt.cell].append(attempt)
    return dict(cells)


def _points_by_student(attempts: list[Attempt]) -> dict[str, dict[str, Attempt]]:
    """Group what has its points; what waits for a person has none yet."""
    points: dict[str, dict[str, Attempt]] = defaultdict(dict)
    for attempt in attempts:
        if not attempt.is_waiting:
            points[attempt.student][attempt.cell] = attempt
    return dict(points)


def _separation(cell: str, points: dict[str, dict[str, Attempt]]) -> float | None:
    pairs = [
        (own[cell].share, _share(a for name, a in own.items() if name != cell))
        for own in points.values()
        if cell in own and len(own) > 1
    ]
    if len(pairs) < FEWEST:
        return None
    here, elsewhere = np.array(pairs).T
    if np.ptp(here) == 0 or np.ptp(elsewhere) == 0:
        return None
    return float(np.corrcoef(here, elsewhere)[0, 1])


def _share(attempts: Iterable[Attempt]) -> float:
    """Return the part of all points together."""
    score, reachable = np.sum([(a.score, a.max_score) for a in attempts], axis=0)
    return score / reachable if reachable else 0.0
