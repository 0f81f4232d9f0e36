"""An edge case of an exercise: a condition that random sizes and numbers do not meet."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from rnn_course.bank.sampling import Sampler


@dataclass(frozen=True)
class Edge:
    """One edge case.

    Parameters
    ----------
    name : str
        The condition as a short phrase, which a check's message may use: "one sequence".
    sizes : mapping of str to int
        Sizes that differ from the usual ones.
    make : callable
        Samples the arguments; by default the exercise's own case function does.
    hidden : bool
        Whether it is one of the hidden cases.
    """

    name: str
    sizes: Mapping[str, int] = field(default_factory=dict)
    make: Callable[[Sampler], tuple] | None = None
    hidden: bool = False

    @property
    def id(self) -> str:
        """The name as an identifier, by which its words are found in a table."""
        plain = self.name.lower().replace("−", "minus ")
        return "edge." + re.sub(r"\W+", "_", plain).strip("_")
