"""Scores of test cells, from their outputs, and of answers."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from nbgrader_sandbox.notes import Note


@dataclass(frozen=True)
class Score:
    """Score of one graded cell."""

    points: float | None  # None if a person has to decide
    reason: Note | None = None  # why a person has to, or what was odd


def score_test(max_points: float, outputs: Sequence[dict], has_ended: bool) -> Score:
    """Score a test cell as nbgrader does, where the cell has run among the trusted.

    An error is no points, a number as the cell's value is that many points, anything else
    is full marks. Text on stderr changes nothing: nbgrader gives 0 for it, which a warning
    does not deserve. A number that is no number of points gives none, where nbgrader gives
    full marks or fails.
    """
    if not has_ended or any(output["output_type"] == "error" for output in outputs):
        return Score(0.0)
    results = [output for output in outputs if output["output_type"] == "execute_result"]
    if not results:
        return Score(max_points)
    try:
        value = float(results[0]["data"].get("text/plain"))
    except (TypeError, ValueError):
        return Score(max_points)
    if math.isnan(value) or not 0 <= value <= max_points:
        values = {"value": str(value), "max_points": f"{max_points:g}"}
        return Score(0.0, Note("not_points", values))
    return Score(value)


def score_answer(is_untouched: bool) -> Score:
    """Score what a person grades: nothing was written, or it has to be looked at."""
    return Score(0.0) if is_untouched else Score(None)
