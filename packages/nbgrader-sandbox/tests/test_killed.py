"""A grader that is killed at any moment loses nothing and grades nothing twice."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time

import pytest

from grader_support import dumping, toy
from nbgrader_sandbox.course.directory import GradingCourse

OFTEN = int(os.environ.get("KILLS", "10"))  # each takes some ten seconds
SLOW = pytest.mark.slow
SLOW_TO_SQUARE = "import time\n\n\ndef square(x):\n    time.sleep(0.05)\n    return x * x"


def start(course, *others, temporary=None):
    """Grade in a process of its own, as from a command line."""
    options = ["--jobs", "2", "--course", str(course.root), *others]
    command = [sys.executable, "-P", "-m", "nbgrader_sandbox", "grade", *options]
    return subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | ({"TMPDIR": str(temporary)} if temporary else {}),
        start_new_session=True,  # Ctrl-C goes to all processes of a terminal's session
    )


def finish(course):
    process = start(course)
    _, said = process.communicate(timeout=300)
    assert process.returncode == 0, said


@pytest.mark.parametrize("times", [1, pytest.param(OFTEN, marks=SLOW)])
def test_the_gradebook_is_that_of_an_undisturbed_run(sandbox, course, tmp_path, times):
    for number in range(8):
        toy.hand_in(course, f"s{number}", toy.filled_in(course, {"square": SLOW_TO_SQUARE}))
    undisturbed = GradingCourse(shutil.copytree(course.root, tmp_path / "undisturbed"))
    begun = time.monotonic()
    finish(undisturbed)
    takes = time.monotonic() - begun

    rng, killed = random.Random(3), 0
    while killed < times:
        # All of it each time, so that also what is there already is written anew.
        process = start(course, "--force")
        try:
            process.wait(timeout=rng.uniform(0.2, 0.9) * takes)
            takes *= 0.7  # it ended: the machine was busier when the time was taken
        except subprocess.TimeoutExpired:
            process.kill()
            killed += 1
        process.communicate()
    finish(course)
    assert dumping.gradebook(course) == dumping.gradebook(undisturbed)
    assert dumping.notebooks(course) == dumping.notebooks(undisturbed)
    assert not (course.root / "autograded" / ".unfinished").exists()


@pytest.mark.parametrize(
    "pauses",
    [pytest.param([0.0], marks=SLOW), pytest.param([0.0, 0.05], marks=SLOW), [0.0, 1.0, 0.05]],
    ids=str,
)
def test_ctrl_c_ends_a_run_at_once_however_often(sandbox, course, tmp_path, pauses):
    for number in range(4):
        toy.hand_in(course, f"s{number}", toy.filled_in(course, {"square": toy.NEVER_ENDS}))
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    process = start(course, temporary=temporary)
    wait_until_a_test_runs(process, temporary)
    for pause in pauses:
        time.sleep(pause)
        os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode != 0
    assert "Traceback" not in said
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("is_killed", [pytest.param(False, marks=SLOW), True])
def test_no_folder_stays_in_tmp(sandbox, course, tmp_path, is_killed):
    for number in range(4):
        answers = {"square": toy.NEVER_ENDS if is_killed else SLOW_TO_SQUARE}
        toy.hand_in(course, f"s{number}", toy.filled_in(course, answers))
    temporary = tmp_path / ("temporary" * 12)  # no socket can have such a name
    temporary.mkdir()
    process = start(course, temporary=temporary)
    if is_killed:
        wait_until_a_test_runs(process, temporary)
        process.kill()
    process.communicate(timeout=120)
    # The socket of the standard library's own fork server is no file of ours.
    wait_until(lambda: not list(temporary.glob("nbgrader-sandbox-*")))
    assert is_killed or list(temporary.iterdir()) == []


def wait_until_a_test_runs(process, temporary):
    wait_until(lambda: process.poll() is not None or list(temporary.glob("*/tmp*")))
    assert process.poll() is None, process.stderr.read()


def wait_until(is_so, seconds=60):
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)
