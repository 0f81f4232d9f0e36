"""The command lines of collecting and of grades."""

import argparse
import sys
from pathlib import Path

from rnn_course.arguments import add_assignment, add_assignments
from rnn_course.grade import NEEDS_A_LOOK


def add_collect_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``rnn-course collect``."""
    add = parser.add_argument
    add_assignment(parser)
    add(
        "archives", nargs="+", type=Path, metavar="ARCHIVE", help="of Moodle or Canvas, or a folder"
    )
    add(
        "--roster",
        type=Path,
        metavar="FILE.csv",
        help="Moodle's grading worksheet or list of participants, Canvas's gradebook",
    )
    add("--id", default="", metavar="COLUMN", help="of the roster: student ids")
    add("--update", action="store_true", help="replace what was collected; the old is kept aside")
    add("--timezone", default="", metavar="ZONE", help="of the platform's times (default: yours)")


def collect(options: argparse.Namespace, root: Path) -> None:
    """Collect, and print what was and what was not.

    Raises
    ------
    SystemExit
        With status 3 if something needs a look.
    GradingError
        If an instructor has to mend something first.
    """
    from rnn_course.class_table.course import ClassCourse
    from rnn_course.class_table.late_work import settle_late_work
    from rnn_course.platforms.collect.command import Options, collect
    from rnn_course.platforms.messages import format_collected

    asked = Options(options.roster, options.id, options.update, options.timezone)
    course = ClassCourse(root)
    done = collect(course, course.full_name(options.assignment), options.archives, asked)
    print("\n".join([format_collected(done), *settle_late_work(course)]))
    if any(entry.needs_a_look for entry in done.entries):
        sys.exit(NEEDS_A_LOOK)


def add_grades_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``rnn-course grades``."""
    add = parser.add_argument
    add_assignments(parser)
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--moodle", type=Path, metavar="FILE.csv", help="worksheet or grade export")
    forms.add_argument("--canvas", type=Path, metavar="FILE.csv", help="exported gradebook")
    add("--column", default="", metavar="TITLE", help="of the column to fill")
    add("--id", default="", metavar="COLUMN", help="of the file: student ids")
    add("--maximum", type=float, metavar="N", help="points there, if the file does not say")
    add("--unfinished", action="store_true", help="also where an answer is not graded yet")
    add("--to", type=Path, metavar="FILE.csv", help="default: in exports/")


def grades(options: argparse.Namespace, root: Path) -> None:
    """Write grades as a platform takes them, or as nbgrader exports them.

    Raises
    ------
    SystemExit
        With status 3 if somebody's grade is not in it.
    GradingError
        If an instructor has to mend something first.
    """
    from nbgrader_sandbox import open_gradebook
    from rnn_course.class_table.course import ClassCourse
    from rnn_course.class_table.late_work import settle_late_work
    from rnn_course.platforms.messages import format_filled, format_written
    from rnn_course.platforms.publish.grades import FOLDER, Options, fill_file, nbgrader_file

    course = ClassCourse(root)
    names = course.full_names(options.assignments)
    for line in settle_late_work(course):
        print(line)
    file = options.moodle or options.canvas
    target = options.to or course.root / FOLDER / (file.name if file else "grades.csv")
    with open_gradebook(course.directory) as gradebook:
        if file:
            asked = Options(options.column, options.maximum, options.unfinished, options.id)
            downloaded = course.root / "downloaded"
            filled = fill_file(gradebook, downloaded, file, names, target, asked)
            for name, each in filled.items():
                print(format_filled(name, each, {found.student for found in course.find(name)}))
            print(target)
            needs_a_look = any(each.needs_a_look for each in filled.values())
        else:
            waiting = nbgrader_file(gradebook, names, target)
            print(format_written(target, waiting))
            needs_a_look = bool(waiting)
    if needs_a_look:
        sys.exit(NEEDS_A_LOOK)
