"""A full disk, for real, and folders that cannot be written to.

The tests run this file once more, in a mount namespace of its own where the course lies on a
small file system. Nothing outside sees that one, and it is gone when the process ends.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from grader_support import dumping, toy
from nbgrader_sandbox.course.directory import GradingCourse
from nbgrader_sandbox.errors import GradingError
from nbgrader_sandbox.run.grade_course import GradingOptions, grade_course
from nbgrader_sandbox.run.local_pool import on_this_machine

SIZE = 24 * 2**20  # bytes
ROOMS = (0, 4, 12, 16, 24, 40, 48, 64, 96, 120, 160, 400)  # kilobytes left for a run
NAMESPACE = ["unshare", "--mount", "--propagation", "private"]
if os.geteuid() != 0:
    NAMESPACE = ["unshare", "--user", "--map-root-user", *NAMESPACE[1:]]


def why_no_mounts() -> str:
    """Empty if there can be some."""
    if not all(map(shutil.which, ("unshare", "mount"))):
        return "unshare and mount are not installed"
    trial = [*NAMESPACE, "mount", "-t", "tmpfs", "-o", "size=1m", "none", "/mnt"]
    done = subprocess.run(trial, capture_output=True, text=True, check=False)
    return done.stderr.strip()


@pytest.fixture(scope="module")
def can_mount(sandbox):
    if problem := why_no_mounts():
        pytest.skip(f"nothing can be mounted here: {problem}")


@pytest.fixture
def answered(course):
    """A class of four has handed in, one of them a large file with it."""
    for number in range(4):
        answers = {"square": f"def square(x):\n    return x * x * {number % 2}"}
        folder = toy.hand_in(course, f"s{number}", toy.filled_in(course, answers))
    (folder / "notes.bin").write_bytes(b"n" * 60_000)
    return course


def in_namespace(what: str, *arguments: Path) -> dict:
    """Do something in a mount namespace of its own; what it prints last is the result."""
    line = [*NAMESPACE, sys.executable, "-P", __file__, what, *map(str, arguments)]
    path = {"PYTHONPATH": str(Path(__file__).parent)}  # as pytest has it
    done = subprocess.run(line, env=os.environ | path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def mount(*arguments: object) -> None:
    subprocess.run(["mount", *map(str, arguments)], check=True)


def fill(folder: Path, room: int) -> None:
    """Leave so many bytes of room in a file system."""
    filler = folder / "filler"
    filler.write_bytes(b"")
    free = os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize
    with filler.open("wb") as file:
        file.write(bytes(max(free - room, 0)))


def attempt(course: GradingCourse, executor: object) -> str:
    """Grade, and say what kept it from going on."""
    from contextlib import nullcontext

    try:
        grade_course(GradingCourse(course.root), GradingOptions(), lambda _: nullcontext(executor))
    except GradingError as error:
        return str(error)
    return ""


def on_a_small_disk(original: Path, folder: Path) -> dict:
    """Grade with little room, more each time, and then with enough, always from the start."""
    mount("-t", "tmpfs", "-o", f"size={SIZE}", "none", folder)
    found = {"said": [], "half": [], "after": []}
    with on_this_machine(1) as executor:
        for room in ROOMS:
            place = folder / "course"
            course = GradingCourse(shutil.copytree(original, place))
            fill(folder, room * 1000)
            found["said"].append(attempt(course, executor))
            graded = place / "autograded"
            found["half"].append([str(path) for path in graded.glob(".*")])
            whole_until_then = dumping.everything(course)
            (folder / "filler").unlink()
            assert attempt(course, executor) == ""
            found["after"].append([whole_until_then, dumping.everything(course)])
            shutil.rmtree(place)
    return found


@pytest.mark.slow
def test_a_full_disk_stops_a_run_with_nothing_half_done_and_the_next_goes_on(
    can_mount, answered, one_worker, tmp_path
):
    before = answered.root.with_name("before")
    shutil.copytree(answered.root, before)
    grade_course(answered, GradingOptions(), one_worker)
    book, notebooks = json.loads(json.dumps(dumping.everything(answered)))
    (tmp_path / "small").mkdir()
    found = in_namespace("on_a_small_disk", before, tmp_path / "small")

    stopped = [said for said in found["said"] if said]
    assert len(stopped) >= 4  # with this little room it was full
    assert len(stopped) < len(ROOMS)  # and at different moments
    assert all("Make room" in said and "run the same command" in said for said in stopped)
    assert found["half"] == [[]] * len(ROOMS)
    for (_, notebooks_then), (book_after, notebooks_after) in found["after"]:
        assert notebooks_then.items() <= notebooks.items()
        assert (book_after, notebooks_after) == (book, notebooks)


def where_nothing_can_be_written(root: Path) -> dict:
    course, said = GradingCourse(root), {}
    with on_this_machine(1) as executor:
        for name in ("autograded", "."):
            place = root / name
            place.mkdir(exist_ok=True)
            mount("--bind", place, place)
            mount("-o", "remount,bind,ro", place)
            said[name] = attempt(course, executor)
            subprocess.run(["umount", str(place)], check=True)
        said["then"] = attempt(course, executor)
    return said


@pytest.mark.slow
def test_folders_that_cannot_be_written_to_are_said(can_mount, answered, one_worker, tmp_path):
    course = GradingCourse(shutil.copytree(answered.root, tmp_path / "other"))
    said = in_namespace("where_nothing_can_be_written", course.root)
    assert "Read-only file system" in said["autograded"]
    assert "autograded" in said["autograded"]
    assert "run the same command" in said["autograded"]
    assert "ead-only" in said["."] or "readonly" in said["."]
    assert said["then"] == ""
    grade_course(answered, GradingOptions(), one_worker)
    assert dumping.everything(course) == dumping.everything(answered)


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]](*map(Path, sys.argv[2:]))))
