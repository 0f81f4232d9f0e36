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
    """Return the simulated class of a course."""
    folder = default_folder(course)
    if not (folder / CONFIG_FILE).is_file():
        raise GradingError(NO_DEMO.format(folder=folder))
    return folder


def formgrader(course: Path, arguments: list[str]) -> None:
    """Serve a course directory until Ctrl-C, formgrader first."""
    from rnnkit.workbook.lab import serve  # slow to import

    serve(course, course, PAGE, arguments)
