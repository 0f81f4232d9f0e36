"""Arguments that mean the same in every command."""

import argparse

EITHER = "03 or 03-rnn-backward"


def add_assignments(parser: argparse.ArgumentParser, default: str = "all") -> None:
    """Add the assignments that a command takes, ``default`` if none is named."""
    help = f"{EITHER} (default: {default})"
    parser.add_argument("assignments", nargs="*", metavar="ASSIGNMENT", help=help)


def add_assignment(parser: argparse.ArgumentParser) -> None:
    """Add the one assignment of a command that may not act on all."""
    parser.add_argument("assignment", metavar="ASSIGNMENT", help=EITHER)
