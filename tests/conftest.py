"""What several test folders share."""

import fcntl
import inspect
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import settings

from grader_support.machine import needs_sandbox  # noqa: F401 (a fixture)
from rnn_course.build.pipeline import build
from rnn_course.paths import Course
from rnnkit.language import language, speaking
from tests.support.classroom import Classroom
from tests.support.repository import COURSE

# How long an example takes says how busy the machine is.
settings.register_profile("course", deadline=None)
settings.load_profile("course")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call():
    """No test sets variables for those after it, as nbgrader_config.py does in this process.

    Nor a language, as a command that is stopped by an error may do.
    """
    with _surroundings():
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef):
    """Nor does a fixture that outlives its test, unless it also puts them back."""
    puts_back = fixturedef.scope == "function" or inspect.isgeneratorfunction(fixturedef.func)
    with nullcontext() if puts_back else _surroundings():
        return (yield)


@contextmanager
def _surroundings() -> Iterator[None]:
    with patch.dict(os.environ), speaking(language()):
        yield


def _copy(here: Course, root: Path, folders: Iterable[Path], *left_out: str) -> Course:
    ignored = shutil.ignore_patterns("__pycache__", *left_out)
    for folder in folders:
        shutil.copytree(folder, root / folder.relative_to(here.root), ignore=ignored)
    shutil.copy(here.config, root / here.config.relative_to(here.root))
    return Course(root)


def _copy_built(root: Path) -> Course:
    """The course as ``make build`` has left it."""
    authored = (COURSE.chapters, COURSE.locale, COURSE.rnnkit, COURSE.solutions)
    return _copy(COURSE, root, (*authored, COURSE.source, COURSE.release, COURSE.hidden_cases))


def _build(here: Course, root: Path) -> Course:
    """A course as its authors wrote it, built in another place."""
    course = _copy(here, root, (here.chapters, here.locale, here.rnnkit, here.solutions), "*.npz")
    with patch.dict(os.environ):  # nbgrader_config.py sets variables of the process
        build(course, [])
    return course


def _once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that one of the processes makes for all."""
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
def once(tmp_path_factory) -> Callable[[str, Callable[[Path], object]], Path]:
    """Has one of the processes make a folder for all."""
    return lambda name, make: _once(tmp_path_factory, name, make)


@pytest.fixture(scope="session")
def build_anew() -> Callable[[Course, Path], Course]:
    """Copies what is authored in a course into a new folder, and builds it there."""
    return _build


@pytest.fixture(scope="session")
def whole_course(tmp_path_factory) -> Course:
    """A copy of the whole course, as ``make build`` has left it. Not to be changed."""
    return Course(_once(tmp_path_factory, "built", _copy_built))


@pytest.fixture(scope="session")
def new_classroom(whole_course, tmp_path_factory) -> Callable[[], Classroom]:
    """Copies the released course, for tests that look at a class as a whole."""

    def copy() -> Classroom:
        name = "course"
        here = tmp_path_factory.mktemp("classroom") / name
        released = _once(
            tmp_path_factory, "released", lambda to: Classroom(whole_course, to / name)
        )
        return Classroom(whole_course, here, released / name)

    return copy


@pytest.fixture(scope="session")
def classroom(new_classroom) -> Classroom:
    """One course for all tests of a process; each test sends students of its own."""
    return new_classroom()
