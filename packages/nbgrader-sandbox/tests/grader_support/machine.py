"""What every test session that grades needs of the machine."""

import shutil
import subprocess

import pytest

from grader_support.ports import KernelPorts

# jupyter_client takes the instance that there is.
KernelPorts.instance()


def _why_no_sandbox() -> str:
    """Empty if there can be one."""
    bwrap = shutil.which("bwrap")
    if bwrap is None:
        return "bubblewrap is not installed"
    trial = [bwrap, "--unshare-all", "--ro-bind", "/", "/", "--proc", "/proc", "true"]
    done = subprocess.run(trial, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else f"no sandbox here: {done.stderr.strip()}"


@pytest.fixture(scope="session", name="sandbox")
def needs_sandbox() -> None:
    """For tests that run students' code as graders do."""
    if why := _why_no_sandbox():
        pytest.skip(why)
