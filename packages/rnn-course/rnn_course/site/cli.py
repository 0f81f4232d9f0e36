"""The command line of the reading site."""

import argparse
from pathlib import Path

from rnn_course.arguments import add_assignments
from rnn_course.paths import Course


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_assignments(parser)
    parser.add_argument("--to", type=Path, metavar="FOLDER", help="default: dist/site")
    parser.add_argument(
        "--run-at", default="", metavar="URL", help="where the edition in the browser lies"
    )


def site(options: argparse.Namespace, course: Course) -> None:
    """Write the site, and say where.

    Raises
    ------
    AuthoringError
        If a chapter is unknown, something is not installed, or Sphinx finds a fault.
    """
    from rnn_course.build.ensure import ensure_built
    from rnn_course.site.building import build_site

    ensure_built(course)
    to = options.to or course.root / "dist" / "site"
    build_site(course, course.find_chapters(options.assignments), to, options.run_at)
    print(f"{to}/index.html")
