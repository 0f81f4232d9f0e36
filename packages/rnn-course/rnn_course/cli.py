"""The rnn-course command."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from authoring.course import Course
from authoring.errors import AuthoringError
from autograder import cli as grading
from autograder.class_report import cli as class_report
from autograder.errors import GradingError
from teaching import formgrader
from teaching.demo import cli as simulated
from teaching.handout import cli as students_copy
from teaching.platforms import cli as platforms
from teaching.regrade import cli as regrading

# Takes what was parsed, and what argparse did not know.
Run = Callable[[argparse.Namespace, list[str]], None]


def main(arguments: list[str] | None = None) -> None:
    """Run the command line.

    Raises
    ------
    SystemExit
        With status 1, and a message without traceback, if an author has to mend something.
    """
    parser = _parser()
    options, others = parser.parse_known_args(arguments)
    if others and options.command not in ("lab", "formgrader"):
        parser.error(f"unrecognized arguments: {' '.join(others)}")
    try:
        options.run(options, others)
    except (AuthoringError, GradingError) as error:
        sys.exit(f"rnn-course {options.command}: {error}")
    except OSError as error:
        if error.filename is None:
            raise
        sys.exit(f"rnn-course {options.command}: {error.filename}: {error.strerror}")
    except KeyboardInterrupt:
        sys.exit("stopped")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="rnn-course", description="Build, open, grade.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (said, add_arguments, run) in COMMANDS.items():
        # --help of lab is JupyterLab's own.
        command = commands.add_parser(name, help=said, add_help=name != "lab")
        add_arguments(command)
        command.set_defaults(run=run)
    return parser


def _add_chapters(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("chapters", nargs="*", metavar="CHAPTER", help="03 or 03-rnn-backward")


def _build(options: argparse.Namespace, _others: list[str]) -> None:
    from authoring.build import build  # here, so that `lab` starts quickly

    for report in build(Course.here(), options.chapters):
        print(report)


def _lab(_options: argparse.Namespace, others: list[str]) -> None:
    from authoring.lab import lab

    lab(Course.here(), others)


def _grade(options: argparse.Namespace, _others: list[str]) -> None:
    grading.get_ready(options)  # while nbgrader is imported
    regrading.watch(options, Course.here().directory)
    grading.grade(options, Course.here().directory)


def _regrade(options: argparse.Namespace, _others: list[str]) -> None:
    if options.course is None:
        from authoring.lab import provide

        provide(Course.here())
    regrading.regrade(options, Course.here().directory)


def _handout(options: argparse.Namespace, _others: list[str]) -> None:
    students_copy.handout(options, Course.here())


def _demo(options: argparse.Namespace, _others: list[str]) -> None:
    simulated.demo(options, Course.here())


def _formgrader(options: argparse.Namespace, others: list[str]) -> None:
    formgrader.formgrader(options.folder, simulated.default_folder(Course.here()), others)


def _in_course(run: Callable[[argparse.Namespace, Path], None]) -> Run:
    """Have a command work in the course directory."""
    return lambda options, _others: run(options, Course.here().directory)


COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None], Run]] = {
    "build": ("chapters and solutions to notebooks and cases", _add_chapters, _build),
    "lab": ("fill the workbook, open JupyterLab", lambda _parser: None, _lab),
    "grade": ("submissions to points and feedback's notebooks", grading.add_arguments, _grade),
    "regrade": ("all again, after points or tests changed", regrading.add_arguments, _regrade),
    "handout": (
        "the students' copy, without any solution",
        students_copy.add_arguments,
        _handout,
    ),
    "collect": (
        "archives of Moodle or Canvas to submitted/",
        platforms.add_collect_arguments,
        _in_course(platforms.collect),
    ),
    "grades": (
        "grades in the form that Moodle or Canvas imports",
        platforms.add_grades_arguments,
        _in_course(platforms.grades),
    ),
    "feedback": (
        "feedback, packed for a platform or by student",
        platforms.add_feedback_arguments,
        _in_course(platforms.feedback),
    ),
    "report": (
        "what the class got right and wrong, as a page",
        class_report.add_arguments,
        _in_course(class_report.report),
    ),
    "demo": ("a simulated class, from release to report", simulated.add_arguments, _demo),
    "formgrader": (
        "nbgrader's formgrader, on the demo or a course",
        formgrader.add_arguments,
        _formgrader,
    ),
}
