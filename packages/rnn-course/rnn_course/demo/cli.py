"""The command line of the simulated class."""

import argparse
from pathlib import Path

from rnn_course.demo.course_folder import default_folder
from rnn_course.grade import whole_number_from
from rnn_course.paths import Course

FEWEST = 6


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add = parser.add_argument
    add("--to", type=Path, metavar="FOLDER", help="a new course directory (default: demo)")
    add(
        "--size",
        type=whole_number_from(FEWEST),
        default=30,
        metavar="N",
        help="students (default: %(default)s)",
    )
    add("--seed", type=int, default=1, metavar="N", help="another number, another class")
    add(
        "--no-sandbox",
        action="store_true",
        help="run the class's code, one attack among it, with your own rights",
    )


def demo(options: argparse.Namespace, course: Course) -> None:
    """Make a simulated class, and show what happens to it.

    Raises
    ------
    GradingError
        If the folder is there already, or there is no sandbox.
    """
    from rnn_course.build.ensure import ensure_built
    from rnn_course.demo.walkthrough import DemoOptions, run_demo

    ensure_built(course)
    folder = (options.to or default_folder(course)).resolve()
    sandbox = not options.no_sandbox
    wanted = DemoOptions(folder, options.size, options.seed, has_sandbox=sandbox)
    run_demo(course, wanted, show=lambda line: print(line, flush=True))
