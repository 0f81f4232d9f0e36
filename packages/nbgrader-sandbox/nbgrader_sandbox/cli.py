"""The command line: ``python -m nbgrader_sandbox``, and ``grade`` of a course's own command."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import nbgrader_sandbox
from nbgrader_sandbox.run import local_pool

WITHOUT = (
    "WITHOUT A SANDBOX: from now on, students' code runs with your rights. It can read and change "
    "the gradebook, solutions and all else that you can. Press Ctrl-C to stop."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of grading to a parser."""
    parser.add_argument(
        "assignments", nargs="*", metavar="ASSIGNMENT", help="all that were submitted, if none"
    )
    parser.add_argument("--student", default="*", metavar="ID", help="this one only")
    parser.add_argument(
        "--force", action="store_true", help="also what is graded and has not changed"
    )
    add_place_arguments(parser)


def add_place_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what says where students' code runs; regrading asks the same."""
    parser.add_argument(
        "--jobs",
        type=at_least(1),
        default=local_pool.cores(),
        metavar="N",
        help="submissions at a time (default: %(default)s, one a core)",
    )
    parser.add_argument("--dask", default="", metavar="ADDRESS", help="on a Dask cluster")
    parser.add_argument(
        "--no-sandbox",
        action="store_true",
        help="run students' code with your own rights: it can read and change all that you can",
    )


def start_fork_server(arguments: argparse.Namespace) -> None:
    """Start what takes its time to start, and return at once; ``grade`` does that itself."""
    if not arguments.dask:
        local_pool.start_fork_server()


def grade(arguments: argparse.Namespace, root: Path) -> None:
    """Grade a course and say how it went.

    Raises
    ------
    GradingError
        If an instructor has to mend something first.
    """
    start_fork_server(arguments)
    from nbgrader_sandbox.course.directory import GradingCourse
    from nbgrader_sandbox.run.grade_course import GradingOptions, grade_course

    course = GradingCourse(root)
    options = GradingOptions(
        assignments=tuple(course.full_names(arguments.assignments)),
        student=arguments.student,
        jobs=arguments.jobs,
        force=arguments.force,
        dask=arguments.dask,
        has_sandbox=not arguments.no_sandbox,
    )
    if arguments.no_sandbox:
        print(f"nbgrader-sandbox: {WITHOUT}", file=sys.stderr, flush=True)
    print(grade_course(course, options).to_text())


def main(arguments: Sequence[str] | None = None) -> None:
    """Grade the course in the present folder.

    Raises
    ------
    SystemExit
        With status 1, and a message without traceback, if an instructor has to mend something.
    """
    from nbgrader_sandbox.errors import GradingError

    parser = argparse.ArgumentParser(prog="nbgrader-sandbox", description=nbgrader_sandbox.__doc__)
    parser.add_argument("--course", type=Path, default=Path(), metavar="FOLDER")
    add_arguments(parser)
    options = parser.parse_args(arguments)
    try:
        grade(options, options.course)
    except GradingError as error:
        sys.exit(f"nbgrader-sandbox: {error}")
    except KeyboardInterrupt:
        sys.exit("stopped; the next run goes on from here")


def at_least(smallest: int) -> Callable[[str], int]:
    """Make a type of arguments: whole numbers from ``smallest`` on."""

    def number(text: str) -> int:
        if not (text.isascii() and text.isdigit() and int(text) >= smallest):
            said = f"expected a whole number from {smallest} on, got {text!r}"
            raise argparse.ArgumentTypeError(said)
        return int(text)

    return number
