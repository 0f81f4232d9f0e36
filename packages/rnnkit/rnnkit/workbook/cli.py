"""The ``rnnkit`` command of students."""

import argparse
import sys
from importlib.metadata import version
from pathlib import Path

from rnnkit._extras import MissingPackageError
from rnnkit.language import choose
from rnnkit.workbook.errors import CourseError
from rnnkit.workbook.lab import check_complete, lab
from rnnkit.workbook.paths import LANGUAGE, CourseFiles, find_course_directory, only_language


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; end with status 1 and a message if this copy is not complete."""
    parser = argparse.ArgumentParser(prog="rnnkit", description="Open the course.")
    parser.add_argument("--version", action="version", version=f"rnnkit {version('rnnkit')}")
    add_course_argument(parser)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("lab", help="fill the workbook, open JupyterLab", add_help=False)
    options, others = parser.parse_known_args(arguments)
    try:
        directory = find_course_directory(options.course)
        course = CourseFiles.at(directory, options.language or only_language(directory))
        choose(course.language)
        check_complete(course)
        lab(course, others)
    except (CourseError, MissingPackageError) as error:
        sys.exit(f"rnnkit lab: {error}")
    except KeyboardInterrupt:
        sys.exit("stopped")


def add_course_argument(parser: argparse.ArgumentParser, default: str | None = None) -> None:
    """Add ``--course`` and ``--language``, which mean the same in every command."""
    parser.add_argument(
        "--course",
        type=Path,
        default=default,
        metavar="FOLDER",
        help="the folder with nbgrader_config.py (default: the first one from here upwards)",
    )
    parser.add_argument(
        "--language",
        default="" if default is None else default,
        metavar="CODE",
        help=f"of the edition, as zh (default: what {LANGUAGE} says, else English)",
    )
