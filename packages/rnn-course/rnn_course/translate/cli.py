"""``rnn-course translate update | status | check | preview``."""

import argparse
import sys

from rnn_course.paths import Course


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what is to be done, and in which language."""
    parser.add_argument("what", choices=["update", "status", "check", "preview"])
    part = "check: catalogues with this in their name; preview: the chapter"
    parser.add_argument("part", nargs="?", default="", help=part)
    complete = "status: status 1 if anything is missing or stale"
    parser.add_argument("--complete", action="store_true", help=complete)
    terms = "check: also the glossary's terms that are not used"
    parser.add_argument("--terms", action="store_true", help=terms)


def translate(options: argparse.Namespace, course: Course) -> None:
    """Do it, and print how it went; status 1 if there are faults, or it is not complete."""
    from rnn_course.translate import commands
    from rnn_course.translate.preview import preview

    for edition in commands.editions(course, options.language):
        if options.what == "check":
            faults = [*commands.check(edition, options.part, options.terms)]
            print(*faults, f"{edition.language}: {len(faults)} faults", sep="\n")
            if faults:
                sys.exit(1)
            continue
        if options.what == "preview":
            preview(edition, options.part)
            continue
        counts = getattr(commands, options.what)(edition)
        total = commands.total(counts)
        print(*counts, total, sep="\n")
        if options.complete and total.missing + total.stale:
            sys.exit(1)
