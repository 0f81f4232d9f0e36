"""The command line of feedback."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from nbgrader_sandbox import cores, leave_out_slow_imports
from rnn_course.arguments import add_assignments
from rnn_course.feedback.words import say
from rnn_course.grade import NEEDS_A_LOOK, whole_number_from

if TYPE_CHECKING:
    from rnn_course.class_table.course import ClassCourse
    from rnn_course.feedback.pages import Outcome


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``rnn-course feedback``."""
    add_assignments(parser, default="all that are graded")
    parser.add_argument("--student", default="*", metavar="ID", help="this one's page only")
    parser.add_argument("--force", action="store_true", help="also pages that are up to date")
    parser.add_argument("--each", action="store_true", help="also an archive for each student")
    parser.add_argument(
        "--jobs",
        type=whole_number_from(1),
        default=cores(),
        metavar="N",
        help="pages at a time (default: %(default)s, one a core)",
    )


def feedback(options: argparse.Namespace, root: Path) -> None:
    """Make feedback pages, pack those of a platform, and say who has none.

    Raises
    ------
    SystemExit
        With status 3 if somebody has none.
    GradingError
        If nothing is graded.
    """
    leave_out_slow_imports()
    # Here, since nbgrader takes seconds to import.
    from rnn_course.class_table.course import ClassCourse
    from rnn_course.class_table.late_work import settle_late_work
    from rnn_course.feedback.making import make_feedback
    from rnn_course.platforms.messages import format_packed
    from rnn_course.platforms.publish.feedback import graded_assignments, origins_of, pack

    course = ClassCourse(root)
    for line in settle_late_work(course):
        print(line)
    needs_a_look = False
    for name in course.full_names(options.assignments) or graded_assignments(course):
        outcomes = make_feedback(course, name, options.jobs, options.student, options.force)
        print("\n".join(_report(course, name, outcomes)))
        needs_a_look |= any(each.reason for each in outcomes)
        has_pages = any(not each.reason for each in outcomes)
        if has_pages and options.student == "*" and (options.each or origins_of(course, name)):
            print(format_packed(pack(course, name, each_alone=options.each)))
    if needs_a_look:
        sys.exit(NEEDS_A_LOOK)


def _report(course: "ClassCourse", name: str, outcomes: "list[Outcome]") -> list[str]:
    from nbgrader_sandbox import printable

    made, same = sum(each.made for each in outcomes), sum(each.unchanged for each in outcomes)
    step = course.directory.feedback_directory
    folder = course.directory.format_path(step, "STUDENT", name)
    line = say("made_one" if made == 1 else "made", assignment=name, count=made, folder=folder)
    line += say("unchanged", count=same) if same else ""
    said = [(printable(each.student), each.reason) for each in outcomes if each.reason]
    return [line, *(say("not_made", student=student, reason=reason) for student, reason in said)]
