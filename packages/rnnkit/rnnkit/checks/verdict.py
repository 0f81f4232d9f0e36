"""The outcome of one check."""

import math
from dataclasses import asdict, dataclass, field

from rnnkit.checks.messages import Sentence, message
from rnnkit.language import language

FORMAT = 2


@dataclass(frozen=True)
class Line:
    """The report on one output: its name and shape, the finding, and hints below it."""

    name: str
    shape: str
    is_right: bool
    finding: Sentence
    hints: tuple[Sentence, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """What a check found.

    ``problem`` is set where there were no outputs to compare; ``mistakes`` are the known
    ones that were recognised, by their ids, with their messages.
    """

    exercise: str
    chapter: str
    points: float
    max_points: float
    lines: tuple[Line, ...] = ()
    notes: tuple[Sentence, ...] = ()
    problem: tuple[Sentence, ...] = ()
    mistakes: dict[str, str] = field(default_factory=dict)
    with_hidden_cases: bool = False

    def to_data(self) -> dict:
        """Return it as a report reads it: texts as they were shown, and what they were made of."""
        of_lines = [s for line in self.lines for s in (line.finding, *line.hints)]
        shown = [*self.problem, *of_lines, *self.notes]
        said = [{"id": s.id, "values": s.values} for s in shown]
        return asdict(self) | {"format": FORMAT, "language": language(), "said": said}

    @property
    def is_full(self) -> bool:
        """Whether nothing is missing."""
        return self.points == self.max_points

    @property
    def score(self) -> str:
        """The points in words."""
        points, max_points = rounded_down(self.points), rounded_down(self.max_points)
        which = "point" if max_points == "1" else "points"
        return message(which, points=points, max_points=max_points)

    @property
    def adds_nothing(self) -> bool:
        """Whether the visible cases have shown all of this in the cell above."""
        return self.with_hidden_cases and self.is_full


def rounded_down(points: float) -> str:
    """Return points with two decimals at most; what is nearly all of them is not all."""
    return f"{math.floor(points * 100 + 1e-6) / 100:g}"
