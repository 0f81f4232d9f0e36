"""The rnn-course command."""

import argparse
import sys

from authoring.course import Course
from authoring.errors import AuthoringError
from autograder import cli as grading
from autograder.class_report import cli as class_report
from autograder.errors import GradingError


def main(arguments: list[str] | None = None) -> None:
    """Run the command line.

    Raises
    ------
    SystemExit
        With status 1, and a message without traceback, if an author has to mend something.
    """
    parser = _parser()
    options, others = parser.parse_known_args(arguments)
    if others and options.command != "lab":
        parser.error(f"unrecognized arguments: {' '.join(others)}")
    try:
        options.run(options, others)
    except (AuthoringError, GradingError) as error:
        sys.exit(f"rnn-course {options.command}: {error}")
    except KeyboardInterrupt:
        sys.exit("stopped")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="rnn-course", description="Build, open, grade.")
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build", help="chapters and solutions to notebooks and cases")
    build.add_argument("chapters", nargs="*", metavar="CHAPTER", help="03 or 03-rnn-backward")
    build.set_defaults(run=_build)
    lab = commands.add_parser("lab", help="fill the workbook, open JupyterLab", add_help=False)
    lab.set_defaults(run=_lab)
    grade = commands.add_parser("grade", help="submissions to points and feedback's notebooks")
    grading.add_arguments(grade)
    grade.set_defaults(run=_grade)
    report = commands.add_parser("report", help="what the class got right and wrong, as a page")
    class_report.add_arguments(report)
    report.set_defaults(run=_report)
    return parser


def _build(options: argparse.Namespace, _others: list[str]) -> None:
    from authoring.build import build  # here, so that `lab` starts quickly

    for report in build(Course.here(), options.chapters):
        print(report)


def _lab(_options: argparse.Namespace, others: list[str]) -> None:
    from authoring.lab import lab

    lab(Course.here(), others)


def _grade(options: argparse.Namespace, _others: list[str]) -> None:
    grading.grade(options, Course.here().directory)


def _report(options: argparse.Namespace, _others: list[str]) -> None:
    class_report.report(options, Course.here().directory)
