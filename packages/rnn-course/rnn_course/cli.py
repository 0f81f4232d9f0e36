"""The ``rnn-course`` command."""

import argparse
import os
import signal
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from nbgrader_sandbox import GradingError
from rnn_course import formgrader, grade
from rnn_course.arguments import add_assignments
from rnn_course.demo import cli as demo
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

# Takes the course, what was parsed, and what argparse did not know.
Run = Callable[[Course, argparse.Namespace, list[str]], None]
PASSED_ON = ("lab", "formgrader")  # whose other arguments are JupyterLab's
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
    if others and options.command not in PASSED_ON:
        parser.error(f"unrecognized arguments: {' '.join(others)}")
    try:
        course = _course(options)
        print(f"Course: {course.directory}", flush=True)
        options.run(course, options, others)
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
        return Course.at(formgrader.find_demo(course))
    return course


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="rnn-course", description="Build, open, grade.", epilog=EXIT_STATUSES
    )
    number = version("rnn-course")
    parser.add_argument("--version", action="version", version=f"rnn-course {number}")
    add_course_argument(parser)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (what, add_arguments, run) in COMMANDS.items():
        # --help of lab is JupyterLab's own.
        command = commands.add_parser(name, help=what, add_help=name != "lab")
        # Suppressed, or it would overwrite what stands before the command's name.
        add_course_argument(command, default=argparse.SUPPRESS)
        add_arguments(command)
        command.set_defaults(run=run)
    return parser


def _build(course: Course, options: argparse.Namespace, _others: list[str]) -> None:
    from rnn_course.build.pipeline import build  # here, so that `lab` starts quickly

    for line in build(course, options.assignments):
        print(line)


def _lab(course: Course, _options: argparse.Namespace, others: list[str]) -> None:
    from rnn_course.build.ensure import ensure_built
    from rnnkit.workbook.lab import lab

    ensure_built(course)
    lab(course, others)


def _grade(course: Course, options: argparse.Namespace, _others: list[str]) -> None:
    grade.start_early(options)  # while nbgrader is imported
    regrade.preflight(options, course.directory)
    grade.grade(options, course.directory)


def _regrade(course: Course, options: argparse.Namespace, _others: list[str]) -> None:
    if course.is_authored:
        from rnn_course.build.ensure import ensure_built

        ensure_built(course)
    regrade.regrade(options, course.directory)


def _formgrader(course: Course, _options: argparse.Namespace, others: list[str]) -> None:
    formgrader.formgrader(course.directory, others)


def _on(run: Callable[[argparse.Namespace, Course], None]) -> Run:
    """Have a command take the course."""
    return lambda course, options, _others: run(options, course)


def _in(run: Callable[[argparse.Namespace, Path], None]) -> Run:
    """Have a command take the nbgrader course directory."""
    return lambda course, options, _others: run(options, course.directory)


COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None], Run]] = {
    "build": ("chapters and solutions to notebooks and cases", add_assignments, _build),
    "new": ("a chapter or an exercise to begin with", new.add_arguments, _on(new.new)),
    "lab": ("fill the workbook, open JupyterLab", lambda _parser: None, _lab),
    "grade": ("submissions to points and feedback's notebooks", grade.add_arguments, _grade),
    "regrade": ("all again, after points or tests changed", regrade.add_arguments, _regrade),
    "handout": (
        "the students' copy, without any solution",
        handout.add_arguments,
        _on(handout.handout),
    ),
    "collect": (
        "archives of Moodle or Canvas to submitted/",
        platforms.add_collect_arguments,
        _in(platforms.collect),
    ),
    "grades": (
        "grades in the form that Moodle or Canvas imports",
        platforms.add_grades_arguments,
        _in(platforms.grades),
    ),
    "feedback": (
        "a page a student: points, what was recognised, comments",
        feedback.add_arguments,
        _in(feedback.feedback),
    ),
    "read": (
        "written answers, all to one question on one page",
        reading.add_arguments,
        _in(reading.read),
    ),
    "report": (
        "what the class got right and wrong, as a page",
        report.add_arguments,
        _in(report.report),
    ),
    "site": ("the chapters as pages, to be read and searched", site.add_arguments, _on(site.site)),
    "web": ("the edition in the browser, as a folder", web.add_arguments, _on(web.web)),
    "demo": ("a simulated class, from release to report", demo.add_arguments, _on(demo.demo)),
    "translate": (
        "catalogues of another language: update, count, check",
        translate.add_arguments,
        _on(translate.translate),
    ),
    "formgrader": (
        "nbgrader's formgrader, on the demo or on --course",
        lambda _parser: None,
        _formgrader,
    ),
}
