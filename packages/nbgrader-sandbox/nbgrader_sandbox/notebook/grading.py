"""One notebook, from its cells to outputs and points."""

import platform
from collections.abc import Mapping, Sequence, Set
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial

from nbformat import NotebookNode

from nbgrader_sandbox.course.assignment import Cell, Role, Template
from nbgrader_sandbox.limits import Timeouts
from nbgrader_sandbox.notebook.output_cleaning import TIMED_OUT, Displays
from nbgrader_sandbox.notebook.result import GradedNotebook, Score, new_cell, score_test, to_json
from nbgrader_sandbox.notebook.student_process import LateCells, StudentProcess
from nbgrader_sandbox.notebook.test_process import TestProcess, TestProcessDied
from nbgrader_sandbox.notes import Note
from nbgrader_sandbox.protocol.connection import Message
from nbgrader_sandbox.sandbox.fork_client import ForkServerClient
from nbgrader_sandbox.source.dependencies import CellSources, cells_behind, dependencies_of
from nbgrader_sandbox.source.names import ends_in_expression, imports_of
from nbgrader_sandbox.submission.matching import MatchedCell, MatchedNotebook

ISOLATED = Note("cells_isolated")
TEST_PROCESS_DIED = Note("test_process_died")
DIED: Message = {}  # result of a test whose process has died in all attempts
ATTEMPTS = 2  # at a test whose process dies
# As a kernel describes itself; pages of feedback are coloured by it.
LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
    "version": platform.python_version(),
}


@dataclass(frozen=True)
class ForkServers:
    """The fork servers of students' and of test processes."""

    students: ForkServerClient
    tests: ForkServerClient
    unprotected: tuple[str, ...] = ()  # what the sandbox lacks on this machine


@dataclass(frozen=True)
class Files:
    """Files beside a notebook: for the student's code, for the tests, and for both together."""

    student: Mapping[str, bytes]
    course: Mapping[str, bytes]
    together: Mapping[str, bytes]


class NotebookRun:
    """A submitted notebook on its way to points, with the processes that it has for itself."""

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
        self._graded = GradedNotebook(template.name)
        self._cell_sources = sources = classify(matched.cells)
        self._together: dict[int, Message] = {}  # results of cells that ran so, by index
        own = partial(fork_servers.students.fork_with, files.student)
        self._student = StudentProcess(own, timeouts, self._cells_for)
        course = partial(fork_servers.tests.fork_with, files.course)
        self._tests = TestProcess(course, timeouts, self._student, sources.given)
        # What a student's code can have shown is not taken for a test's, and cannot change it.
        tests_only = fork_servers.tests.settings.tests_only
        self._shown_by_tests, self._shown = Displays(), Displays(tests_only)
        self._sources: dict[int, str] = {}  # of the student's cells, by the number in In [ ]
        self._late = LateCells(sources.student, timeouts)

    def grade(self, notes: Sequence[Note]) -> GradedNotebook:
        """Run the notebook and score it; ``notes`` are those made before."""
        self._run_together()
        graded = self._graded
        with closing(self._student), closing(self._tests):
            cells = [self._run_cell(index, cell) for index, cell in enumerate(self._cells)]
        notes = [*notes, *graded.reasons(), *graded.late()]
        notes += [ISOLATED] if self._student.is_isolated else []
        about = {"notes": [note.to_json() for note in notes], "together": graded.together}
        about["sandbox"] = bool(self._fork_servers.students.settings.folder)
        metadata = self._template.metadata | {"language_info": LANGUAGE}
        graded.notebook = to_json(cells, metadata, about)
        return graded

    def _run_together(self) -> None:
        """Run the whole notebook in one process, as kernels do, if tests in it are to run so."""
        # The student's code can reach these tests, and give itself these points.
        together = self._template.together & self._template.tests
        if not together:
            return
        cells = {index: cell for index, cell in enumerate(self._cells) if cell.kind == "code"}
        late = LateCells({index: cell.source for index, cell in cells.items()}, self._timeouts)
        start = partial(self._fork_servers.students.fork_with, self._files.together)
        results: dict[int, Message] = {}
        with closing(StudentProcess(start, self._timeouts, lambda *_: set())) as process:
            for index, cell in cells.items():
                if cell.role is not Role.SKIPPED:
                    run_once = partial(process.run_once, index, cell.source, len(results) + 1)
                    results[index] = late.run(index, cell.names_used, run_once)
        names = {index: each.cell.grade_id for index, each in cells.items() if each.cell}
        is_all = together == self._template.tests
        self._together = {i: r for i, r in results.items() if is_all or names.get(i) in together}

    def _run_cell(self, index: int, matched: MatchedCell) -> NotebookNode:
        cell = new_cell(matched)
        if matched.kind == "code" and matched.role is not Role.SKIPPED:
            count = len(self._sources) + 1
            self._sources[count] = matched.source
            cell.execution_count = count
            result = self._result(index, matched, count)
            is_apart = matched.role is Role.TEST and index not in self._together
            displays = self._shown_by_tests if is_apart else self._shown
            # The same objects, so that a later cell can still change them.
            cell.outputs = outputs = displays.clean(result.get("outputs"), count)
            if any(each.get("ename") == TIMED_OUT for each in outputs):
                self._graded.timed_out.append(matched.cell.grade_id if matched.cell else "")
            if matched.cell is not None and matched.role is Role.TEST:
                self._score(matched.cell, result, outputs, is_apart)
            displays.update(result.get("updates"))
        answer = matched.cell
        if answer is not None and answer.is_answer:  # which a person grades
            is_untouched = matched.source == answer.source and matched.kind == answer.kind
            if is_untouched:
                self._graded.untouched.append(answer.grade_id)
            if answer.is_graded:
                self._graded.scores[answer.grade_id] = Score(0.0 if is_untouched else None)
        return cell

    def _result(self, index: int, matched: MatchedCell, count: int) -> Message:
        if index in self._together:
            return self._together[index]
        if matched.cell is not None and matched.role is Role.TEST:
            return self._test(index, matched.cell, count)
        run = partial(self._student.run, index, matched.source, count)
        return self._late.run(index, matched.names_used, run)

    def _score(self, cell: Cell, result: Message, outputs: list[dict], is_apart: bool) -> None:
        if not is_apart:
            self._graded.together.append(cell.grade_id)
            if not ends_in_expression(cell.source):  # then no number is the value of the cell
                outputs = [each for each in outputs if each["output_type"] != "execute_result"]
        score = score_test(cell.points, outputs, bool(result.get("ok")))
        died = Score(None, TEST_PROCESS_DIED)
        self._graded.scores[cell.grade_id] = died if result is DIED else score

    def _test(self, index: int, cell: Cell, count: int) -> Message:
        dependencies = dependencies_of(index, self._cell_sources)
        request: Message = {"source": cell.source, "count": count, "hidden": cell.hidden_lines}
        request["cells"] = self._sources
        request["is_rehearsed"] = bool(self._cell_sources.fixed)
        run = partial(self._tests.run, index, dependencies, request)
        for _ in range(ATTEMPTS):
            with suppress(TestProcessDied):
                return self._late.run(index, lambda: dependencies.names, run)
        return DIED

    def _cells_for(self, index: int, culprits: Set[int]) -> Set[int]:
        """Return the cells that one needs in the student's process, the course's too."""
        matched, sources = self._cells[index], self._cell_sources
        is_test = matched.role is Role.TEST
        names = dependencies_of(index, sources).names if is_test else matched.names_used()
        cells = {**sources.student, **sources.unchanged}
        return {*sources.unchanged, *cells_behind(names, index, cells, culprits)}


def classify(cells: Sequence[MatchedCell]) -> CellSources:
    """Sort code cells by who wrote them, by their indices among the submitted ones, which run."""
    released = {index: each.cell for index, each in enumerate(cells) if each.cell is not None}
    stubs = {index: cell for index, cell in released.items() if cell.role is Role.SOLUTION}
    given_roles = (Role.TEST, Role.GIVEN, Role.PLAIN)
    given = {index: cell.source for index, cell in released.items() if cell.role in given_roles}
    # What stub and solution import, tests import by themselves.
    imported = {index: imports_of(c.solution or c.source) for index, c in stubs.items()}
    fixed = (Role.GIVEN, Role.TEST)
    locked = frozenset(index for index, cell in released.items() if cell.role in fixed)
    return CellSources(
        given=given | {index: source for index, source in imported.items() if source},
        requested={index: cell.solution or cell.source for index, cell in stubs.items()},
        student={index: each.source for index, each in enumerate(cells) if each.is_untrusted},
        unchanged={index: each.source for index, each in enumerate(cells) if each.is_of_the_course},
        fixed=locked if any(cell.solution for cell in stubs.values()) else frozenset(),
    )
