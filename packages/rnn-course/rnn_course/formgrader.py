"""``rnn-course formgrader``: nbgrader's formgrader on one course directory."""

from pathlib import Path

from nbgrader_sandbox import GradingError
from rnn_course.demo.course_folder import default_folder
from rnn_course.paths import Course
from rnnkit.workbook.paths import CONFIG_FILE

PAGE = "/formgrader/manage_assignments"
NO_DEMO = (
    "there is no simulated class in {folder} yet. `make demo` makes one; "
    "`make formgrader COURSE=course` opens your own."
)


def find_demo(course: Course) -> Path:
    """Return the simulated class of a course.

    Raises
    ------
    GradingError
        If there is none.
    """
    folder = default_folder(course)
    if not (folder / CONFIG_FILE).is_file():
        raise GradingError(NO_DEMO.format(folder=folder))
    return folder


def formgrader(course: Path, arguments: list[str]) -> None:
    """Serve a course directory until Ctrl-C, formgrader first.

    Parameters
    ----------
    course : Path
        A course directory of nbgrader's.
    arguments : list of str
        Passed on to ``jupyter lab``; they have the last word.
    """
    from rnnkit.workbook.lab import serve  # slow to import

    serve(course, course, PAGE, arguments)
