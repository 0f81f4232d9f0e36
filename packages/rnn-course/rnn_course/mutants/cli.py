"""The command line of the mutants."""

import argparse

from nbgrader_sandbox import cores
from rnn_course.arguments import add_assignments
from rnn_course.errors import AuthoringError
from rnn_course.paths import Course


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_assignments(parser)


def mutants(options: argparse.Namespace, course: Course) -> None:
    """Try the mutants of chapters; print the table, and those that somebody has to look at.

    Raises
    ------
    AuthoringError
        If a mutant survives, or the tables of equivalent ones are wrong or too long.
    """
    from rnn_course.build.ensure import ensure_built
    from rnn_course.mutants.equivalents import FILE, listed
    from rnn_course.mutants.run import try_mutants
    from rnn_course.mutants.summary import HEAD, MOST_EQUIVALENT, summarise, total

    ensure_built(course)
    print(HEAD, flush=True)
    summaries = []
    for chapter in course.find_chapters(options.assignments):
        tried = try_mutants(course, chapter, cores())
        summaries.append(summarise(tried, listed(course, chapter)))
        print(summaries[-1].row(chapter), *summaries[-1].to_do, sep="\n", flush=True)
    print(total(summaries).row("all"))
    if any(each.to_do for each in summaries):
        expected = "each mutant killed by a case, or among the few that are equivalent"
        remedy = f"add a case that tells it from a right answer, or a line to {FILE} beside it"
        raise AuthoringError(str(course.solutions), expected, "those listed above", remedy)
    if not options.assignments and total(summaries).has_too_many_equivalents:
        expected = f"at most {MOST_EQUIVALENT:.0%} of all mutants equivalent"
        remedy = f"add cases that tell mutants of the longest {FILE} from right answers"
        raise AuthoringError(str(course.solutions), expected, "those in the table", remedy)
