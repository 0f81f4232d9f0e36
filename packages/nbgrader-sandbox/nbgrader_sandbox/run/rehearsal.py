"""The rehearsal: which tests give the same points apart from students' code as together with it.

Tests that run apart cannot be reached by a student's code, and cannot do all that tests do:
compare objects of the student's own classes, change what its functions see. No list of what
they need would ever be complete. So answers are handed in that are right, and others that are
wrong in any course, and both ways are tried: a test whose points differ runs together.
"""

import hashlib
import json
import platform
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from nbgrader_sandbox.course.assignment import Assignment, Cell, Role, Template
from nbgrader_sandbox.course.directory import GradingCourse
from nbgrader_sandbox.notes import Note
from nbgrader_sandbox.run.comparison import APART, TOGETHER, WAYS, Comparison, Graded
from nbgrader_sandbox.run.job import GradedSubmission, Job, Setup
from nbgrader_sandbox.run.rehearsed_answers import AGAIN, SOLUTION, has_solutions, rehearsed_answers
from nbgrader_sandbox.run.summary import Summary
from nbgrader_sandbox.submission.ingest import own_files, release_files

FOLDER = "rehearsed"  # in the course directory
Together = dict[str, list[str]]  # grade_ids of test cells by notebook
# Takes jobs, and whether each is to have the machine for itself.
GradeJobs = Callable[[list[Job], bool], Iterable[GradedSubmission]]


@dataclass(frozen=True)
class Decision:
    """Which test cells of an assignment run together with students' code."""

    fingerprint: str  # of what it rests on
    together: Together  # by which it is graded
    found: Together  # by the last rehearsal; it may wait until all is graded anew
    findings: list[dict[str, object]]  # notes for the instructor, as JSON


def settle(
    course: GradingCourse, assignment: Assignment, setup: Setup, grade: GradeJobs, summary: Summary
) -> Assignment:
    """Settle how tests run: as was decided; by a rehearsal now if not, or if it is asked for.

    Returns the assignment that says so; what was found out is in the summary.
    """
    name, templates = assignment.name, assignment.templates
    if not any(_named(each, "auto", setup.tests) for each in templates):
        forced = {each.name: _named(each, TOGETHER, setup.tests) for each in templates}
        return _run_together(assignment, forced)
    decision = _decision(course, assignment, setup, grade)
    for note in (*map(Note.from_json, decision.findings), *_postponed(course, name, decision)):
        falls_short = note.kind == "solution_falls_short"
        (summary.own if falls_short else summary.rehearsal).append(note)
    if not has_solutions(assignment):
        summary.without_source.append(name)
    return _run_together(assignment, decision.together)


def _way(cell: Cell, tests: str) -> str:
    """Return how a test is to run: by its own metadata, else by the course's setting."""
    own = cell.metadata.get("autograder")
    way = own.get("tests") if isinstance(own, dict) else None
    return way if way in WAYS else tests


def _named(template: Template, way: str, tests: str) -> list[str]:
    cells = [cell for cell in template.cells if cell.role is Role.TEST and template.is_python]
    return [cell.grade_id for cell in cells if _way(cell, tests) == way]


def _decision(
    course: GradingCourse, assignment: Assignment, setup: Setup, grade: GradeJobs
) -> Decision:
    path = course.root / FOLDER / f"{assignment.name}.json"
    before, now = _load(path), _fingerprint(assignment, setup)
    if before is not None and before.fingerprint == now and not setup.retry_tests:
        return before
    graded = _rehearse(assignment, setup, grade)
    name = assignment.name
    comparisons = [Comparison(name, template, graded) for template in assignment.templates]
    together = found = {each.template.name: _together(each, setup.tests) for each in comparisons}
    if before is not None and not setup.retry_tests and _count_graded(course, name):
        together = before.together
    notes = [each.findings({*together.get(each.template.name, ())}) for each in comparisons]
    findings = [note.to_json() for found_here in notes for note in found_here]
    decision = Decision(now, together, found, findings)
    _save(path, decision)
    return decision


def _together(comparison: Comparison, tests: str) -> list[str]:
    is_open, is_forced = (_named(comparison.template, way, tests) for way in ("auto", TOGETHER))
    return sorted([*is_forced, *filter(comparison.differs, is_open)])


def _rehearse(assignment: Assignment, setup: Setup, grade: GradeJobs) -> Graded:
    """Hand in all answers in both ways."""
    every = {each.name: sorted(each.tests) for each in assignment.templates}
    way_to = {APART: _run_together(assignment, {}), TOGETHER: _run_together(assignment, every)}
    jobs: dict[tuple[str, str], Job] = {}
    for answer, sources in rehearsed_answers(assignment).items():
        for way in WAYS:
            name = str(len(jobs))  # in place of a student's
            jobs[answer, way] = Job(name, way_to[way], assignment.folder, setup, sources)
    graded = {each.student: each for each in grade([*jobs.values()], False)}
    right = [job for (answer, _), job in jobs.items() if answer in (SOLUTION, AGAIN)]
    late = [job for job in right if any(n.timed_out for n in graded[job.student].notebooks)]
    if late:  # what takes too long beside others may be in time by itself; wrong ones are endless
        graded |= {each.student: each for each in grade(late, True)}
    return {key: graded[job.student] for key, job in jobs.items()}


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


def _run_together(assignment: Assignment, together: Mapping[str, list[str]]) -> Assignment:
    """Return an assignment whose test cells of these names run together with students' code."""
    named = [(each, frozenset(together.get(each.name, ()))) for each in assignment.templates]
    return replace(assignment, templates=tuple(replace(t, together=names) for t, names in named))


def _load(path: Path) -> Decision | None:
    try:
        return Decision(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _save(path: Path, decision: Decision) -> None:
    """Write what was decided; a run that is killed leaves the old file."""
    path.parent.mkdir(exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(asdict(decision), indent=1), encoding="utf-8")
    unfinished.replace(path)


def _fingerprint(assignment: Assignment, setup: Setup) -> str:
    """Return what changes with all that a rehearsal's outcome can depend on."""
    cells = [
        [template.name, each.role.name, each.grade_id, each.source, each.solution, each.points]
        for template in assignment.templates
        for each in template.cells
    ]
    libraries = [path.name for entry in sys.path for path in Path(entry).glob("*.dist-info")]
    limits = [repr(setup.limits), repr(setup.timeouts), setup.tests, bool(setup.bwrap)]
    files = [
        [name, hashlib.sha256(content).hexdigest()]
        for found in (release_files(assignment.folder), own_files(assignment))
        for name, content in sorted(found.items())
    ]
    everything = [cells, files, limits, platform.python_version(), sorted(set(libraries))]
    return hashlib.sha256(json.dumps(everything).encode()).hexdigest()
