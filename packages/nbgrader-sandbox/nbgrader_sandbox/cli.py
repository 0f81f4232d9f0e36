"""The command line: ``python -m autograder``, and ``grade`` of a course's own command."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from autograder import local

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
        default=local.cores(),
        metavar="N",
        help="submissions at a time (default: %(default)s, one a core)",
    )
    parser.add_argument("--dask", default="", metavar="ADDRESS", help="on a Dask cluster")
    parser.add_argument(
        "--no-sandbox",
        action="store_true",
        help="run students' code with your own rights: it can read and change all that you can",
    )


def get_ready(arguments: argparse.Namespace) -> None:
    """Start what takes its time to start, and return at once; ``grade`` does that itself."""
    if not arguments.dask:
        local.get_ready()


def grade(arguments: argparse.Namespace, root: Path) -> None:
    """Grade a course and say how it went.

    Raises
    ------
    GradingError
        If an instructor has to mend something first.
    """
    get_ready(arguments)
    from autograder.course import GradingCourse  # here, since nbgrader takes seconds to import
    from autograder.run import Options, grade_course

    course = GradingCourse(root)
    options = Options(
        assignments=tuple(course.full_names(arguments.assignments)),
        student=arguments.student,
        jobs=arguments.jobs,
        force=arguments.force,
        dask=arguments.dask,
        has_sandbox=not arguments.no_sandbox,
    )
    if arguments.no_sandbox:
        print(f"autograder: {WITHOUT}", file=sys.stderr, flush=True)
    print(grade_course(course, options).to_text())


def main(arguments: Sequence[str] | None = None) -> None:
    """Grade the course in the present folder.

    Raises
    ------
    SystemExit
        With status 1, and a message without traceback, if an instructor has to mend something.
    """
    from autograder.errors import GradingError

    parser = argparse.ArgumentParser(
        prog="autograder", description=sys.modules[__package__].__doc__
    )
    parser.add_argument("--course", type=Path, default=Path(), metavar="FOLDER")
    add_arguments(parser)
    options = parser.parse_args(arguments)
    try:
        grade(options, options.course)
    except GradingError as error:
        sys.exit(f"autograder: {error}")
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
