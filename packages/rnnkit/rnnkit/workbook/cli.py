"""The rnn-course command of a students' copy."""

import argparse
import sys

from authoring.course import Course
from authoring.errors import AuthoringError
from authoring.lab import lab


def main(arguments: list[str] | None = None) -> None:
    """Run the command line.

    Raises
    ------
    SystemExit
        With status 1, and a message without traceback, if this copy is not complete.
    """
    parser = argparse.ArgumentParser(prog="rnn-course", description="Open the course.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("lab", help="fill the workbook, open JupyterLab", add_help=False)
    _, others = parser.parse_known_args(arguments)
    try:
        lab(Course.here(), others)
    except AuthoringError as error:
        sys.exit(f"rnn-course lab: {error}")
    except KeyboardInterrupt:
        sys.exit("stopped")
