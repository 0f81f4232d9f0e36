"""``rnn-course grade``: the grader's options, and one run of it."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from nbgrader_sandbox import cores, start_fork_server
from rnn_course.arguments import add_assignments

NEEDS_A_LOOK = 3  # exit status, as of nbgrader-sandbox grade


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add = parser.add_argument
    add_assignments(parser, default="all that were submitted")
    add("--student", default="*", metavar="ID", help="this one only")
    add("--force", action="store_true", help="also what is graded and has not changed")
    add_execution_arguments(parser)


def add_execution_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options for where students' code runs (shared with regrade)."""
    add = parser.add_argument
    add(
        "--jobs",
        type=whole_number_from(1),
        default=cores(),
        metavar="N",
        help="submissions at a time (default: %(default)s, one a core)",
    )
    add("--dask", default="", metavar="ADDRESS", help="on a Dask cluster")
    add(
        "--no-sandbox",
        action="store_true",
        help="run students' code with your own rights: it can read and change all that you can",
    )


def start_early(options: argparse.Namespace) -> None:
    """Start slow background processes, while nbgrader is imported; ``grade`` calls this too."""
    if not options.dask:
        start_fork_server()


def grade(options: argparse.Namespace, root: Path) -> None:
    """Grade a course and print how it went."""
    start_early(options)
    # Here, since nbgrader takes seconds to import.
    from nbgrader_sandbox import WITHOUT_SANDBOX, GradingOptions, grade_course
    from rnn_course.class_table.course import ClassCourse
    from rnn_course.class_table.late_work import settle_late_work

    course = ClassCourse(root)
    names, sandbox = tuple(course.full_names(options.assignments)), not options.no_sandbox
    how = GradingOptions(names, options.student, options.jobs, options.force, options.dask, sandbox)
    if options.no_sandbox:
        print(WITHOUT_SANDBOX, file=sys.stderr, flush=True)
    summary = grade_course(course, how)
    print("\n".join([summary.to_text(), *settle_late_work(course)]))
    if summary.needs_a_look:
        sys.exit(NEEDS_A_LOOK)


def whole_number_from(smallest: int) -> Callable[[str], int]:
    """Return a type for argparse: whole numbers from ``smallest`` on."""

    def number(text: str) -> int:
        if not (text.isascii() and text.isdigit() and int(text) >= smallest):
            message = f"expected a whole number from {smallest} on, got {text!r}"
            raise argparse.ArgumentTypeError(message)
        return int(text)

    return number
