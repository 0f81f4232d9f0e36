"""Fingerprint of all that goes into a build: whether what is built is current."""

import hashlib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from rnn_course.paths import Course

BUILT_FROM = "built_from.txt"  # beside the hidden cases: students get neither, and need neither
# Code that takes part in a build. Solutions may import anything of rnnkit.
CODE = {
    "rnn_course": ("*.py", "build/**/*.py", "bank/**/*.py", "catalogues/**/*.py"),
    "rnnkit": ("**/*.py",),
}


def is_current(course: Course) -> bool:
    """Return whether the last whole build was made of the files as they are now."""
    built = course.hidden_cases / BUILT_FROM
    return built.is_file() and built.read_bytes() == _digest(course).encode()


def mark_current(course: Course) -> None:
    """Write, after a whole build, the fingerprint of what it was made of."""
    (course.hidden_cases / BUILT_FROM).write_text(_digest(course), encoding="utf-8")


def _digest(course: Course) -> str:
    """Hash contents, not times: a checkout and a copy change those."""
    digest = hashlib.sha256()
    for folder, paths in _files(course):
        for path in sorted(paths):
            digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def _files(course: Course) -> Iterator[tuple[Path, list[Path]]]:
    """Yield what is authored, and the code of each package, with the folder it is named from."""
    authored = [course.config, *course.chapters.glob("*.md"), *course.solutions.rglob("*.py")]
    yield course.root, authored + [each for each in course.locale.rglob("*") if each.is_file()]
    for package, patterns in CODE.items():
        folder = Path(str(files(package)))
        yield folder, [path for pattern in patterns for path in folder.glob(pattern)]
