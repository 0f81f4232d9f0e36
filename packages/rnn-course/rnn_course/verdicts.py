"""Verdicts that checks left in the outputs of a test cell, believed as far as the course has them.

In stock nbgrader a student's code runs in the process of the tests and can show what it likes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from nbformat import NotebookNode

from rnn_course.cells import checked_exercises, grade_id
from rnn_course.nbgrader import VERDICT
from rnnkit.checks.messages import sentences
from rnnkit.language import joined


@dataclass(frozen=True)
class FoundVerdict:
    """What the last check of a test cell found."""

    mistakes: dict[str, str] = field(default_factory=dict)
    has_problem: bool = False  # whether there was nothing to compare


def last_verdict(cell: NotebookNode) -> FoundVerdict:
    """Return what the last check of a test cell, which says it all, found for its own exercise.

    What is said of another exercise is forged. So may be all that stands before the last one.
    """
    exercises = set(checked_exercises(cell.source)) - {""}
    exercises = exercises or {grade_id(cell).removeprefix("test_")}  # tests that name none
    shown = [output.get("data", {}).get(VERDICT) for output in cell.get("outputs", [])]
    own = [v for v in shown if isinstance(v, dict) and v.get("exercise") in [*exercises]]
    return _believed(own[-1]) if own else FoundVerdict()


def _believed(verdict: Mapping) -> FoundVerdict:
    """Take the ids that the course has, and of each what the course says, not what stands there."""
    mistakes = verdict.get("mistakes")
    names = mistakes if isinstance(mistakes, dict) else {}
    own = [name for name in names if name.startswith(f"{verdict['exercise']}.")]
    known = {name: joined(sentences(name)) for name in own}
    has_problem = bool(verdict.get("problem"))
    return FoundVerdict({name: text for name, text in known.items() if text}, has_problem)
