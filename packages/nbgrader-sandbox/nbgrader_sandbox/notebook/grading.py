"""One notebook, from its cells to outputs and points."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from nbformat import NotebookNode

from nbgrader_sandbox.course.assignment import Cell, Role, Template
from nbgrader_sandbox.notebook.output_cleaning import Displays, cleaned
from nbgrader_sandbox.notebook.result import LANGUAGE, Graded, new_cell, written
from nbgrader_sandbox.notebook.scoring import Score, score_answer, score_test
from nbgrader_sandbox.notebook.student_process import StudentSide
from nbgrader_sandbox.notebook.test_process import TesterSide, TesterStopped
from nbgrader_sandbox.notebook.work_files import Patience
from nbgrader_sandbox.sandbox.fork_client import Zygote
from nbgrader_sandbox.source.dependencies import Needs, cells_behind, needs_of
from nbgrader_sandbox.source.names import imports_of, names_of
from nbgrader_sandbox.submission.matching import Matched, Placed

APART = "a cell broke the process that it ran in; from then on each ran apart from the others"
NO_VERDICT = "the grader's own process ended twice while it ran this test"


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
    patience: Patience,
    notes: Sequence[str] = (),
) -> Graded:
    """Run a submitted notebook and score it; ``notes`` say what was odd about it before."""
    run = _Run(template, matched, files, processes, patience)
    try:
        return run.grade(list(notes), processes.are_apart)
    finally:
        run.close()


class _Run:
    def __init__(
        self,
        template: Template,
        matched: Matched,
        files: Files,
        processes: Processes,
        patience: Patience,
    ) -> None:
        self._template, self._placed = template, matched.cells
        self._student = StudentSide(processes.students, files.theirs, patience, self._cells_for)
        self._tests = TesterSide(processes.tests, self._student, files.ours, patience)
        # A student's cell cannot change what a test has shown.
        self._displays = {is_test: Displays() for is_test in (False, True)}
        self._sources: dict[int, str] = {}  # of the student's cells, by the number in In [ ]
        # Places are among the submitted cells here, since those are what runs.
        roles = (Role.TEST, Role.GIVEN, Role.PLAIN)
        self._given = self._places(lambda cell: cell.cell and cell.role in roles)
        self._given = {place: self._placed[place].cell.source for place in self._given}
        stubs = self._places(lambda cell: cell.cell and cell.role is Role.SOLUTION)
        self._stubs = {place: _asked(self._placed[place].cell) for place in stubs}
        # What a stub imports, tests import by themselves.
        imported = {place: imports_of(self._placed[place].cell.source) for place in stubs}
        self._given |= {place: source for place, source in imported.items() if source}
        locked = self._places(lambda cell: cell.role is Role.GIVEN)
        is_known = any(self._placed[place].cell.solution for place in stubs)
        self._fixed = frozenset(locked if is_known else ())
        untrusted = (Role.SOLUTION, Role.PLAIN)
        theirs = self._places(lambda cell: cell.kind == "code" and cell.role in untrusted)
        self._theirs = {place: self._placed[place].source for place in theirs}
        self._unchanged = {
            place for place, cell in enumerate(self._placed) if cell.is_of_the_course
        }

    def _places(self, is_wanted: object) -> list[int]:
        return [place for place, cell in enumerate(self._placed) if is_wanted(cell)]

    def close(self) -> None:
        self._tests.close()
        self._student.close()

    def grade(self, notes: list[str], is_apart: bool) -> Graded:
        graded = Graded(self._template.name)
        cells = [self._run_cell(place, cell, graded) for place, cell in enumerate(self._placed)]
        odd = [f"{name}: {score.reason}" for name, score in graded.scores.items() if score.reason]
        odd += [APART] if self._student.is_alone else []
        about = {"notes": [*notes, *odd], "sandbox": is_apart}
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
        needs = self._needs_of(place)
        request = {"source": placed.source, "count": count, "cells": self._sources}
        for _ in range(2):
            try:
                result = self._tests.run(place, needs, self._given, request)
            except TesterStopped:
                continue
            outputs = cleaned(result.get("outputs"), count)
            score = score_test(placed.cell.points, outputs, bool(result.get("ok")))
            graded.scores[placed.cell.grade_id] = score
            return result
        graded.scores[placed.cell.grade_id] = Score(None, NO_VERDICT)
        return {}

    def _needs_of(self, place: int) -> Needs:
        return needs_of(place, self._given, self._stubs, self._theirs, self._fixed)

    def _cells_for(self, place: int, guilty: Set[int]) -> Set[int]:
        """The cells that one needs in the student's process, by its names; the course's too."""
        placed = self._placed[place]
        is_test = placed.role is Role.TEST
        names = self._needs_of(place).names if is_test else names_of(placed.source).used
        ours = {p: self._placed[p].source for p in self._unchanged}
        return self._unchanged | cells_behind(names, place, self._theirs | ours, guilty)


def _asked(cell: Cell) -> str:
    """What binds the names that a student is asked for."""
    return cell.solution or cell.source


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
