"""The ``rnn-course`` command."""

import argparse
import os
import signal
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

from nbgrader_sandbox import GradingError, cores, leave_out_slow_imports
from rnn_course.paths import Course
from rnnkit.language import choose
from rnnkit.workbook.cli import add_course_argument
from rnnkit.workbook.errors import CourseError
from rnnkit.workbook.paths import LANGUAGE, find_course_directory

Add = Callable[[argparse.ArgumentParser], object]
Run = Callable[[argparse.Namespace, Course], bool | None]
PASSED_ON = ("lab", "formgrader")  # whose other arguments are JupyterLab's
FORMGRADER = "/formgrader/manage_assignments"
NEEDS_A_LOOK = 3  # exit status of a command that returns True, as of nbgrader-sandbox grade
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
        if options.run(options, course):
            sys.exit(NEEDS_A_LOOK)
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
        from rnn_course.demo.course_folder import find_demo  # slow to import

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
    for name, (what, run, *arguments) in COMMANDS.items():
        # --help of lab is JupyterLab's own.
        command = commands.add_parser(name, help=what, add_help=name != "lab")
        # Suppressed, or it would overwrite what stands before the command's name.
        add_course_argument(command, default=argparse.SUPPRESS)
        for add in arguments:
            add(command)
        command.set_defaults(run=run)
    return parser


def _build(options: argparse.Namespace, course: Course) -> None:
    from rnn_course.build.pipeline import build  # here, so that `lab` starts quickly

    for line in build(course, options.assignments):
        print(line)


def _lab(options: argparse.Namespace, course: Course) -> None:
    from rnn_course.build.ensure import ensure_built
    from rnnkit.workbook.lab import lab

    ensure_built(course)
    lab(course, options.others)


def _feedback(options: argparse.Namespace, course: Course) -> bool:
    leave_out_slow_imports()  # first
    from rnn_course.feedback.making import feedback

    return feedback(options, course)


def _formgrader(options: argparse.Namespace, course: Course) -> None:
    from rnnkit.workbook.lab import serve  # slow to import

    serve(course.directory, course.directory, FORMGRADER, options.others)


def _later(place: str) -> Run:
    """Import a command, as ``module:function``, when it runs: nbgrader takes seconds."""
    return lambda options, course: resolve_name(f"rnn_course.{place}")(options, course)


def _argument(*names: str, **settings: Any) -> Add:
    return lambda parser: parser.add_argument(*names, **settings)


def _flag(name: str, help: str) -> Add:
    return _argument(name, action="store_true", help=help)


def _assignments(default: str = "all") -> Add:
    help = f"{EITHER} (default: {default})"
    return _argument("assignments", nargs="*", metavar="ASSIGNMENT", help=help)


def _jobs(what: str) -> Add:
    help = f"{what} at a time (default: %(default)s, one a core)"
    number = _whole_number_from(1)
    return _argument("--jobs", type=number, default=cores(), metavar="N", help=help)


def _whole_number_from(smallest: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not (text.isascii() and text.isdigit() and int(text) >= smallest):
            message = f"expected a whole number from {smallest} on, got {text!r}"
            raise argparse.ArgumentTypeError(message)
        return int(text)

    return number


def _platform(parser: argparse.ArgumentParser) -> None:
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--moodle", type=Path, metavar="FILE.csv", help="worksheet or grade export")
    forms.add_argument("--canvas", type=Path, metavar="FILE.csv", help="exported gradebook")


def _chapter_or_exercise(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(dest="kind", required=True)
    chapter = kinds.add_parser("chapter", help="a text with predictions, and files of solutions")
    exercise = kinds.add_parser("exercise", help="a function with cases, mistakes, equivalents")
    exercise.add_argument("chapter", metavar="CHAPTER", help="its number or whole name")
    for each in (chapter, exercise):
        each.add_argument("name", metavar="NAME", help="of what is made")


EITHER = "03 or 03-rnn-backward"
ASSIGNMENT = _argument("assignment", metavar="ASSIGNMENT", help=EITHER)
ARCHIVES = "of Moodle or Canvas, or a folder"
ROSTER = "Moodle's grading worksheet or list of participants, Canvas's gradebook"
ZONE = "of the platform's times (default: yours)"
MAXIMUM = "points there, if the file does not say"
OWN_RIGHTS = "run students' code with your own rights: it can read and change all that you can"
EXECUTION = (  # where students' code runs
    _jobs("submissions"),
    _argument("--dask", default="", metavar="ADDRESS", help="on a Dask cluster"),
    _flag("--no-sandbox", OWN_RIGHTS),
)
BEHIND = "the page's address as the browser sees it, if a proxy stands between"
PORT = "on 127.0.0.1 (default: one for each assignment)"
RUN_AT = "where the edition in the browser lies"
NEW_COURSE = "a new course directory (default: demo)"
FEWEST, SIZE = 6, "students (default: %(default)s)"  # of a demo
PART = "check: catalogues with this in their name; preview: the chapter"
# Help, what runs, and arguments.
COMMANDS: dict[str, tuple[Any, ...]] = {
    "build": ("chapters and solutions to notebooks and cases", _build, _assignments()),
    "new": (
        "a chapter or an exercise to begin with",
        _later("new.skeleton:new"),
        _chapter_or_exercise,
    ),
    "lab": ("fill the workbook, open JupyterLab", _lab),
    "grade": (
        "submissions to points and feedback's notebooks",
        _later("grade:grade"),
        _assignments("all that were submitted"),
        _argument("--student", default="*", metavar="ID", help="this one only"),
        _flag("--force", "also what is graded and has not changed"),
        *EXECUTION,
    ),
    "regrade": (
        "all again, after points or tests changed",
        _later("regrade.regrade:run"),
        ASSIGNMENT,
        _flag("--yes", "do it; without, only show what comes of it"),
        _flag("--unchanged", "even if nothing changed"),
        *EXECUTION,
    ),
    "handout": (
        "the students' copy, without any solution",
        _later("handout.writer:handout"),
        _assignments(),
        _argument("--up-to", metavar="ASSIGNMENT", help="this one and all before it"),
        _argument("--to", type=Path, required=True, metavar="FOLDER", help="new, or older"),
        _flag("--zip", "pack it as well, into FOLDER.zip"),
    ),
    "collect": (
        "archives of Moodle or Canvas to submitted/",
        _later("platforms.commands:collect"),
        ASSIGNMENT,
        _argument("archives", nargs="+", type=Path, metavar="ARCHIVE", help=ARCHIVES),
        _argument("--roster", type=Path, metavar="FILE.csv", help=ROSTER),
        _argument("--id", default="", metavar="COLUMN", help="of the roster: student ids"),
        _flag("--update", "replace what was collected; the old is kept aside"),
        _argument("--timezone", default="", metavar="ZONE", help=ZONE),
    ),
    "grades": (
        "grades in the form that Moodle or Canvas imports",
        _later("platforms.commands:grades"),
        _assignments(),
        _platform,
        _argument("--column", default="", metavar="TITLE", help="of the column to fill"),
        _argument("--id", default="", metavar="COLUMN", help="of the file: student ids"),
        _argument("--maximum", type=float, metavar="N", help=MAXIMUM),
        _flag("--unfinished", "also where an answer is not graded yet"),
        _argument("--to", type=Path, metavar="FILE.csv", help="default: in exports/"),
    ),
    "feedback": (
        "a page a student: points, what was recognised, comments",
        _feedback,
        _assignments("all that are graded"),
        _argument("--student", default="*", metavar="ID", help="this one's page only"),
        _flag("--force", "also pages that are up to date"),
        _flag("--each", "also an archive for each student"),
        _jobs("pages"),
    ),
    "read": (
        "written answers, all to one question on one page",
        _later("reading.server:read"),
        ASSIGNMENT,
        _argument("--port", type=int, metavar="N", help=PORT),
        _argument("--section", metavar="NAME", help="only its students, as class.csv has it"),
        _flag("--no-browser", "only print the address"),
        _argument("--behind", default="", metavar="URL", help=BEHIND),
    ),
    "report": (
        "what the class got right and wrong, as a page",
        _later("report.page:report"),
        _assignments(),
        _argument("--to", type=Path, metavar="FOLDER", help="where the files go"),
        _flag("--for-class", "a page to show: without the parts with names"),
    ),
    "site": (
        "the chapters as pages, to be read and searched",
        _later("site.building:site"),
        _assignments(),
        _argument("--to", type=Path, metavar="FOLDER", help="default: dist/site"),
        _argument("--run-at", default="", metavar="URL", help=RUN_AT),
    ),
    "web": (
        "the edition in the browser, as a folder",
        _later("web.building:web"),
        _assignments(),
        _argument("--to", type=Path, metavar="FOLDER", help="default: dist/web"),
    ),
    "demo": (
        "a simulated class, from release to report",
        _later("demo.walkthrough:demo"),
        _argument("--to", type=Path, metavar="FOLDER", help=NEW_COURSE),
        _argument("--size", type=_whole_number_from(FEWEST), default=30, metavar="N", help=SIZE),
        _argument("--seed", type=int, default=1, metavar="N", help="another number, another class"),
        _flag("--no-sandbox", "run the class's code, one attack among it, with your own rights"),
    ),
    "translate": (
        "catalogues of another language: update, count, check",
        _later("translate.commands:translate"),
        _argument("what", choices=["update", "status", "check", "preview"]),
        _argument("part", nargs="?", default="", help=PART),
        _flag("--complete", "status: status 1 if anything is missing or stale"),
        _flag("--terms", "check: also the glossary's terms that are not used"),
    ),
    "formgrader": ("nbgrader's formgrader, on the demo or on --course", _formgrader),
}
