"""Print what each submission of the corpus gets here and from stock nbgrader.

Run ``make corpus-table``; names choose, as in ``make corpus-table TABLE_ARGS=loop_in_cell``.
Stock nbgrader runs this code with your rights and without a sandbox. So that nothing is
harmed, its column is made in a sandbox as a whole, each submission in a copy of the course:
with a neighbour whose grades stand there, and one who is graded after it.
"""

import argparse
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from grader_support.toy import ASSIGNMENT, FULL, filled_in, hand_in, make_course, points
from grader_support.trials import HONEST, Trial, hand_in_all, load_trials
from nbgrader_sandbox.course.directory import GradingCourse
from nbgrader_sandbox.run.grade_course import GradingOptions, grade_course
from nbgrader_sandbox.sandbox.bubblewrap import find_bwrap
from tests.support.repository import REPOSITORY

SECONDS = 120  # for stock nbgrader, one submission and a neighbour
NONE = "–"
BEFORE, AFTER = "a_neighbour", "z_neighbour"
Points = dict[str, float | None]


@dataclass(frozen=True)
class Result:
    """What a grader made of one trial.

    Parameters
    ----------
    points : dict of str to float or None
        Of the submission, by cell; None where there are none, or a person has to look.
    neighbours : list of dict
        Points of the honest ones beside it.
    """

    points: Points
    neighbours: list[Points]

    @property
    def harms(self) -> bool:
        """Whether a neighbour's points are not those of an honest submission."""
        return any(_seen(points) != FULL for points in self.neighbours)


def _seen(points: Points) -> Points:
    return {name: points.get(name) for name in FULL}


def ours(root: Path, trials: list[Trial]) -> dict[str, Result]:
    """Grade all trials in one class, each between two neighbours."""
    course = GradingCourse(root)
    students = hand_in_all(course, trials)
    grade_course(course, GradingOptions(jobs=2))
    found, order = points(course), list(students)
    return {
        trial.name: Result(found[name], [found[order[k - 1]], found[order[k + 1]]])
        for k, (name, trial) in enumerate(students.items())
        if trial is not None
    }


def stock(original: Path, trial: Trial) -> Result:
    """Grade one trial with ``nbgrader autograde``, as far as that comes."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        root = Path(shutil.copytree(original, Path(place) / "course"))
        course = GradingCourse(root)
        trial.hand_in(course, "student")
        hand_in(course, AFTER, filled_in(course, {}))
        autograde(root)
        try:
            found = points(course)
        except Exception:  # it has damaged the gradebook
            found = {}
        return Result(found.get("student", {}), [found.get(name, {}) for name in (BEFORE, AFTER)])


def autograde(root: Path) -> None:
    """Run stock nbgrader in a cage from which it sees everything and can write the course."""
    command = [sys.executable, "-P", "-m", "nbgrader", "autograde", ASSIGNMENT]
    path = f"{sysconfig.get_path('scripts')}:/usr/bin:/bin"
    cage = [find_bwrap(), "--unshare-user", "--unshare-pid", "--unshare-net", "--unshare-ipc"]
    cage += ["--die-with-parent", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc"]
    cage += ["--size", str(2**28), "--tmpfs", "/tmp"]
    for installed in (REPOSITORY, sys.prefix, sys.base_prefix):  # they may lie below /tmp
        cage += ["--ro-bind", str(installed), str(installed)]
    cage += ["--bind", str(root), str(root)]
    cage += ["--setenv", "PATH", path, "--setenv", "HOME", str(root), "--chdir", str(root)]
    limits = ["prlimit", f"--as={2**32}", f"--fsize={2**28}", "--nproc=300", "--"]
    with suppress(subprocess.TimeoutExpired):  # what has been graded until then counts
        subprocess.run(
            [*cage, *limits, *command], capture_output=True, timeout=SECONDS, check=False
        )


def verdict(trial: Trial, result: Result) -> list[str]:
    """Say in which ways a result is not what the submission deserves.

    More points than expected in any cell are undeserved, fewer are lost, also if both are
    in one submission. Where nothing can be graded, any points are undeserved; where
    something can, a cell without points is not graded.
    """
    pairs = [(trial.expected[name], result.points.get(name)) for name in FULL]
    given = [(wanted or 0.0, got) for wanted, got in pairs if got is not None]
    found = []
    if any(got > wanted for wanted, got in given):
        found.append("undeserved")
    if any(got < wanted for wanted, got in given):
        found.append("lost")
    if any(wanted is not None and got is None for wanted, got in pairs):
        found.append("no grade")
    if result.harms:
        found.append("neighbour")
    return found


def row(found: Points) -> str:
    """Points of the test cells, side by side."""
    scores = [found.get(name) for name in FULL]
    return " ".join(f"{NONE if score is None else f'{score:g}':>3}" for score in scores)


def summary(trials: Iterable[Trial], graded: dict[str, Result], by_stock: dict) -> list[str]:
    """Count verdicts, for all and by kind of submission."""
    lines = []
    for kind in ("all", "unusual", "faulty", "hostile"):
        some = [trial for trial in trials if kind in ("all", trial.kind)]
        mine = [verdict(trial, graded[trial.name]) for trial in some]
        theirs = [verdict(trial, by_stock[trial.name]) for trial in some]
        counts = {name: sum(name in v for v in theirs) for name in COUNTED}
        said = ", ".join(f"{COUNTED[name]} {count}" for name, count in counts.items())
        as_expected = sum(not v for v in mine)
        harmed = sum("neighbour" in v for v in mine)
        lines.append(
            f"{kind}: {len(some)} submissions. Ours: as expected {as_expected}, neighbours "
            f"harmed by {harmed}. Stock: as expected {sum(not v for v in theirs)}, {said}."
        )
    return lines


COUNTED = {
    "undeserved": "undeserved points for",
    "lost": "points lost in",
    "no grade": "no grade for",
    "neighbour": "a neighbour's grades lost or changed by",
}


def main() -> None:
    """Print the table and its summary."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="of trials; all, if none")
    parser.add_argument("--jobs", type=int, default=2, help="of stock nbgrader at a time")
    parser.add_argument("--together", action="store_true", help="tests with students' code, here")
    options = parser.parse_args()
    trials = [t for t in load_trials() if not options.names or t.name in options.names]
    with tempfile.TemporaryDirectory() as place:
        original = Path(place) / "original"
        original.mkdir()
        hand_in(make_course(original), BEFORE, filled_in(GradingCourse(original), {}))
        mine = Path(shutil.copytree(original, Path(place) / "ours"))
        if options.together:
            with (mine / "nbgrader_config.py").open("a", encoding="utf-8") as settings:
                settings.write("\nc.Autograder.tests = 'together'\n")
        graded = ours(mine, trials)
        autograde(original)
        assert points(GradingCourse(original))[BEFORE] == HONEST, "stock nbgrader does not run"
        with ThreadPoolExecutor(options.jobs) as executor:
            results = executor.map(lambda trial: stock(original, trial), trials)
            by_stock = [*tqdm(results, total=len(trials), desc="stock", unit=" submissions")]
        by_stock = dict(zip([trial.name for trial in trials], by_stock, strict=True))
    print(f"points of {', '.join(FULL)}: {row(FULL)}")
    print(f"{'':<40}{'expected':<22}{'ours':<22}{'stock':<22}stock does wrong")
    for trial in trials:
        mine, theirs = graded[trial.name], by_stock[trial.name]
        columns = (trial.expected, mine.points, theirs.points)
        wrong = ", ".join(verdict(trial, theirs))
        print(f"{trial.name:<40}{''.join(f'{row(c):<22}' for c in columns)}{wrong}".rstrip())
    print(*summary(trials, graded, by_stock), sep="\n")


if __name__ == "__main__":
    main()
