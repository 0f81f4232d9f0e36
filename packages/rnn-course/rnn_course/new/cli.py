"""The command line of new chapters and exercises."""

import argparse

from rnn_course.paths import Course


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    kinds = parser.add_subparsers(dest="kind", required=True)
    chapter = kinds.add_parser("chapter", help="a text with predictions, and files of solutions")
    exercise = kinds.add_parser("exercise", help="a function with cases, mistakes, equivalents")
    exercise.add_argument("chapter", metavar="CHAPTER", help="its number or whole name")
    for each in (chapter, exercise):
        each.add_argument("name", metavar="NAME", help="of what is made")


def new(options: argparse.Namespace, course: Course) -> None:
    """Write a skeleton, and print the files.

    Raises
    ------
    AuthoringError
        If the name cannot be used, or something of that name is there.
    """
    from rnn_course.new.skeleton import new_chapter, new_exercise

    if options.kind == "chapter":
        written = new_chapter(course, options.name)
    else:
        written = new_exercise(course, options.chapter, options.name)
    for path in written:
        print(path.relative_to(course.root))
