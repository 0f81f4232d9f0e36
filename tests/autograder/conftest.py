import shutil
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest
import toy

from autograder.course import GradingCourse
from autograder.errors import GradingError
from autograder.local import on_this_machine
from autograder.sandbox import command

# The classroom of the real nbgrader.
sys.path.append(str(Path(__file__).parents[1] / "course"))


def why_no_sandbox() -> str:
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


WHY_NO_SANDBOX = why_no_sandbox()


@pytest.fixture(scope="session")
def sandbox() -> None:
    """For tests that run students' code as graders do."""
    if WHY_NO_SANDBOX:
        pytest.skip(WHY_NO_SANDBOX)


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
