"""Have a course built before a command uses it."""

import hashlib
from collections.abc import Iterator
from importlib.resources import files
from itertools import chain
from pathlib import Path

from rnn_course.paths import Course
from rnnkit.workbook.lab import check_complete, missing_cases
from rnnkit.workbook.paths import notebook_in

# Code that takes part in a build. Solutions may import anything of rnnkit.
CODE = {
    "rnn_course": ("*.py", "build/**/*.py", "bank/**/*.py", "catalogues/**/*.py"),
    "rnnkit": ("**/*.py",),
}


def ensure_built(course: Course) -> None:
    """Build what is missing or out of date, where there are solutions to build it from."""
    if not course.is_authored:
        check_complete(course)
        return
    missing = _missing_files(course)
    built = _fingerprint_file(course)
    if not missing and built.is_file() and built.read_bytes() == _digest(course).encode():
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


def mark_current(course: Course) -> None:
    """Write, after a whole build, the fingerprint of what it was made of."""
    _fingerprint_file(course).write_text(_digest(course), encoding="utf-8")


def _fingerprint_file(course: Course) -> Path:
    # Beside the hidden cases: students get neither, and need neither.
    return course.hidden_cases / "built_from.txt"


def _digest(course: Course) -> str:
    """Hash contents, not times: a checkout and a copy change those."""
    digest = hashlib.sha256()
    for folder, paths in _files(course):
        for path in sorted(paths):
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(course: Course) -> Iterator[tuple[Path, list[Path]]]:
    """Yield what is authored, and the code of each package, with the folder it is named from."""
    authored = [course.config, *course.chapters.glob("*.md"), *course.solutions.rglob("*.py")]
    yield course.root, authored + [each for each in course.locale.rglob("*") if each.is_file()]
    for package, patterns in CODE.items():
        folder = Path(str(files(package)))
        yield folder, [path for pattern in patterns for path in folder.glob(pattern)]
