"""CPU seconds of each chapter's cells, on one thread: what a student waits for.

Run ``python -m benchmarks.chapters`` (all), or with beginnings of names: ``09 10``.

A chapter runs in a process of its own, with the right answers and without the test cells. Times
are CPU seconds: on a busy machine they grow by what others take of the caches, not by waiting.
A cell may take 8 seconds, one of a chapter 15, and a chapter 45.

With ``--rounds 3`` each chapter is run three times, and the least time of each cell counts: the one
that others disturbed least.

With ``--browser``, training makes as many updates as in the browser, and times are estimates of
those there: CPU seconds here times ``SLOWER``. A cell may take 60 seconds.
"""

import argparse
import contextlib
import io
import time
from multiprocessing import get_context

from nbgrader.utils import is_grade, is_solution

import rnnkit  # noqa: F401 (limits BLAS to one thread)
from benchmarks.machine import machine
from rnn_course.build.chapters import read_chapter
from rnnkit import _budget
from tests.support.repository import COURSE

CELL, LONG_CELL, CHAPTER = 8, 15, 45
CELL_IN_BROWSER = 60
# Measured in Pyodide 0.27 against OpenBLAS here: 4 to 6 for most cells, 14 for wide LSTMs. Each
# cell is taken for one of the slowest.
SLOWER = 14
WORTH_A_LINE = 0.5


def seconds_of_cells(name: str, in_browser: bool) -> dict[str, float]:
    """CPU seconds of each cell, by its first lines."""
    _budget.IN_BROWSER = in_browser
    namespace, seconds = {"__name__": "__main__"}, {}
    for place, cell in read_chapter(COURSE.chapters / f"{name}.md").cells():
        if cell.cell_type != "code" or (is_grade(cell) and not is_solution(cell)):
            continue
        began = time.process_time()
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            exec(compile(cell.source, str(place), "exec"), namespace)
        label = next(line for line in cell.source.splitlines() if line.strip())
        seconds[f"[{place.ordinal}] {label}"[:60]] = time.process_time() - began
    return seconds


def least(rounds: list[dict[str, float]]) -> dict[str, float]:
    """Return the least time of each cell."""
    return {label: min(each[label] for each in rounds) for label in rounds[0]}


def report_browser(name: str, seconds: dict[str, float]) -> None:
    """Print a row of a table: a chapter's longest cell and all of them, in the browser."""
    estimates = {label: SLOWER * each for label, each in seconds.items()}
    label, longest = max(estimates.items(), key=lambda pair: pair[1])
    over = " **over**" if longest > CELL_IN_BROWSER else ""
    print(
        f"| {name} | {longest:.0f}{over} | `{label}` | {sum(estimates.values()):.0f} |", flush=True
    )


def report(name: str, seconds: dict[str, float]) -> None:
    """Print the cells that take long, and what is over a limit."""
    total = sum(seconds.values())
    print(f"{name:62} {total:6.1f} s{'  over' if total > CHAPTER else ''}")
    long_cells = sum(each > CELL for each in seconds.values())
    for label, each in seconds.items():
        over = each > LONG_CELL or (each > CELL and long_cells > 1)
        if each >= WORTH_A_LINE:
            print(f"  {label:60} {each:6.1f} s{'  over' if over else ''}", flush=True)


def main() -> None:
    """Measure the chapters that are named."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.chapters")
    parser.add_argument("beginnings", nargs="*", metavar="chapter", default=[""])
    parser.add_argument("--browser", action="store_true", help="estimates of times in the browser")
    parser.add_argument("--rounds", type=int, default=1, help="runs of each chapter")
    options = parser.parse_args()
    beginnings = tuple(options.beginnings)
    print(machine())
    names = sorted(path.stem for path in COURSE.chapters.glob("*.md"))
    if options.browser:
        print("\n| chapter | longest cell, s | which | all cells, s |\n|---|---|---|---|")
    with get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        for name in names:
            if name.startswith(beginnings):
                asked = [(name, options.browser)] * options.rounds
                seconds = least(pool.starmap(seconds_of_cells, asked, chunksize=1))
                (report_browser if options.browser else report)(name, seconds)


if __name__ == "__main__":
    main()
