"""One notebook, from its cells to outputs and points."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from nbformat import NotebookNode

from nbgrader_sandbox.course.assignment import Cell, Role, Template
from nbgrader_sandbox.limits import Timeouts
from nbgrader_sandbox.notebook.classification import classify
from nbgrader_sandbox.notebook.late_cells import LateCells
from nbgrader_sandbox.notebook.output_cleaning import TIMED_OUT, Displays, clean_outputs
from nbgrader_sandbox.notebook.result import LANGUAGE, GradedNotebook, new_cell, to_json
from nbgrader_sandbox.notebook.scoring import Score, score_answer, score_test
from nbgrader_sandbox.notebook.student_process import StudentProcess
from nbgrader_sandbox.notebook.test_process import TestProcess, TestProcessDied
from nbgrader_sandbox.notebook.together import run_together
from nbgrader_sandbox.notes import Note
from nbgrader_sandbox.protocol.connection import Message
from nbgrader_sandbox.sandbox.fork_client import ForkServerClient
from nbgrader_sandbox.source.dependencies import cells_behind, dependencies_of
from nbgrader_sandbox.source.names import ends_in_expression
from nbgrader_sandbox.submission.matching import MatchedCell, MatchedNotebook

ISOLATED = Note("cells_isolated")
TEST_PROCESS_DIED = Note("test_process_died")
ATTEMPTS = 2  # at a test whose process dies


@dataclass(frozen=True)
class ForkServers:
    """The fork servers of students' and of test processes, and what only the latter may show."""

    students: ForkServerClient
    tests: ForkServerClient
    tests_only: tuple[str, ...] = ()  # MIME types
    unprotected: tuple[str, ...] = ()  # what the sandbox lacks on this machine

    @property
    def has_sandbox(self) -> bool:
        """Whether students' code runs in a sandbox, where each process has its own folder."""
        return self.students.has_own_folder


@dataclass(frozen=True)
class Files:
    """Files beside a notebook: for the student's code, for the tests, and for both together."""

    student: Mapping[str, bytes]
    course: Mapping[str, bytes]
    together: Mapping[str, bytes]


def grade_notebook(
    template: Template,
    matched: MatchedNotebook,
    files: Files,
    fork_servers: ForkServers,
    timeouts: Timeouts,
    notes: Sequence[Note] = (),
) -> GradedNotebook:
    """Run a submitted notebook and score it; ``notes`` are those made before."""
    run = _Run(template, matched, files, fork_servers, timeouts)
    try:
        run.run_together()
        return run.grade(notes, fork_servers.has_sandbox)
    finally:
        run.close()


class _Run:
    def __init__(
        self,
        template: Template,
        matched: MatchedNotebook,
        files: Files,
        fork_servers: ForkServers,
        timeouts: Timeouts,
    ) -> None:
        self._template, self._cells = template, matched.cells
        self._files, self._fork_servers, self._timeouts = files, fork_servers, timeouts
        self._together: dict[int, Message] = {}  # results of cells that ran so, by index
        self._student = StudentProcess(
            fork_servers.students, files.student, timeouts, self._cells_for
        )
        self._tests = TestProcess(fork_servers.tests, files.course, timeouts, self._student)
        self._dropped = {False: fork_servers.tests_only, True: ()}
        # A student's cell cannot change what a test has shown.
        self._displays = {is_test: Displays(each) for is_test, each in self._dropped.items()}
        self._sources: dict[int, str] = {}  # of the student's cells, by the number in In [ ]
        self._cell_sources = classify(matched.cells)
        self._late = LateCells(self._cell_sources.student, timeouts)

    def run_together(self) -> None:
        """Run the whole notebook in one process, if tests in it are to run so."""
        together = self._template.together & self._template.tests
        if not together:
            return
        results = run_together(
            self._cells, self._files.together, self._fork_servers.students, self._timeouts
        )
        if together == self._template.tests:
            self._together = results
            return
        names = {i: each.cell.grade_id for i, each in enumerate(self._cells) if each.cell}
        self._together = {i: result for i, result in results.items() if names.get(i) in together}

    def close(self) -> None:
        self._tests.close()
        self._student.close()

    def grade(self, notes: Sequence[Note], has_sandbox: bool) -> GradedNotebook:
        graded = GradedNotebook(self._template.name)
        cells = [self._run_cell(index, cell, graded) for index, cell in enumerate(self._cells)]
        isolated = [ISOLATED] if self._student.is_isolated else []
        all_notes = [
            note.to_json() for note in (*notes, *graded.reasons(), *graded.late(), *isolated)
        ]
        metadata = self._template.metadata | {"language_info": LANGUAGE}
        about = {"notes": all_notes, "sandbox": has_sandbox, "together": graded.together}
        graded.notebook = to_json(cells, metadata, about)
        return graded

    def _run_cell(self, index: int, matched: MatchedCell, graded: GradedNotebook) -> NotebookNode:
        cell = new_cell(matched)
        if matched.kind == "code" and matched.role is not Role.SKIPPED:
            count = len(self._sources) + 1
            self._sources[count] = matched.source
            cell.execution_count = count
            result = self._result(index, matched, count, graded)
            # What a student's code can have shown is not taken for a test's.
            is_test = matched.role is Role.TEST and index not in self._together
            outputs = clean_outputs(result.get("outputs"), count, self._dropped[is_test])
            if any(each.get("ename") == TIMED_OUT for each in outputs):
                graded.timed_out.append(matched.cell.grade_id if matched.cell else "")
            displays = self._displays[is_test]
            displays.remember(result.get("outputs"), outputs)
            displays.update(result.get("updates"))
            # The same objects, so that a later cell can still change them.
            cell.outputs = outputs
        _score_answer(matched, graded)
        return cell

    def _result(
        self, index: int, matched: MatchedCell, count: int, graded: GradedNotebook
    ) -> Message:
        cell, result = matched.cell, self._together.get(index)
        is_test = cell is not None and matched.role is Role.TEST
        if result is None:
            if cell is not None and is_test:
                return self._test(index, cell, count, graded)
            timeouts = self._late.timeouts(index, names := matched.names_used)
            result = self._student.run(index, matched.source, count, timeouts)
            if result.get("late"):
                self._late.add(index, names)
            return result
        if cell is not None and is_test:
            graded.together.append(cell.grade_id)
            outputs = clean_outputs(result.get("outputs"), count)
            if not ends_in_expression(cell.source):  # then no number is the value of the cell
                outputs = [each for each in outputs if each["output_type"] != "execute_result"]
            graded.scores[cell.grade_id] = score_test(cell.points, outputs, bool(result.get("ok")))
        return result

    def _test(self, index: int, cell: Cell, count: int, graded: GradedNotebook) -> Message:
        dependencies = dependencies_of(index, self._cell_sources)
        timeouts = self._late.timeouts(index, names := lambda: dependencies.names)
        request = {
            "source": cell.source,
            "count": count,
            "cells": self._sources,
            "hidden": cell.hidden_lines,
        }
        for _ in range(ATTEMPTS):
            try:
                result = self._tests.run(
                    index, dependencies, self._cell_sources.given, request, timeouts
                )
            except TestProcessDied:
                continue
            if result.get("late"):
                self._late.add(index, names)
            outputs = clean_outputs(result.get("outputs"), count)
            graded.scores[cell.grade_id] = score_test(cell.points, outputs, bool(result.get("ok")))
            return result
        graded.scores[cell.grade_id] = Score(None, TEST_PROCESS_DIED)
        return {}

    def _cells_for(self, index: int, culprits: Set[int]) -> Set[int]:
        """Return the cells that one needs in the student's process, the course's too."""
        matched, sources = self._cells[index], self._cell_sources
        is_test = matched.role is Role.TEST
        names = dependencies_of(index, sources).names if is_test else matched.names_used()
        cells = {**sources.student, **sources.unchanged}
        return {*sources.unchanged, *cells_behind(names, index, cells, culprits)}


def _score_answer(matched: MatchedCell, graded: GradedNotebook) -> None:
    """Score what a person grades, and record where nothing was written."""
    cell = matched.cell
    if cell is None or not cell.is_answer:
        return
    is_untouched = matched.source == cell.source and matched.kind == cell.kind
    if is_untouched:
        graded.untouched.append(cell.grade_id)
    if cell.is_graded:
        graded.scores[cell.grade_id] = score_answer(is_untouched)
