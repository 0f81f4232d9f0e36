"""Have a course built before a command uses it."""

from itertools import chain
from pathlib import Path

from rnn_course.build.fingerprint import is_current
from rnn_course.paths import Course
from rnnkit.workbook.lab import check_complete, missing_cases
from rnnkit.workbook.paths import notebook_in


def ensure_built(course: Course) -> None:
    """Build what is missing or out of date, where there are solutions to build it from."""
    if not course.solutions.is_dir():
        check_complete(course)
        return
    missing = _missing_files(course)
    if not missing and is_current(course):
        return
    names = ", ".join(path.relative_to(course.root).as_posix() for path in missing[:3])
    why = f"there is no {names}" if missing else "it has changed"
    print(f"Building the course: {why}.", flush=True)
    from rnn_course.build.pipeline import build  # slow to import, and seldom needed

    build(course, [])


def _missing_files(course: Course) -> list[Path]:
    names, folders = course.chapter_names(), (course.release, course.source)
    notebooks = [notebook_in(folder, name) for name in names for folder in folders]
    released = [notebook_in(course.release, name) for name in names]
    cases = [missing_cases(folder, released) for folder in (course.cases, course.hidden_cases)]
    return [path for path in [*notebooks, *chain(*cases)] if not path.is_file()]
