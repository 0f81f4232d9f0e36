"""Print what each submission of the corpus gets here and from stock nbgrader.

Run ``python tests/autograder/table.py``; names choose, as in ``table.py loop_in_cell``.
Stock nbgrader runs this code with your rights and without a sandbox. So that nothing is
harmed, its column is made in a sandbox as a whole, and each submission by itself.
"""

import argparse
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "course")]

from toy import ASSIGNMENT, FULL, make_course, points  # noqa: E402
from trials import Trial, hand_in_all, load_trials  # noqa: E402

from autograder.course import GradingCourse  # noqa: E402
from autograder.run import Options, grade_course  # noqa: E402
from autograder.sandbox import find_bwrap  # noqa: E402

SECONDS = 90  # for stock nbgrader and one submission
NONE = "–"


def ours(root: Path, trials: list[Trial]) -> dict[str, dict]:
    course = GradingCourse(root)
    students = hand_in_all(course, trials)
    grade_course(course, Options(jobs=2))
    found = points(course)
    return {trial.name: found[name] for name, trial in students.items() if trial is not None}


def stock(original: Path, trial: Trial) -> dict | None:
    """Points from ``nbgrader autograde``; None if it gives none, or does not end."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(shutil.copytree(original, Path(place) / "course"))
        course = GradingCourse(root)
        trial.hand_in(course, "student")
        command = [sys.executable, "-P", "-m", "nbgrader", "autograde", ASSIGNMENT]
        path = f"{sysconfig.get_path('scripts')}:/usr/bin:/bin"
        cage = [find_bwrap(), "--unshare-user", "--unshare-pid", "--unshare-net", "--unshare-ipc"]
        cage += ["--die-with-parent", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc"]
        cage += ["--size", str(2**28), "--tmpfs", "/tmp", "--bind", str(root), str(root)]
        cage += ["--setenv", "PATH", path, "--setenv", "HOME", str(root), "--chdir", str(root)]
        limits = ["prlimit", f"--as={2**32}", f"--fsize={2**28}", "--nproc=300", "--"]
        try:
            subprocess.run(
                [*cage, *limits, *command], capture_output=True, timeout=SECONDS, check=False
            )
            return points(course).get("student")
        except Exception:  # it has damaged the gradebook, or never ends
            return None


def row(found: dict | None) -> str:
    cells = [None if found is None else found.get(name) for name in FULL]
    return " ".join(f"{NONE if score is None else f'{score:g}':>3}" for score in cells)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*")
    chosen = parser.parse_args().names
    trials = [trial for trial in load_trials() if not chosen or trial.name in chosen]
    with tempfile.TemporaryDirectory() as place:
        original = Path(place) / "original"
        original.mkdir()
        make_course(original)
        graded = ours(Path(shutil.copytree(original, Path(place) / "ours")), trials)
        print(f"points of {', '.join(FULL)}: {row(FULL)}")
        print(f"{'':<40}{'expected':<18}{'ours':<18}stock")
        for trial in trials:
            columns = (trial.expected, graded[trial.name], stock(original, trial))
            print(f"{trial.name:<40}" + "".join(f"{row(column):<18}" for column in columns))


if __name__ == "__main__":
    main()
