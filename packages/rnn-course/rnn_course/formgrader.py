"""``rnn-course formgrader``: nbgrader's formgrader on one course directory."""

import argparse
from pathlib import Path

from nbgrader_sandbox import GradingError
from rnnkit.workbook.paths import CONFIG_FILE

PAGE = "/formgrader/manage_assignments"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what can be said on the command line; the rest goes to JupyterLab."""
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        metavar="FOLDER",
        help="a course directory; the demo, if none",
    )


def formgrader(folder: Path | None, demo: Path, arguments: list[str]) -> None:
    """Serve a course directory until Ctrl-C, formgrader first.

    Parameters
    ----------
    folder : Path or None
        A course directory of nbgrader's.
    demo : Path
        Where the simulated class lies, which is opened if no folder is named.
    arguments : list of str
        Passed on to ``jupyter lab``; they have the last word.

    Raises
    ------
    GradingError
        If the folder is no course directory.
    """
    course = (folder or demo).resolve()
    if not (course / CONFIG_FILE).is_file():
        raise GradingError(_remedy(course, is_demo=folder is None))
    from rnnkit.workbook.lab import serve

    serve(course, course, PAGE, arguments)


def _remedy(course: Path, is_demo: bool) -> str:
    if is_demo:
        return (
            f"there is no simulated class in {course} yet. `make demo` makes one; "
            "`make formgrader COURSE=course` opens your own."
        )
    return (
        f"expected a course directory with {CONFIG_FILE}, got {course}. Name the folder it is in."
    )
