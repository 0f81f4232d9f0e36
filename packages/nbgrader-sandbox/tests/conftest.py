import shutil
from contextlib import nullcontext
from pathlib import Path

import pytest

from grader_support import toy
from grader_support.machine import needs_sandbox  # noqa: F401 (a fixture)
from nbgrader_sandbox.course.directory import GradingCourse
from nbgrader_sandbox.run.local_pool import on_this_machine


@pytest.fixture(scope="session")
def released(tmp_path_factory) -> Path:
    """The toy course, generated and not touched. Copy it."""
    root = tmp_path_factory.mktemp("released") / "course"
    root.mkdir()
    toy.make_course(root)
    return root


@pytest.fixture(scope="session")
def one_worker(sandbox):
    """Makes an executor, the same one always: it stays warm from test to test."""
    with on_this_machine(1) as executor:
        yield lambda _jobs: nullcontext(executor)


@pytest.fixture
def course(released, tmp_path) -> GradingCourse:
    """A toy course of a test's own."""
    shutil.copytree(released, tmp_path / "course")
    return GradingCourse(tmp_path / "course")
