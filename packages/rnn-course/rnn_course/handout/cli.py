"""The command line of the students' copy."""

import argparse
from pathlib import Path

from rnn_course.arguments import add_assignments
from rnn_course.paths import Course


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_assignments(parser)
    parser.add_argument("--up-to", metavar="ASSIGNMENT", help="this one and all before it")
    parser.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="new, or older")
    parser.add_argument("--zip", action="store_true", help="pack it as well, into FOLDER.zip")


def handout(options: argparse.Namespace, course: Course) -> None:
    """Write a students' copy, and print what is in it.

    Raises
    ------
    GradingError
        If the folder holds something else.
    AuthoringError
        If an assignment is unknown.
    """
    from rnn_course.build.ensure import ensure_built
    from rnn_course.handout.chapters import select_chapters
    from rnn_course.handout.writer import pack, write_handout

    ensure_built(course)
    chosen = select_chapters(course, options.assignments, options.up_to)
    written = write_handout(course, chosen, options.to)
    print("\n".join(written.to_lines()))
    if options.zip:
        print(f"Packed: {pack(written)}")
