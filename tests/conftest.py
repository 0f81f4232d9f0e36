"""What several test folders share."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest
from ports import KernelPorts

from authoring.build import build
from authoring.course import Course
from autograder.errors import GradingError
from autograder.sandbox import command

# jupyter_client takes the instance that there is.
KernelPorts.instance()


def _why_no_sandbox() -> str:
    """Empty if there can be one."""
    bwrap = shutil.which("bwrap")
    if bwrap is None:
        return "bubblewrap is not installed"
    try:
        command(bwrap, [], [], as_nobody=False)
    except GradingError as error:  # Python lies in /tmp
        return str(error)
    trial = [bwrap, "--unshare-all", "--ro-bind", "/", "/", "--proc", "/proc", "true"]
    done = subprocess.run(trial, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else f"no sandbox here: {done.stderr.strip()}"


@pytest.fixture(scope="session")
def sandbox() -> None:
    """For tests that run students' code as graders do."""
    if why := _why_no_sandbox():
        pytest.skip(why)


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


@pytest.fixture(scope="session")
def build_anew() -> Callable[[Course, Path], Course]:
    """Copies what is authored in a course into a new folder, and builds it there."""
    return _build


@pytest.fixture(scope="session")
def fresh(tmp_path_factory) -> Course:
    """The whole course, built from the repository a moment ago. Not to be changed."""
    return _build(Course.here(), tmp_path_factory.mktemp("fresh"))
