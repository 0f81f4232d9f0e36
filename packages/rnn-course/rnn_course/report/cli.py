"""The command line of the class report."""

import argparse
from pathlib import Path

from rnn_course.arguments import add_assignments

FOLDER = "report"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_assignments(parser)
    parser.add_argument("--to", type=Path, metavar="FOLDER", help="where the files go")
    parser.add_argument(
        "--for-class", action="store_true", help="a page to show: without the parts with names"
    )


def report(options: argparse.Namespace, root: Path) -> None:
    """Write the report of a course, and print where it is.

    Raises
    ------
    GradingError
        If nothing has been graded yet, or an assignment is unknown.
    """
    from rnn_course.class_table.course import ClassCourse
    from rnn_course.class_table.late_work import settle_late_work
    from rnn_course.report.page import write_report

    course = ClassCourse(root)
    folder = options.to or course.root / FOLDER
    names = course.full_names(options.assignments)
    for line in settle_late_work(course):
        print(line)
    sections = course.class_table.sections
    written = write_report(course.directory, names, folder, options.for_class, sections)
    for path in written.values():
        print(path)
