"""What the instructor's own solution lacks, and what answers get by the two ways to run tests."""

from collections.abc import Iterable, Iterator, Mapping

from nbgrader_sandbox.course.assignment import Assignment, Role, Template
from nbgrader_sandbox.notes import Note
from nbgrader_sandbox.run.job import GradedSubmission, Job, Setup
from nbgrader_sandbox.run.rehearsed_answers import AGAIN, SOLUTION
from nbgrader_sandbox.source.names import lists_names

NO_STUDENT = ""  # no student has this name
APART, TOGETHER = WAYS = "apart", "together"
Graded = Mapping[tuple[str, str], GradedSubmission]  # by answer and way


def solution_checks(assignments: Iterable[Assignment], setup: Setup) -> Iterator[Job]:
    """Make a job of each assignment whose notebooks with solutions are there."""
    for each in assignments:
        if all((each.source / f"{template.name}.ipynb").is_file() for template in each.templates):
            yield Job(NO_STUDENT, each, each.source, setup)


def shortfalls(graded: GradedSubmission, assignment: Assignment) -> Iterator[Note]:
    """Yield where the instructor's own solution gets less than full marks, and why."""
    templates = {template.name: template for template in assignment.templates}
    for notebook in graded.notebooks:
        where = f"{assignment.name}, {notebook.name}"
        cells = templates[notebook.name].cells
        full = {c.grade_id: c.points for c in cells if c.is_graded and not c.is_answer}
        for name, score in notebook.scores.items():
            if name in full and score.points != full[name]:
                yield shortfall(name, score.points, full[name]).at(where)
                if score.reason is not None:
                    yield score.reason.at(name)


def shortfall(cell: str, points: float | None, full: float) -> Note:
    """Return what to say of a cell in which the instructor's own solution falls short."""
    got = "no points" if points is None else f"{points:g}"
    return Note("solution_falls_short", {"points": got, "max_points": f"{full:g}", "cell": cell})


class Comparison:
    """What answers get in the tests of one notebook of an assignment, in both ways."""

    def __init__(self, assignment: str, template: Template, graded: Graded) -> None:
        self.template, self._where = template, f"{assignment}, {template.name}"
        self._tests = {cell.grade_id: cell for cell in template.cells if cell.role is Role.TEST}
        found = [(key, notebook) for key, each in graded.items() for notebook in each.notebooks]
        self._graded = {key: notebook for key, notebook in found if notebook.name == template.name}
        self._is_known = (SOLUTION, APART) in graded
        # By answer and way in which a cell took too long: that one, and those after it.
        self._late: dict[tuple[str, str], set[str]] = {}
        names = [cell.grade_id for cell in template.cells]
        for key, notebook in self._graded.items():
            for cell in notebook.timed_out:
                first = names.index(cell) if cell in names else 0
                self._late.setdefault(key, set()).update(names[first:])

    def differs(self, test: str) -> bool:
        """Return whether the two ways give a test other points, and not by chance."""
        if self._is_random(test):
            return False
        # Where a right answer has full marks in neither way, or apart only, nobody is helped.
        if self._is_known and self._points(test, SOLUTION, TOGETHER) != self._tests[test].points:
            return False
        late = {key for key, tests in self._late.items() if test in tests}
        if {(SOLUTION, APART), (AGAIN, APART)} <= late and (SOLUTION, TOGETHER) not in late:
            return True  # it calls back and forth too often
        answers = {answer for answer, _ in self._graded} - {answer for answer, _ in late}
        # One that asks what names there are: those that no test uses are not known apart.
        return lists_names(self._tests[test].source) or any(
            self._points(test, answer, APART) != self._points(test, answer, TOGETHER)
            for answer in answers
        )

    def findings(self, together: set[str]) -> Iterator[Note]:
        """Yield what the instructor should know, if these tests run together."""
        for answer in sorted({answer for answer, _ in self._late}):
            yield Note("rehearsal_timed_out", {"answer": answer}).at(self._where)
        for test, cell in self._tests.items():
            if self._is_random(test):
                yield Note("test_is_random", {"cell": test}).at(self._where)
            way = TOGETHER if test in together else APART
            if self._is_known and (points := self._points(test, SOLUTION, way)) != cell.points:
                yield shortfall(test, points, cell.points).at(self._where)

    def _is_random(self, test: str) -> bool:
        return self._is_known and any(
            self._points(test, SOLUTION, way) != self._points(test, AGAIN, way) for way in WAYS
        )

    def _points(self, test: str, answer: str, way: str) -> float | None:
        return self._graded[answer, way].scores[test].points
