"""Try the mutants of chapters: ``make mutants``, or ``MUTANTS_ARGS="03 07"`` for some of them."""

import argparse
import sys

from nbgrader_sandbox import cores
from rnn_course.errors import AuthoringError
from tests.support.mutants.equivalents import FILE, listed
from tests.support.mutants.run import try_mutants
from tests.support.mutants.summary import HEAD, MOST_EQUIVALENT, summarise, total
from tests.support.repository import COURSE


def main() -> None:
    """Print the table, and the mutants that somebody has to look at.

    Raises
    ------
    SystemExit
        If a mutant survives, or the tables of equivalent ones are wrong or too long.
    """
    parser = argparse.ArgumentParser(prog="make mutants", description=__doc__)
    help = "03 or 03-rnn-backward (default: all)"
    parser.add_argument("assignments", nargs="*", metavar="ASSIGNMENT", help=help)
    try:
        report(parser.parse_args().assignments)
    except AuthoringError as error:
        sys.exit(str(error))


def report(assignments: list[str]) -> None:
    """Try the mutants of some chapters, or of all.

    Raises
    ------
    AuthoringError
        If there is something to do.
    """
    chapters = COURSE.find_chapters(assignments)
    print(HEAD, flush=True)
    summaries = []
    for chapter in chapters:
        tried = try_mutants(COURSE, chapter, cores())
        summaries.append(summarise(tried, listed(COURSE, chapter)))
        print(summaries[-1].row(chapter), *summaries[-1].to_do, sep="\n", flush=True)
    print(total(summaries).row("all"))
    if any(each.to_do for each in summaries):
        expected = "each mutant killed by a case, or among the few that are equivalent"
        remedy = f"add a case that tells it from a right answer, or a line to {FILE} beside it"
        raise AuthoringError(str(COURSE.solutions), expected, "those listed above", remedy)
    if not assignments and total(summaries).has_too_many_equivalents:
        expected = f"at most {MOST_EQUIVALENT:.0%} of all mutants equivalent"
        remedy = f"add cases that tell mutants of the longest {FILE} from right answers"
        raise AuthoringError(str(COURSE.solutions), expected, "those in the table", remedy)


if __name__ == "__main__":
    main()
