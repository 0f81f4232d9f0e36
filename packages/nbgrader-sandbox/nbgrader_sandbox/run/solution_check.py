"""The solution check: the instructor's own solution is graded first and recorded nowhere.

A test cell that works in the student's own kernel may not work from another process, as one
that compares objects of a student's own class. What the solution does not get, no student can.
"""

from collections.abc import Iterator, Mapping

from nbgrader_sandbox.course.assignment import Assignment
from nbgrader_sandbox.notes import Note
from nbgrader_sandbox.run.job import GradedSubmission, Job, Setup

NO_STUDENT = ""  # no student has this name


def solution_checks(assignments: Mapping[str, Assignment], setup: Setup) -> Iterator[Job]:
    """Make a job of each assignment whose notebooks with solutions are there."""
    for each in assignments.values():
        if all((each.source / f"{template.name}.ipynb").is_file() for template in each.templates):
            yield Job(NO_STUDENT, each, each.source, setup)


def shortfalls(graded: GradedSubmission, assignment: Assignment) -> Iterator[Note]:
    """Yield where the instructor's own solution gets less than full marks, and why."""
    cells = [cell for template in assignment.templates for cell in template.cells]
    full = {c.grade_id: c.points for c in cells if c.is_graded and not c.is_answer}
    for notebook in graded.notebooks:
        for name, score in notebook.scores.items():
            if name in full and score.points != full[name]:
                yield shortfall(name, score.points, full[name]).at(assignment.name)
                if score.reason is not None:
                    yield score.reason.at(name)


def shortfall(cell: str, points: float | None, full: float) -> Note:
    """Return what to say of a cell in which the instructor's own solution falls short."""
    got = "no points" if points is None else f"{points:g}"
    return Note("solution_falls_short", {"points": got, "max_points": f"{full:g}", "cell": cell})
