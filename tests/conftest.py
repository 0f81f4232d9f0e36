"""What several test folders share."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest

from grader_support.machine import needs_sandbox  # noqa: F401 (a fixture)
from rnn_course.build.pipeline import build
from rnn_course.paths import Course
from tests.support.classroom import Classroom
from tests.support.repository import COURSE


def _copy_authored(here: Course, root: Path) -> Course:
    """A course as its authors wrote it, without anything that is built."""
    built = shutil.ignore_patterns("__pycache__", "*.npz")
    for folder in (here.chapters, here.rnnkit, here.solutions):
        shutil.copytree(folder, root / folder.relative_to(here.root), ignore=built)
    shutil.copy(here.config, root / here.config.relative_to(here.root))
    return Course(root)


def _build(here: Course, root: Path) -> Course:
    course = _copy_authored(here, root)
    with patch.dict(os.environ):  # nbgrader_config.py sets variables of the process
        build(course, [])
    return course


def _once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that one of the processes makes for all: a build takes most of a minute."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        folder = factory.mktemp(name)
        make(folder)
        return folder
    folder = factory.getbasetemp().parent / name
    done = folder.with_suffix(".done")
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)  # of a process that did not get to its end
            make(folder)
            done.touch()
    return folder


@pytest.fixture(scope="session")
def build_anew() -> Callable[[Course, Path], Course]:
    """Copies what is authored in a course into a new folder, and builds it there."""
    return _build


@pytest.fixture(scope="session")
def fresh(tmp_path_factory) -> Course:
    """The whole course, built from the repository a moment ago. Not to be changed."""
    return Course(_once(tmp_path_factory, "fresh", lambda root: _build(COURSE, root)))


@pytest.fixture(scope="session")
def classroom(fresh, tmp_path_factory) -> Classroom:
    """One course for all tests of a process; each test sends students of its own."""
    released = _once(tmp_path_factory, "released", lambda root: Classroom(fresh, root / "course"))
    return Classroom(fresh, tmp_path_factory.mktemp("classroom") / "course", released / "course")
