"""The command line of regrading."""

import argparse
from pathlib import Path

from rnn_course.arguments import add_assignment
from rnn_course.grade import add_execution_arguments

PREVIEW = "What comes of it, graded on a copy:"
DRY = "Nothing has been done yet. To do it: rnn-course regrade {} --yes"
NOTHING = "Nothing changed: there is nothing to do. To grade all again all the same: --unchanged"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add = parser.add_argument
    add_assignment(parser)
    add("--yes", action="store_true", help="do it; without, only show what comes of it")
    add("--unchanged", action="store_true", help="even if nothing changed")
    add_execution_arguments(parser)


def regrade(options: argparse.Namespace, root: Path) -> None:
    """Print what a regrade does and takes from whom, or do it if asked to.

    Raises
    ------
    GradingError
        If an instructor has to mend something first.
    """
    from nbgrader_sandbox import GradingOptions
    from rnn_course.class_table.course import ClassCourse
    from rnn_course.class_table.late_work import settle_late_work
    from rnn_course.regrade import regrade

    course = ClassCourse(root)
    assignment = course.full_name(options.assignment)
    plan = regrade.plan_regrade(course, assignment)
    print(plan.to_text() + "\n", flush=True)
    if not (plan.is_needed or options.unchanged):
        print(NOTHING)
        return
    how = GradingOptions(jobs=options.jobs, dask=options.dask, has_sandbox=not options.no_sandbox)
    if options.yes:
        print("\n".join([regrade.regrade(course, assignment, how), *settle_late_work(course)]))
        return
    print("\n".join([PREVIEW, regrade.preview(course, plan, how), "", DRY.format(assignment)]))


def preflight(options: argparse.Namespace, root: Path) -> None:
    """Print, before grading, what has changed since the first submissions were graded."""
    from rnn_course.class_table.course import ClassCourse
    from rnn_course.regrade import preflight

    course = ClassCourse(root)
    for warning in preflight.preflight(course, course.full_names(options.assignments)):
        print(warning, flush=True)
