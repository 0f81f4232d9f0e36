"""The command line of the edition in the browser."""

import argparse
from pathlib import Path

from rnn_course.arguments import add_assignments
from rnn_course.paths import Course


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_assignments(parser)
    parser.add_argument("--to", type=Path, metavar="FOLDER", help="default: dist/web")


def web(options: argparse.Namespace, course: Course) -> None:
    """Write the folder, and say where.

    Raises
    ------
    AuthoringError
        If a chapter is unknown, something is not installed, or JupyterLite cannot build.
    """
    from rnn_course.build.ensure import ensure_built
    from rnn_course.web.building import build_web

    ensure_built(course)
    to = options.to or course.root / "dist" / "web"
    build_web(course, course.find_chapters(options.assignments), to)
    print(f"{to}: open it with `python -m http.server --directory {to}`")
