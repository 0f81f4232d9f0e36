"""The ``rnn-course`` command."""

import argparse
import os
import signal
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from nbgrader_sandbox import GradingError
from rnn_course import grade
from rnn_course.arguments import add_assignments
from rnn_course.demo import cli as demo
from rnn_course.demo.course_folder import find_demo
from rnn_course.feedback import cli as feedback
from rnn_course.handout import cli as handout
from rnn_course.new import cli as new
from rnn_course.paths import Course
from rnn_course.platforms import cli as platforms
from rnn_course.reading import cli as reading
from rnn_course.regrade import cli as regrade
from rnn_course.report import cli as report
from rnn_course.site import cli as site
from rnn_course.translate import cli as translate
from rnn_course.web import cli as web
from rnnkit.language import choose
from rnnkit.workbook.cli import add_course_argument
from rnnkit.workbook.errors import CourseError
from rnnkit.workbook.paths import LANGUAGE, find_course_directory

Run = Callable[[argparse.Namespace, Course], None]
PASSED_ON = ("lab", "formgrader")  # whose other arguments are JupyterLab's
FORMGRADER = "/formgrader/manage_assignments"
EXIT_STATUSES = (
    "exit status: 0 done; 1 something has to be mended first, as the message says; 2 wrong "
    "arguments; 3 done, and something needs a look"
)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line.

    Raises
    ------
    SystemExit
        With one of ``EXIT_STATUSES``, and a message without traceback.
    """
    parser = _parser()
    options, others = parser.parse_known_args(arguments)
    options.others = others
    if others and options.command not in PASSED_ON:
        parser.error(f"unrecognized arguments: {' '.join(others)}")
    try:
        course = _course(options)
        print(f"Course: {course.directory}", flush=True)
        options.run(options, course)
    except (CourseError, GradingError) as error:
        sys.exit(f"rnn-course {options.command}: {error}")
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""  # a full disk names no file
        sys.exit(f"rnn-course {options.command}: {where}{error.strerror or error}")
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second one: it is ending as fast as it can
        sys.exit("stopped")


def _course(options: argparse.Namespace) -> Course:
    """Return the course that a command works on: formgrader's is the demo if none is named."""
    course = Course.at(find_course_directory(options.course), options.language)
    if options.language:
        os.environ[LANGUAGE] = course.language  # for nbgrader_config.py, here and in kernels
    course.check_language()
    choose(course.language)
    if options.command == "formgrader" and not options.course:
        return Course.at(find_demo(course))
    return course


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="rnn-course", description="Build, open, grade.", epilog=EXIT_STATUSES
    )
    number = version("rnn-course")
    parser.add_argument("--version", action="version", version=f"rnn-course {number}")
    add_course_argument(parser)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, what in COMMANDS.items():
        # --help of lab is JupyterLab's own.
        command = commands.add_parser(name, help=what, add_help=name != "lab")
        # Suppressed, or it would overwrite what stands before the command's name.
        add_course_argument(command, default=argparse.SUPPRESS)
        add_arguments, run = RUN[name]
        add_arguments(command)
        command.set_defaults(run=run)
    return parser


def _no_arguments(_parser: argparse.ArgumentParser) -> None:
    """Leave all to JupyterLab."""


def _build(options: argparse.Namespace, course: Course) -> None:
    from rnn_course.build.pipeline import build  # here, so that `lab` starts quickly

    for line in build(course, options.assignments):
        print(line)


def _lab(options: argparse.Namespace, course: Course) -> None:
    from rnn_course.build.ensure import ensure_built
    from rnnkit.workbook.lab import lab

    ensure_built(course)
    lab(course, options.others)


def _grade(options: argparse.Namespace, course: Course) -> None:
    grade.start_early(options)  # while nbgrader is imported
    regrade.preflight(options, course.directory)
    grade.grade(options, course.directory)


def _regrade(options: argparse.Namespace, course: Course) -> None:
    if course.is_authored:
        from rnn_course.build.ensure import ensure_built

        ensure_built(course)
    regrade.regrade(options, course.directory)


def _formgrader(options: argparse.Namespace, course: Course) -> None:
    from rnnkit.workbook.lab import serve  # slow to import

    serve(course.directory, course.directory, FORMGRADER, options.others)


def _in(run: Callable[[argparse.Namespace, Path], None]) -> Run:
    """Have a command take the nbgrader course directory."""
    return lambda options, course: run(options, course.directory)


COMMANDS = {
    "build": "chapters and solutions to notebooks and cases",
    "new": "a chapter or an exercise to begin with",
    "lab": "fill the workbook, open JupyterLab",
    "grade": "submissions to points and feedback's notebooks",
    "regrade": "all again, after points or tests changed",
    "handout": "the students' copy, without any solution",
    "collect": "archives of Moodle or Canvas to submitted/",
    "grades": "grades in the form that Moodle or Canvas imports",
    "feedback": "a page a student: points, what was recognised, comments",
    "read": "written answers, all to one question on one page",
    "report": "what the class got right and wrong, as a page",
    "site": "the chapters as pages, to be read and searched",
    "web": "the edition in the browser, as a folder",
    "demo": "a simulated class, from release to report",
    "translate": "catalogues of another language: update, count, check",
    "formgrader": "nbgrader's formgrader, on the demo or on --course",
}
RUN: dict[str, tuple[Callable[[argparse.ArgumentParser], None], Run]] = {
    "build": (add_assignments, _build),
    "new": (new.add_arguments, new.new),
    "lab": (_no_arguments, _lab),
    "grade": (grade.add_arguments, _grade),
    "regrade": (regrade.add_arguments, _regrade),
    "handout": (handout.add_arguments, handout.handout),
    "collect": (platforms.add_collect_arguments, _in(platforms.collect)),
    "grades": (platforms.add_grades_arguments, _in(platforms.grades)),
    "feedback": (feedback.add_arguments, _in(feedback.feedback)),
    "read": (reading.add_arguments, _in(reading.read)),
    "report": (report.add_arguments, _in(report.report)),
    "site": (site.add_arguments, site.site),
    "web": (web.add_arguments, web.web),
    "demo": (demo.add_arguments, demo.demo),
    "translate": (translate.add_arguments, translate.translate),
    "formgrader": (_no_arguments, _formgrader),
}
