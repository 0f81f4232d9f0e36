"""One notebook, from its cells to outputs and points."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from nbformat import NotebookNode

from nbgrader_sandbox.course.assignment import Role, Template
from nbgrader_sandbox.limits import Timeouts
from nbgrader_sandbox.notebook.classification import classify
from nbgrader_sandbox.notebook.output_cleaning import Displays, cleaned
from nbgrader_sandbox.notebook.result import LANGUAGE, Graded, new_cell, written
from nbgrader_sandbox.notebook.scoring import Score, score_answer, score_test
from nbgrader_sandbox.notebook.student_process import StudentSide
from nbgrader_sandbox.notebook.test_process import TesterSide, TesterStopped
from nbgrader_sandbox.notes import Note
from nbgrader_sandbox.sandbox.fork_client import Zygote
from nbgrader_sandbox.source.dependencies import cells_behind, dependencies_of
from nbgrader_sandbox.source.names import names_of
from nbgrader_sandbox.submission.matching import Matched, Placed

ISOLATED = Note("cells_isolated")
TEST_PROCESS_DIED = Note("test_process_died")


@dataclass(frozen=True)
class Processes:
    """The warm processes that a grader has copies of."""

    students: Zygote
    tests: Zygote

    @property
    def are_apart(self) -> bool:
        """Whether students' code runs in a sandbox, where each copy has a folder of its own."""
        return self.students.has_folders


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
    patience: Timeouts,
    notes: Sequence[Note] = (),
) -> Graded:
    """Run a submitted notebook and score it; ``notes`` say what was odd about it before."""
    run = _Run(template, matched, files, processes, patience)
    try:
        return run.grade(notes, processes.are_apart)
    finally:
        run.close()


class _Run:
    def __init__(
        self,
        template: Template,
        matched: Matched,
        files: Files,
        processes: Processes,
        patience: Timeouts,
    ) -> None:
        self._template, self._placed = template, matched.cells
        self._student = StudentSide(processes.students, files.theirs, patience, self._cells_for)
        self._tests = TesterSide(processes.tests, self._student, files.ours, patience)
        # A student's cell cannot change what a test has shown.
        self._displays = {is_test: Displays() for is_test in (False, True)}
        self._sources: dict[int, str] = {}  # of the student's cells, by the number in In [ ]
        self._cell_sources = classify(matched.cells)

    def close(self) -> None:
        self._tests.close()
        self._student.close()

    def grade(self, notes: Sequence[Note], is_apart: bool) -> Graded:
        graded = Graded(self._template.name)
        cells = [self._run_cell(place, cell, graded) for place, cell in enumerate(self._placed)]
        odd = [*notes, *graded.reasons(), *([ISOLATED] if self._student.is_alone else [])]
        about = {"notes": [note.to_json() for note in odd], "sandbox": is_apart}
        metadata = self._template.metadata | {"language_info": LANGUAGE}
        graded.notebook = written(cells, metadata, about)
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
                result = self._student.run(place, placed.source, count)
            outputs = cleaned(result.get("outputs"), count)
            displays = self._displays[placed.role is Role.TEST]
            displays.remember(result.get("outputs"), outputs)
            displays.update(result.get("updates"))
            # The same objects, so that a later cell can still change them.
            cell.outputs = outputs
        _look_at(placed, graded)
        return cell

    def _test(self, place: int, placed: Placed, count: int, graded: Graded) -> dict:
        needs = dependencies_of(place, self._cell_sources)
        request = {"source": placed.source, "count": count, "cells": self._sources}
        for _ in range(2):
            try:
                result = self._tests.run(place, needs, self._cell_sources.given, request)
            except TesterStopped:
                continue
            outputs = cleaned(result.get("outputs"), count)
            score = score_test(placed.cell.points, outputs, bool(result.get("ok")))
            graded.scores[placed.cell.grade_id] = score
            return result
        graded.scores[placed.cell.grade_id] = Score(None, TEST_PROCESS_DIED)
        return {}

    def _cells_for(self, index: int, culprits: Set[int]) -> Set[int]:
        """The cells that one needs in the student's process, by its names; the course's too."""
        placed, sources = self._placed[index], self._cell_sources
        is_test = placed.role is Role.TEST
        used = names_of(placed.source).used
        names = dependencies_of(index, sources).names if is_test else used
        cells = {**sources.student, **sources.unchanged}
        return {*sources.unchanged, *cells_behind(names, index, cells, culprits)}


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
