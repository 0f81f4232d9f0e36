"""A simulated class, graded by stock nbgrader and by this project's autograder.

Run ``make bench-grading``; ``BENCH_ARGS=--large`` grades 1,000 submissions and shows memory,
``BENCH_ARGS=--endless`` what loops without end cost a class of 30.

The class mixes right answers, known mistakes, other right answers and blank notebooks of
one chapter. Both graders are started as their users start them, on copies of the same
folder, with one BLAS thread. Stock nbgrader grades the first ``--stock`` of the class only;
its start-up is measured by itself and counted once. In the first table the cells tagged
``demo`` are left out for both. Ours runs with its sandbox.
"""

import argparse
import ast
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from benchmarks.machine import machine
from rnnkit.workbook.paths import PACKAGE

if TYPE_CHECKING:
    from tests.support.classroom import Classroom

ROOT = Path(__file__).parents[1]
MEGABYTE = 2**20
LOOPS = {
    "interruptible": "while True: pass",
    "not interruptible": """
while True:
    try:
        while True: pass
    except BaseException: pass
""",
}


@dataclass(frozen=True)
class Measured:
    """One run: seconds on the clock, seconds of processors, peak bytes, submissions."""

    seconds: float
    cpu: float
    memory: int
    submissions: int


def answers(chapter: str) -> Iterator[dict[str, str]]:
    """Answers of one student after another, for ever."""
    from rnn_course.build.answers import reference_sources
    from tests.support import packed_answers as bank

    right = reference_sources(chapter)
    wrong = [bank.mistaken_sources(chapter, each) for each in bank.packed_mistakes(chapter)]
    others = [bank.equivalent_sources(each) for each in bank.packed_equivalents(chapter)]
    kinds = [{}, *({**right, **each} for each in [{}, *wrong, *others])]
    yield from cycle(kinds)


def make_class(folder: Path, chapter: str, size: int, keep_demos: bool) -> "Classroom":
    """Write a course with ``size`` submissions."""
    from tests.support.classroom import Classroom, OneChapter

    room = Classroom(OneChapter(ROOT, chapter=chapter), folder)
    for number, filled in enumerate(islice(answers(chapter), size)):
        notebook = room.filled_in(chapter, filled)
        if keep_demos:
            notebook = room.release(chapter)
            for cell in notebook.cells:
                name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
                cell.source = filled.get(name, cell.source)
        room.hand_in(f"s{number:04}", chapter, notebook)
    return room


def keep(folder: Path, count: int) -> None:
    """Remove all submissions but the first ``count``."""
    for path in sorted((folder / "submitted").iterdir())[count:]:
        shutil.rmtree(path)


def measure(command: list[str], folder: Path, submissions: int) -> Measured:
    """Run a grader."""
    variables = os.environ | {
        "PATH": os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]]),
        "PYTHONPATH": str(folder.parent / PACKAGE.parent),
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "IPYTHONDIR": str(folder / ".ipython"),
    }
    variables.pop("RNNKIT_HIDDEN_CASES", None)
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    watch = Watch(process.pid)
    if process.wait() != 0:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    seconds = time.perf_counter() - start
    watch.end()
    return Measured(seconds, watch.cpu, watch.memory, submissions)


class Watch:
    """Looks at the time of a process and all below it, twice a second, at their memory seldom.

    The time is looked at while they live: what ends with its sandbox, by a kill, is added to
    the time of nobody who waits for it. Memory that forks share is slow to add up: at each look
    it would take a tenth of a core from what is measured.
    """

    SELDOM = 6  # looks

    def __init__(self, process: int) -> None:
        self._process, self._ended = psutil.Process(process), threading.Event()
        self.memory, self.cpu = 0, 0.0
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def end(self) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        for look in count():
            if self._ended.wait(0.5):
                return
            family = self._family()
            self.cpu = max(self.cpu, sum(map(_cpu, family)))
            if look % self.SELDOM == 0:
                self.memory = max(self.memory, sum(map(_unshared, family)))

    def _family(self) -> list[psutil.Process]:
        try:
            return [self._process, *self._process.children(recursive=True)]
        except psutil.Error:
            return []


def _unshared(process: psutil.Process) -> int:
    """Proportional size: what forks share is counted once among them."""
    try:
        return process.memory_full_info().pss
    except psutil.Error:
        return 0


def _cpu(process: psutil.Process) -> float:
    """Seconds of a process, and of those that it has waited for."""
    try:
        return sum(process.cpu_times()[:4])
    except psutil.Error:
        return 0.0


def ours(folder: Path, jobs: int, submissions: int) -> Measured:
    command = [sys.executable, "-P", "-m", "nbgrader_sandbox", "grade", "--course", str(folder)]
    return measure([*command, "--jobs", str(jobs)], folder, submissions)


def stock(folder: Path, chapter: str, submissions: int) -> Measured:
    command = [sys.executable, "-P", "-m", "nbgrader", "autograde", chapter]
    return measure(command, folder, submissions)


def compare(chapter: str, size: int, stock_size: int, keep_demos: bool) -> None:
    """Print one table."""
    print(f"\n{chapter}, {size} submissions, {'as it is' if keep_demos else 'without demo cells'}")
    with tempfile.TemporaryDirectory() as place:
        original = Path(place) / "original"
        make_class(original, chapter, size, keep_demos)
        rows = {}
        for jobs in (1, 2):
            folder = shutil.copytree(original, Path(place) / f"ours{jobs}")
            rows[f"ours, {jobs} jobs"] = ours(folder, jobs, size)
        folder = shutil.copytree(original, Path(place) / "stock")
        keep(folder, stock_size)
        rows[f"stock, of {stock_size}"] = stock(folder, chapter, stock_size)
        keep(folder, 1)  # graded already: what is left is start-up
        start_up = stock(folder, chapter, 0).seconds
    _print(rows, start_up, size)


def _print(rows: dict[str, Measured], start_up: float, size: int) -> None:
    *_, slowest = rows.values()
    each = (slowest.seconds - start_up) / slowest.submissions
    whole = start_up + each * size
    print(f"stock's start-up: {start_up:.1f} s; for {size} it would need {whole:.0f} s")
    print(f"{'':<14}{'s':>8}{'a minute':>10}{'CPU s each':>12}{'peak MB':>9}{'× stock':>9}")
    for name, row in rows.items():
        is_stock = row is slowest
        seconds = whole if is_stock else row.seconds
        print(
            f"{name:<14}{row.seconds:>8.1f}{60 * size / seconds:>10.0f}"
            f"{row.cpu / row.submissions:>12.2f}{row.memory / MEGABYTE:>9.0f}"
            f"{whole / seconds:>9.1f}"
        )


def without_end(source: str, loop: str) -> str:
    """Return an answer whose functions never return."""
    tree = ast.parse(source)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            node.body = ast.parse(loop).body
    return ast.unparse(tree)


def endless(chapter: str, size: int = 30) -> None:
    """Print the time of a class in which one student's answers never end."""
    from rnn_course.build import answers as bank

    right = bank.reference_sources(chapter)
    kinds = {"no loop": right}
    for name, loop in LOOPS.items():
        late = {cell: without_end(source, loop) for cell, source in right.items()}
        first = next(iter(late))
        kinds[f"one answer, {name}"] = right | {first: late[first]}
        kinds[f"each answer, {name}"] = late
    for name, filled in kinds.items():
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "course"
            room = make_class(folder, chapter, size, keep_demos=False)
            room.hand_in("s0000", chapter, room.filled_in(chapter, filled))
            print(f"{name}: {ours(folder, 2, size).seconds:.0f} s", flush=True)


def large(chapter: str, sizes: list[int]) -> None:
    """Print time and memory of classes of these sizes."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as place:
            make_class(Path(place) / "course", chapter, size, keep_demos=False)
            row = ours(Path(place) / "course", 2, size)
        print(f"{size} submissions: {row.seconds:.0f} s, peak {row.memory / MEGABYTE:.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--chapter", default="03-rnn-backward")
    parser.add_argument("--size", type=int, default=100)
    parser.add_argument("--stock", type=int, default=20, metavar="N")
    parser.add_argument("--whole", action="store_true", help="also the chapter with its demo cells")
    parser.add_argument("--large", type=int, nargs="*", metavar="N")
    parser.add_argument("--endless", action="store_true")
    options = parser.parse_args()
    print(machine())
    if options.endless:
        endless(options.chapter)
        return
    if options.large is not None:
        large(options.chapter, options.large or [100, 1000])
        return
    compare(options.chapter, options.size, options.stock, keep_demos=False)
    if options.whole:
        compare(options.chapter, options.size, options.stock, keep_demos=True)


if __name__ == "__main__":
    main()
