"""The command line of the students' copy."""

import argparse
from pathlib import Path

from rnn_course.paths import Course


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what can be said on the command line."""
    parser.add_argument(
        "chapters", nargs="*", metavar="CHAPTER", help="03 or 03-rnn-backward; all, if none"
    )
    parser.add_argument("--up-to", metavar="CHAPTER", help="this one and all before it")
    parser.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="new, or older")


def handout(options: argparse.Namespace, course: Course) -> None:
    """Write a students' copy, and say what is in it.

    Raises
    ------
    GradingError
        If the folder holds something else.
    AuthoringError
        If a chapter is unknown.
    """
    from rnn_course.build.ensure import ensure_built
    from rnn_course.handout.chapters import choose
    from rnn_course.handout.writer import write_handout

    ensure_built(course)
    chosen = choose(course, options.chapters, options.up_to)
    written = write_handout(course, chosen, options.to)
    print("\n".join(written.to_lines()))
