"""Feedback pages of a simulated class: ours and nbgrader's, and grading together with them.

Run ``make bench-feedback``. Two tables: without the cells tagged ``demo``, and the notebooks as
they are handed in. Stock nbgrader grades and writes the first ``--stock`` of the class only; its
start-up is measured by itself, and what one student needs is scaled to the class. Both run on
copies of one folder, with one BLAS thread. On a machine that does other things at the same time
the clock says little: seconds of processors are what to compare, and for ours, on N cores, the
clock of a quiet machine is about the first process alone and an N-th of the rest.
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.grading import Measured, keep, make_class, measure, ours, stock
from benchmarks.machine import machine


def our_pages(folder: Path, chapter: str, jobs: int, submissions: int) -> Measured:
    command = [sys.executable, "-P", "-c", "from rnn_course.cli import main; main()"]
    options = ["--course", str(folder), "feedback", chapter, "--force", "--jobs", str(jobs)]
    return measure([*command, *options], folder, submissions)


def stock_pages(folder: Path, chapter: str, submissions: int) -> Measured:
    command = [sys.executable, "-P", "-m", "nbgrader", "generate_feedback", chapter]
    return measure(command, folder, submissions)


def compare(chapter: str, size: int, stock_size: int, jobs: int, keep_demos: bool) -> None:
    """Print one table."""
    print(f"\n{chapter}, {size} students, {'as handed in' if keep_demos else 'without demo cells'}")
    with tempfile.TemporaryDirectory() as place:
        original = Path(place) / "original"
        make_class(original, chapter, size, keep_demos)
        here = shutil.copytree(original, Path(place) / "ours")
        rows = {"grade": ours(here, jobs, size), "feedback": our_pages(here, chapter, jobs, size)}
        there = shutil.copytree(original, Path(place) / "stock")
        keep(there, stock_size)
        theirs = {
            "grade": stock(there, chapter, stock_size),
            "feedback": stock_pages(there, chapter, stock_size),
        }
        # All is done already: what is left is start-up.
        idle = {
            "grade": stock(there, chapter, 0),
            "feedback": stock_pages(there, chapter, 0),
        }
    _print(rows, {name: _scaled(theirs[name], idle[name], size) for name in rows})


def _scaled(some: Measured, idle: Measured, size: int) -> Measured:
    """Return what a whole class would need, by what some students and none need."""
    part = size / some.submissions
    seconds = idle.seconds + (some.seconds - idle.seconds) * part
    return Measured(seconds, idle.cpu + (some.cpu - idle.cpu) * part, some.memory, size)


def _print(rows: dict[str, Measured], theirs: dict[str, Measured]) -> None:
    print(f"{'':<10}{'ours: s':>10}{'CPU s':>8}{'stock: s':>10}{'CPU s':>8}{'×':>8}{'CPU ×':>8}")
    for name in (*rows, "together"):
        own = [*rows.values()] if name == "together" else [rows[name]]
        other = [*theirs.values()] if name == "together" else [theirs[name]]
        ours_s, ours_cpu = sum(each.seconds for each in own), sum(each.cpu for each in own)
        s, cpu = sum(each.seconds for each in other), sum(each.cpu for each in other)
        print(
            f"{name:<10}{ours_s:>10.1f}{ours_cpu:>8.1f}{s:>10.0f}{cpu:>8.0f}"
            f"{s / ours_s:>8.1f}{cpu / ours_cpu:>8.1f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--chapter", default="03-rnn-backward")
    parser.add_argument("--size", type=int, default=100)
    parser.add_argument("--stock", type=int, default=10, metavar="N")
    parser.add_argument("--jobs", type=int, default=2, metavar="N")
    options = parser.parse_args()
    print(f"{machine()}\nstock: {options.stock} students, scaled to {options.size}")
    for keep_demos in (False, True):
        compare(options.chapter, options.size, options.stock, options.jobs, keep_demos)


if __name__ == "__main__":
    main()
