"""The command line of regrading."""

import argparse
from pathlib import Path

from rnn_course.grade import add_execution_arguments

DRY = "Nothing has been done yet. To do it: rnn-course regrade {} --yes"
NOTHING = "Nothing changed: there is nothing to do. To grade all again all the same: --force"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what can be said on the command line."""
    parser.add_argument("assignment", metavar="ASSIGNMENT", help="whose points or tests changed")
    parser.add_argument("--yes", action="store_true", help="do it; without, only say what")
    parser.add_argument("--force", action="store_true", help="even if nothing changed")
    parser.add_argument("--course", type=Path, metavar="FOLDER", help="another course directory")
    add_execution_arguments(parser)


def regrade(options: argparse.Namespace, root: Path) -> None:
    """Say what a regrade does, and do it if asked to.

    Raises
    ------
    GradingError
        If an instructor has to mend something first.
    """
    from nbgrader_sandbox import GradingCourse, GradingOptions
    from rnn_course.regrade import regrade

    course = GradingCourse(options.course or root)
    assignment = course.full_name(options.assignment)
    plan = regrade.plan_regrade(course, assignment)
    print(plan.to_text() + "\n", flush=True)
    if not (plan.is_needed or options.force):
        print(NOTHING)
        return
    if not options.yes:
        print(DRY.format(assignment))
        return
    how = GradingOptions(jobs=options.jobs, dask=options.dask, has_sandbox=not options.no_sandbox)
    print(regrade.regrade(course, assignment, how))


def watch(options: argparse.Namespace, root: Path) -> None:
    """Warn, before grading, of what has changed since the first submissions were graded.

    Raises
    ------
    GradingError
        If the gradebook and the release have other points, so that scores would be wrong.
    """
    from nbgrader_sandbox import GradingCourse
    from rnn_course.regrade import preflight as watching

    course = GradingCourse(root)
    for warning in watching.watch(course, course.full_names(options.assignments)):
        print(warning, flush=True)
