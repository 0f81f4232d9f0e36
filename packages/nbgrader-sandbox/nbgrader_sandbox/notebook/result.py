"""A graded notebook: points of its cells, and the notebook as it is written."""

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import nbformat
from nbformat import NotebookNode

from nbgrader_sandbox.course.assignment import Template
from nbgrader_sandbox.notes import Note
from nbgrader_sandbox.submission.matching import MatchedCell

CELL_ID = re.compile(r"[a-zA-Z0-9-_]{1,64}")
NOT_GRADED = "**This submission could not be graded:** {reason}."
OWN_CELL = "a cell of the student's own"


@dataclass(frozen=True)
class Score:
    """Score of one graded cell."""

    points: float | None  # None if a person has to decide
    reason: Note | None = None  # why a person has to, or what was odd


def score_test(max_points: float, outputs: Sequence[dict], has_ended: bool) -> Score:
    """Score a test cell: an error is no points, a number that many, all else full marks.

    Other than with nbgrader, text on stderr changes nothing, and a number that is no number of
    points gives none.
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


@dataclass
class GradedNotebook:
    """A graded notebook."""

    name: str
    notebook: str = ""  # as JSON; empty if none was handed in
    scores: dict[str, Score] = field(default_factory=dict)  # by grade_id
    # Grade_ids of cells in which nothing was written; of tests that ran together; of late cells.
    untouched: list[str] = field(default_factory=list)
    together: list[str] = field(default_factory=list)
    timed_out: list[str] = field(default_factory=list)

    def reasons(self) -> Iterator[Note]:
        """Yield what was odd about scores, or why there is none."""
        for cell, score in self.scores.items():
            if score.reason is not None:
                yield score.reason.at(cell)

    def late(self) -> list[Note]:
        """Return a note that names what took too long; empty if nothing did."""
        cells = ", ".join(cell or OWN_CELL for cell in self.timed_out)
        return [Note("cells_timed_out", {"cells": cells})] if cells else []


def new_cell(matched: MatchedCell) -> NotebookNode:
    """Make a cell for the autograded notebook."""
    # Not made with nbformat's functions: they check every cell against the whole format.
    cell = NotebookNode(id="", cell_type=matched.kind, metadata={}, source=matched.source)
    if matched.kind == "code":
        cell |= {"outputs": [], "execution_count": None}
    if matched.attachments:
        cell["attachments"] = matched.attachments
    if matched.cell is not None:
        cell["id"], cell["metadata"] = matched.cell.cell_id, matched.cell.metadata
    return cell


def to_json(cells: list[NotebookNode], metadata: dict, about: Mapping[str, object]) -> str:
    """Write a notebook of the present format as JSON; each cell gets an id of its own.

    ``about`` is what the grader adds beside the points: ``notes`` and, for a placeholder,
    ``no_verdict`` as JSON, ``sandbox`` (bool), ``together`` (list of str).
    """
    taken: set[str] = set()
    for number, cell in enumerate(cells):  # the same submission gets the same ids
        if not CELL_ID.fullmatch(cell.id) or cell.id in taken:
            cell.id = f"added-{number}"
        taken.add(cell.id)
    metadata = {**metadata, "autograder": dict(about)}
    version = {"nbformat": nbformat.v4.nbformat, "nbformat_minor": nbformat.v4.nbformat_minor}
    return json.dumps({"cells": cells, "metadata": metadata, **version})


def placeholder(template: Template, reason: Note) -> GradedNotebook:
    """Stand in for a notebook that cannot be read: the released one, with the reason on top."""
    text = NOT_GRADED.format(reason=reason.to_text())
    head = NotebookNode(id="not-graded", cell_type="markdown", metadata={}, source=text)
    blank = [MatchedCell(cell, cell.source, cell.kind) for cell in template.cells]
    cells = [head, *map(new_cell, blank)]
    about = {"notes": [], "no_verdict": reason.to_json()}
    scores = {cell.grade_id: Score(None, reason) for cell in template.cells if cell.is_graded}
    return GradedNotebook(template.name, to_json(cells, template.metadata, about), scores)


def absent(template: Template) -> GradedNotebook:
    """Score a notebook that was not handed in: no points, as nbgrader does."""
    names = [cell.grade_id for cell in template.cells if cell.is_graded]
    return GradedNotebook(template.name, scores=dict.fromkeys(names, Score(0.0)))
