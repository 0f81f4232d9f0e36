"""Whether what is built is of what is authored now: a fingerprint of all that goes in."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from authoring.course import Course


def is_current(course: Course) -> bool:
    """Tell whether the last whole build was made of the files as they are now."""
    stamp = _stamp_file(course)
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == _fingerprint(course)


def mark_current(course: Course) -> None:
    """Note, after a whole build, what it was made of."""
    _stamp_file(course).write_text(_fingerprint(course), encoding="utf-8")


def _stamp_file(course: Course) -> Path:
    # Beside the hidden cases: students get neither, and need neither.
    return course.hidden_cases / "built_from.txt"


def _fingerprint(course: Course) -> str:
    """Contents, not times: a checkout and a copy change those."""
    digest = hashlib.sha256()
    for path in sorted(_inputs(course)):
        digest.update(path.relative_to(course.root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _inputs(course: Course) -> Iterator[Path]:
    yield from course.chapters.glob("*.md")
    yield from course.solutions.rglob("*.py")
    yield from course.directory.glob("authoring/*.py")
    yield from course.rnnkit.glob("checks/*.py")
