"""An edge case of an exercise: a condition that random sizes and numbers do not meet."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from rnn_course.bank.sampling import Sampler


@dataclass(frozen=True)
class Edge:
    """One edge case."""

    name: str  # the condition as a phrase, which a check's message may use: "one sequence"
    sizes: Mapping[str, int] = field(default_factory=dict)  # that differ from the usual ones
    make: Callable[[Sampler], tuple] | None = None  # by default the exercise's own
    hidden: bool = False  # whether it is a hidden case

    @property
    def id(self) -> str:
        """The name as an identifier, by which its words are found in a table."""
        plain = self.name.lower().replace("−", "minus ")
        return "edge." + re.sub(r"\W+", "_", plain).strip("_")
