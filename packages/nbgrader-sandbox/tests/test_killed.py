"""A grader that is killed at any moment loses nothing and grades nothing twice."""

import os
import random
import shutil
import subprocess
import sys
import time

import pytest

from grader_support import dumping, toy
from nbgrader_sandbox.course.directory import GradingCourse

OFTEN = int(os.environ.get("KILLS", "10"))  # each takes some ten seconds
SLOW_TO_SQUARE = "import time\n\n\ndef square(x):\n    time.sleep(0.05)\n    return x * x"


def start(course, *others):
    """Grade in a process of its own, as from a command line."""
    options = ["--jobs", "2", "--course", str(course.root), *others]
    command = [sys.executable, "-P", "-m", "nbgrader_sandbox", "grade", *options]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def finish(course):
    process = start(course)
    _, said = process.communicate(timeout=300)
    assert process.returncode == 0, said


@pytest.mark.parametrize("times", [1, pytest.param(OFTEN, marks=pytest.mark.slow)])
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
