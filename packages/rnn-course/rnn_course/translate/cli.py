"""``rnn-course translate update | status | check``."""

import argparse
import sys

from rnn_course.paths import Course


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what is to be done, and in which language."""
    parser.add_argument("what", choices=["update", "status", "check"])
    parser.add_argument(
        "part", nargs="?", default="", help="check: only catalogues with this in their name, as 03"
    )
    parser.add_argument(
        "--terms", action="store_true", help="check: also the glossary's terms that are not used"
    )


def translate(options: argparse.Namespace, course: Course) -> None:
    """Do it, and print how it went.

    Raises
    ------
    SystemExit
        With status 1, if a check found faults.
    """
    from rnn_course.translate import commands

    for edition in commands.editions(course, options.language):
        if options.what == "check":
            faults = [*commands.check(edition, options.part, options.terms)]
            print(*faults, f"{edition.language}: {len(faults)} faults", sep="\n")
            if faults:
                sys.exit(1)
            continue
        counts = getattr(commands, options.what)(edition)
        print(*counts, commands.total(counts), sep="\n")
