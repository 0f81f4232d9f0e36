"""Verdicts that checks left in the outputs of a test cell."""

from nbformat import NotebookNode

from rnn_course.cells import checked_exercises, grade_id
from rnn_course.nbgrader import VERDICT


def last_verdict(cell: NotebookNode) -> dict:
    """Return what the last check of a test cell found, empty if nothing can be read.

    What is said of another exercise is forged. So may be all that stands before the last one:
    in stock nbgrader, students' functions run in the process of the tests. It leaves out
    nothing, since a check with hidden cases takes the visible ones as well.
    """
    exercises = set(checked_exercises(cell.source)) - {""}
    exercises = exercises or {grade_id(cell).removeprefix("test_")}  # tests that name none
    shown = [output.get("data", {}).get(VERDICT) for output in cell.get("outputs", [])]
    own = [each for each in shown if isinstance(each, dict) and each.get("exercise") in exercises]
    return own[-1] if own else {}


def mistakes_in(verdict: dict) -> dict[str, str]:
    """Return the mistakes that a check recognised, by id, with what it said of each."""
    mistakes = verdict.get("mistakes", {})
    return mistakes if isinstance(mistakes, dict) else dict.fromkeys(mistakes, "")
