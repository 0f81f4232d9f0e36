"""The rehearsal: which tests give the same points apart from students' code as together with it.

Tests that run apart cannot be reached by a student's code, and cannot do all that tests do:
compare objects of the student's own classes, change what its functions see. No list of what
they need would ever be complete. So answers are handed in that are right, and others that are
wrong in any course, and both ways are tried: a test whose points differ runs together.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from nbgrader_sandbox.course.assignment import Assignment, Cell, Role, Template
from nbgrader_sandbox.course.directory import GradingCourse
from nbgrader_sandbox.notes import Note
from nbgrader_sandbox.run.comparison import APART, TOGETHER, WAYS, Comparison, Graded
from nbgrader_sandbox.run.decision import (
    Decision,
    fingerprint,
    load_decision,
    run_together,
    save_decision,
)
from nbgrader_sandbox.run.job import GradedSubmission, Job, Setup
from nbgrader_sandbox.run.rehearsed_answers import (
    AGAIN,
    SOLUTION,
    has_solutions,
    rehearsed_answers,
)

# Takes jobs, and whether each is to have the machine for itself.
GradeJobs = Callable[[list[Job], bool], Iterable[GradedSubmission]]


@dataclass
class Rehearsals:
    """What rehearsals have found out about the assignments of a run."""

    # By name; they say which tests run together.
    assignments: dict[str, Assignment] = field(default_factory=dict)
    findings: list[Note] = field(default_factory=list)  # for the instructor
    without_source: list[str] = field(default_factory=list)  # names of those without solutions


def settle(
    course: GradingCourse,
    assignments: Mapping[str, Assignment],
    setup: Setup,
    grade: GradeJobs,
    retry: bool,
) -> Rehearsals:
    """Settle for each test cell how it runs: as it was decided, or by a rehearsal now.

    With ``retry`` there is one now, and what comes out counts also where submissions are graded.
    """
    result = Rehearsals()
    for name, assignment in assignments.items():
        if not any(_way(cell, setup.tests) == "auto" for cell in _tests(assignment.templates)):
            forced = {
                each.name: _named(each, TOGETHER, setup.tests) for each in assignment.templates
            }
            result.assignments[name] = run_together(assignment, forced)
            continue
        decision = _decision(course, assignment, setup, grade, retry)
        result.assignments[name] = run_together(assignment, decision.together)
        result.findings += [Note.from_json(each) for each in decision.findings]
        result.findings += _postponed(course, name, decision)
        if not has_solutions(assignment):
            result.without_source.append(name)
    return result


def _tests(templates: Iterable[Template]) -> Iterator[Cell]:
    for template in (each for each in templates if each.is_python):
        yield from (cell for cell in template.cells if cell.role is Role.TEST)


def _way(cell: Cell, tests: str) -> str:
    """Return how a test is to run: by its own metadata, else by the course's setting."""
    own = cell.metadata.get("autograder")
    way = own.get("tests") if isinstance(own, dict) else None
    return way if way in WAYS else tests


def _named(template: Template, way: str, tests: str) -> list[str]:
    return [cell.grade_id for cell in _tests([template]) if _way(cell, tests) == way]


def _decision(
    course: GradingCourse, assignment: Assignment, setup: Setup, grade: GradeJobs, retry: bool
) -> Decision:
    before, now = load_decision(course.root, assignment.name), fingerprint(assignment, setup)
    if before is not None and before.fingerprint == now and not retry:
        return before
    graded = _rehearse(assignment, setup, grade)
    comparisons = [Comparison(template, graded) for template in assignment.templates]
    together = found = {each.template.name: _together(each, setup.tests) for each in comparisons}
    if before is not None and not retry and _count_graded(course, assignment.name):
        together = before.together
    findings = [
        note.to_json()
        for each in comparisons
        for note in each.findings({*together.get(each.template.name, ())})
    ]
    decision = Decision(now, together, found, findings)
    save_decision(course.root, assignment.name, decision)
    return decision


def _together(comparison: Comparison, tests: str) -> list[str]:
    open_tests = _named(comparison.template, "auto", tests)
    forced = _named(comparison.template, TOGETHER, tests)
    return sorted([*forced, *filter(comparison.differs, open_tests)])


def _rehearse(assignment: Assignment, setup: Setup, grade: GradeJobs) -> Graded:
    """Hand in all answers in both ways."""
    every = {each.name: sorted(each.tests) for each in assignment.templates}
    way_to = {APART: run_together(assignment, {}), TOGETHER: run_together(assignment, every)}
    keys: list[tuple[str, str]] = []
    jobs: list[Job] = []
    for answer, sources in rehearsed_answers(assignment).items():
        for way in WAYS:
            name = str(len(jobs))  # in place of a student's
            keys.append((answer, way))
            jobs.append(Job(name, way_to[way], assignment.folder, setup, sources))
    graded = {each.student: each for each in grade(jobs, False)}
    late = [
        job
        for (answer, _), job in zip(keys, jobs, strict=True)
        if answer in (SOLUTION, AGAIN) and any(n.timed_out for n in graded[job.student].notebooks)
    ]
    if late:  # what takes too long beside others may be in time by itself; wrong ones are endless
        graded |= {each.student: each for each in grade(late, True)}
    return {key: graded[job.student] for key, job in zip(keys, jobs, strict=True)}


def _count_graded(course: GradingCourse, assignment: str) -> int:
    return sum(course.is_graded(each) for each in course.find(assignment))


def _postponed(course: GradingCourse, name: str, decision: Decision) -> Iterator[Note]:
    """Yield which tests would run the other way now, if submissions were not graded already."""
    for notebook, found in decision.found.items():
        other = sorted({*found} ^ {*decision.together.get(notebook, ())})
        if other:
            cells, count = ", ".join(other), _count_graded(course, name)
            note = Note("decision_postponed", {"cells": cells, "count": count})
            yield note.at(f"{name}, {notebook}")
