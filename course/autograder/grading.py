"""One notebook, from its cells to outputs and points."""

import platform
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import nbformat
from nbformat import NotebookNode

from autograder.matching import Matched, Placed
from autograder.names import needs_of
from autograder.outputs import Displays, cleaned
from autograder.points import Score, score_answer, score_test
from autograder.sides import Patience, StudentSide, TesterStopped, TestSide
from autograder.template import Role, Template
from autograder.warm import Zygote

CELL_ID = re.compile(r"[a-zA-Z0-9-_]{1,64}")
# What a kernel says of itself; pages of feedback are coloured by it.
LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
    "version": platform.python_version(),
}
NO_VERDICT = "the grader's own process ended twice while it ran this test"


@dataclass
class Graded:
    """What came of a notebook.

    Parameters
    ----------
    name : str
        Of the notebook.
    notebook : str
        As a file of the notebook format.
    scores : dict of str to Score
        By grade_id.
    untouched : list of str
        grade_ids of cells in which nothing was written.
    """

    name: str
    notebook: str = ""
    scores: dict[str, Score] = field(default_factory=dict)
    untouched: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Processes:
    """The warm processes that a grader has copies of."""

    students: Zygote
    tests: Zygote


@dataclass(frozen=True)
class Files:
    """What lies beside a notebook: for the student's code, and for the tests."""

    theirs: Mapping[str, bytes]
    ours: Mapping[str, bytes]


def grade_notebook(
    template: Template,
    matched: Matched,
    files: Files,
    processes: Processes,
    patience: Patience,
) -> Graded:
    """Run a submitted notebook and score it."""
    student = StudentSide(processes.students, files.theirs, patience)
    tests = TestSide(processes.tests, student, files.ours, patience)
    try:
        return _Run(template, matched, student, tests).grade()
    finally:
        tests.close()
        student.close()


class _Run:
    def __init__(
        self, template: Template, matched: Matched, student: StudentSide, tests: TestSide
    ) -> None:
        self._template, self._placed = template, matched.cells
        self._student, self._tests = student, tests
        self._displays = Displays()
        self._sources: dict[int, str] = {}  # of the student's cells, by the number in In [ ]
        # Places are among the submitted cells here, since those are what runs.
        roles = (Role.TEST, Role.GIVEN, Role.PLAIN)
        self._given = self._places(lambda cell: cell.cell and cell.role in roles)
        self._given = {place: self._placed[place].cell.source for place in self._given}
        stubs = self._places(lambda cell: cell.cell and cell.role is Role.SOLUTION)
        self._stubs = {place: self._placed[place].cell.source for place in stubs}
        untrusted = (Role.SOLUTION, Role.PLAIN)
        theirs = self._places(lambda cell: cell.kind == "code" and cell.role in untrusted)
        self._theirs = {place: self._placed[place].source for place in theirs}

    def _places(self, is_wanted: object) -> list[int]:
        return [place for place, cell in enumerate(self._placed) if is_wanted(cell)]

    def grade(self) -> Graded:
        graded = Graded(self._template.name)
        cells = [self._run_cell(place, cell, graded) for place, cell in enumerate(self._placed)]
        _identify(cells)
        graded.notebook = _written(cells, self._template.metadata | {"language_info": LANGUAGE})
        return graded

    def _run_cell(self, place: int, placed: Placed, graded: Graded) -> NotebookNode:
        cell = new_cell(placed)
        if placed.kind == "code" and placed.role is not Role.SKIPPED:
            count = len(self._sources) + 1
            self._sources[count] = placed.source
            cell.execution_count = count
            if placed.role is Role.TEST:
                result = self._test(place, placed, count, graded)
            else:
                result = self._student.run(placed.source, count)
            outputs = cleaned(result.get("outputs"))
            self._displays.remember(result.get("outputs"), outputs)
            self._displays.update(result.get("updates"))
            # The same objects, so that a later cell can still change them.
            cell.outputs = outputs
        _look_at(placed, graded)
        return cell

    def _test(self, place: int, placed: Placed, count: int, graded: Graded) -> dict:
        needs = needs_of(place, self._given, self._stubs, self._theirs)
        request = {"source": placed.source, "count": count, "cells": self._sources}
        for _ in range(2):
            try:
                result = self._tests.run(place, needs, self._given, request)
            except TesterStopped:
                continue
            outputs = cleaned(result.get("outputs"))
            score = score_test(placed.cell.points, outputs, bool(result.get("ok")))
            graded.scores[placed.cell.grade_id] = score
            return result
        graded.scores[placed.cell.grade_id] = Score(None, NO_VERDICT)
        return {}


def _look_at(placed: Placed, graded: Graded) -> None:
    """Score what a person grades, and note where nothing was written."""
    cell = placed.cell
    if cell is None or not cell.is_theirs:
        return
    is_untouched = placed.source == cell.source and placed.kind == cell.kind
    if is_untouched:
        graded.untouched.append(cell.grade_id)
    if cell.is_graded:
        graded.scores[cell.grade_id] = score_answer(is_untouched)


def new_cell(placed: Placed) -> NotebookNode:
    """Make a cell for the autograded notebook."""
    # Not made with nbformat's functions: they check every cell against the whole format.
    cell = NotebookNode(id="", cell_type=placed.kind, metadata={}, source=placed.source)
    if placed.kind == "code":
        cell |= {"outputs": [], "execution_count": None}
    if placed.attachments:
        cell["attachments"] = placed.attachments
    if placed.cell is not None:
        cell["id"], cell["metadata"] = placed.cell.cell_id, placed.cell.metadata
    return cell


def _written(cells: list[NotebookNode], metadata: dict) -> str:
    """Write a notebook of the present format."""
    version = {"nbformat": nbformat.v4.nbformat, "nbformat_minor": nbformat.v4.nbformat_minor}
    notebook = nbformat.from_dict({"cells": cells, "metadata": metadata, **version})
    return nbformat.v4.writes_json(notebook)


def _identify(cells: list[NotebookNode]) -> None:
    """Give every cell an id of its own; the same submission gets the same."""
    taken: set[str] = set()
    for number, cell in enumerate(cells):
        if not CELL_ID.fullmatch(cell.id) or cell.id in taken:
            cell.id = f"added-{number}"
        taken.add(cell.id)


def placeholder(template: Template, reason: str) -> Graded:
    """Stand in for a notebook that cannot be read: the released one, with the reason on top."""
    said = f"**This submission could not be graded:** {reason}."
    head = NotebookNode(id="not-graded", cell_type="markdown", metadata={}, source=said)
    blank = [Placed(cell, cell.source, cell.kind, {}) for cell in template.cells]
    cells = [head, *map(new_cell, blank)]
    _identify(cells)
    metadata = template.metadata | {"autograder": {"set_aside": reason}}
    scores = {cell.grade_id: Score(None, reason) for cell in template.cells if cell.is_graded}
    return Graded(template.name, _written(cells, metadata), scores)


def absent(template: Template) -> Graded:
    """Score a notebook that was not handed in: no points, as nbgrader does."""
    names = [cell.grade_id for cell in template.cells if cell.is_graded]
    return Graded(template.name, scores=dict.fromkeys(names, Score(0.0)))
