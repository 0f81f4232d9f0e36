"""Whatever one submission holds, it costs at most itself: from the archive to the report."""

import csv
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import fuzzing
from tests.support.platform_files import Handed, generated_once, moodle_zip

from grader_support import toy  # isort: skip (platform_files knows where it is)

import nbformat

from nbgrader_sandbox import printable
from nbgrader_sandbox.course.directory import GradingCourse

TOY = toy.ASSIGNMENT
SEEDS = range(int(os.environ.get("FUZZ_FROM", "0")), int(os.environ.get("FUZZ_TO", "36")))
HONEST = {"ada-lovelace": "Ada Lovelace", "zoë-ng": "Zoë Ng"}
FULL = toy.FULL | {"why": 0.0}
CONFIG = """
from rnn_course.nbgrader import configure
configure(get_config(), __file__)
{of_the_toys}
c.Autograder.tests = "apart"
"""
RNN_COURSE = "from rnn_course.cli import main; main()"
COMMANDS = {
    "grade": ["-c", RNN_COURSE, "grade", "--jobs", "2"],
    "generate_feedback": ["-m", "nbgrader", "generate_feedback", TOY],
    "feedback": ["-c", RNN_COURSE, "feedback", TOY, "--force"],
    "report": ["-c", RNN_COURSE, "report"],
    "regrade": ["-c", RNN_COURSE, "regrade", TOY, "--unchanged", "--yes"],
}
NO_RIGHTS = "-dac_override,-dac_read_search"  # with them, root reads whatever nobody may


def run(course, words):
    """Run a command as one who has to ask for rights, as instructors do."""
    if os.geteuid() == 0:
        setpriv = shutil.which("setpriv")
        if setpriv is None:
            pytest.skip("root without setpriv is refused nothing")
        prefix = [setpriv, "--bounding-set", NO_RIGHTS, "--inh-caps", NO_RIGHTS]
    else:
        prefix = []
    line = [*prefix, sys.executable, *words]
    done = subprocess.run(line, cwd=course.root, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def course(tmp_path_factory, sandbox):
    """A class in which two are honest; the others came by an archive and by folders."""
    root = tmp_path_factory.mktemp("fuzz") / "course"
    shutil.copytree(generated_once(tmp_path_factory), root)
    config = root / "nbgrader_config.py"
    config.write_text(CONFIG.format(of_the_toys=config.read_text()))
    made = GradingCourse(root)
    yield made
    subprocess.run(["chmod", "-R", "u+rwX", root], check=True)  # so that pytest can remove it


@pytest.fixture(scope="module")
def said(course, tmp_path_factory):
    """What each command said, and how it ended."""
    right, folder = toy.filled_in(course, {}), tmp_path_factory.mktemp("archive")
    archive = archive_of_a_class(right, folder)
    found = {"collect": run(course, ["-c", RNN_COURSE, "collect", TOY, str(archive)])}
    for seed in SEEDS:
        odd = fuzzing.STUDENTS[seed : seed + 1]
        student = os.fsdecode(odd[0]) if odd else f"s{seed}"
        fuzzing.write(seed, course.root / "submitted" / student / TOY, right)
    return found | {name: run(course, words) for name, words in COMMANDS.items()}


def archive_of_a_class(right, folder):
    rng, whole = random.Random(5), nbformat.writes(right).encode()
    handed = [Handed(name, n, "toy.ipynb", whole) for n, name in enumerate(HONEST.values(), 900)]
    for seed in SEEDS:
        content = fuzzing.content(seed, right, folder)
        name = os.fsdecode(rng.choice(fuzzing.NAMES)).encode("utf-8", "replace").decode()
        if rng.random() < 0.3:
            inner = moodle_zip(folder / "inner.zip", [Handed("x", 1, name, content)])
            broken = bytearray(inner.read_bytes())
            broken[rng.randrange(len(broken))] ^= 255
            name, content = "all.zip", bytes(broken)
        handed.append(
            Handed(rng.choice(["=cmd", "A\x1bB", "e" * 150, f"P{seed}"]), seed, name, content)
        )
    return moodle_zip(folder / "class.zip", handed)


pytestmark = pytest.mark.slow


@pytest.mark.parametrize("command", ["collect", *COMMANDS])
def test_command_goes_through_and_says_what_needs_a_look(said, command):
    status, text = said[command]
    nbgraders_own = command == "generate_feedback"  # which goes on as well, and ends with an error
    assert status in ((0, 1) if nbgraders_own else (0, 3)), text
    assert nbgraders_own or "Traceback" not in text, text
    assert "the grader failed" not in text
    assert "could not be recorded" not in text


def test_honest_students_lose_nothing(course, said):
    points = toy.points(course)
    assert {student: points[student] for student in HONEST} == dict.fromkeys(HONEST, FULL), said


def test_everybody_has_points_or_a_reason(course, said):
    points, summary = toy.points(course), said["grade"][1]
    for folder in (course.root / "submitted").iterdir():
        assert folder.name in points or printable(folder.name) in summary


def test_pages_and_report_are_made(course, said):
    for student in HONEST:
        assert (course.root / "feedback" / student / TOY / f"{TOY}.html").is_file(), said[
            "feedback"
        ]
    with (course.root / "report" / "exercises.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["cell"] for row in rows} == FULL.keys()
    assert "<script>" not in Path(course.root, "report", "report.html").read_text(encoding="utf-8")
