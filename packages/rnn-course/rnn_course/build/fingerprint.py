"""Fingerprint of all that goes into a build: whether what is built is current."""

import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from rnn_course.paths import Course

# What takes part in a build: their modules that were loaded when it ended.
PACKAGES = ("rnn_course", "rnnkit")


def is_current(course: Course) -> bool:
    """Return whether the last whole build was made of the files as they are now."""
    try:
        built = json.loads(_fingerprint_file(course).read_text(encoding="utf-8"))
        return built["digest"] == _digest(course, built["modules"])
    except (OSError, ValueError, KeyError, TypeError):  # none, or no longer whole
        return False


def mark_current(course: Course) -> None:
    """Write, after a whole build, the fingerprint of what it was made of."""
    modules = sorted(name for name in sys.modules if name.partition(".")[0] in PACKAGES)
    built = {"modules": modules, "digest": _digest(course, modules)}
    _fingerprint_file(course).write_text(json.dumps(built, indent=1), encoding="utf-8")


def _fingerprint_file(course: Course) -> Path:
    # Beside the hidden cases: students get neither, and need neither.
    return course.hidden_cases / "built_from.json"


def _digest(course: Course, modules: Sequence[str]) -> str:
    """Hash contents, not times: a checkout and a copy change those."""
    digest = hashlib.sha256()
    for path in sorted(_authored(course)):
        digest.update(path.relative_to(course.root).as_posix().encode())
        digest.update(path.read_bytes())
    for name in modules:
        digest.update(name.encode())
        digest.update(_source_of(name).read_bytes())
    return digest.hexdigest()


def _authored(course: Course) -> Iterator[Path]:
    yield course.config
    yield from course.chapters.glob("*.md")
    yield from course.solutions.rglob("*.py")


def _source_of(module: str) -> Path:
    package, *parts = module.split(".")
    path = Path(str(files(package))).joinpath(*parts)
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
