"""The rnn-course command."""

import argparse
import sys

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
    regrade = commands.add_parser("regrade", help="all again, after points or tests changed")
    regrading.add_arguments(regrade)
    regrade.set_defaults(run=_regrade)
    handout = commands.add_parser("handout", help="the students' copy, without any solution")
    students_copy.add_arguments(handout)
    handout.set_defaults(run=_handout)
    collect = commands.add_parser("collect", help="archives of Moodle or Canvas to submitted/")
    platforms.add_collect_arguments(collect)
    collect.set_defaults(run=_collect)
    grades = commands.add_parser("grades", help="grades in the form that Moodle or Canvas imports")
    platforms.add_grades_arguments(grades)
    grades.set_defaults(run=_grades)
    feedback = commands.add_parser("feedback", help="feedback, packed for a platform or by student")
    platforms.add_feedback_arguments(feedback)
    feedback.set_defaults(run=_feedback)
    report = commands.add_parser("report", help="what the class got right and wrong, as a page")
    class_report.add_arguments(report)
    report.set_defaults(run=_report)
    demo = commands.add_parser("demo", help="a simulated class, from release to report")
    simulated.add_arguments(demo)
    demo.set_defaults(run=_demo)
    forms = commands.add_parser("formgrader", help="nbgrader's formgrader, on the demo or a course")
    formgrader.add_arguments(forms)
    forms.set_defaults(run=_formgrader)
    return parser


def _build(options: argparse.Namespace, _others: list[str]) -> None:
    from authoring.build import build  # here, so that `lab` starts quickly

    for report in build(Course.here(), options.chapters):
        print(report)


def _lab(_options: argparse.Namespace, others: list[str]) -> None:
    from authoring.lab import lab

    lab(Course.here(), others)


def _grade(options: argparse.Namespace, _others: list[str]) -> None:
    regrading.watch(options, Course.here().directory)
    grading.grade(options, Course.here().directory)


def _regrade(options: argparse.Namespace, _others: list[str]) -> None:
    if options.course is None:
        from authoring.lab import provide

        provide(Course.here())
    regrading.regrade(options, Course.here().directory)


def _handout(options: argparse.Namespace, _others: list[str]) -> None:
    students_copy.handout(options, Course.here())


def _collect(options: argparse.Namespace, _others: list[str]) -> None:
    platforms.collect(options, Course.here().directory)


def _grades(options: argparse.Namespace, _others: list[str]) -> None:
    platforms.grades(options, Course.here().directory)


def _feedback(options: argparse.Namespace, _others: list[str]) -> None:
    platforms.feedback(options, Course.here().directory)


def _report(options: argparse.Namespace, _others: list[str]) -> None:
    class_report.report(options, Course.here().directory)


def _demo(options: argparse.Namespace, _others: list[str]) -> None:
    simulated.demo(options, Course.here())


def _formgrader(options: argparse.Namespace, others: list[str]) -> None:
    formgrader.formgrader(options.folder, simulated.default_folder(Course.here()), others)
