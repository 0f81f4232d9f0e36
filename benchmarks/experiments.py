"""What chapters conclude from several seeds: ``python -m benchmarks.experiments`` measures it.

Networks and training are the chapters' own cells, so that file and chapter cannot say different
things; each line of a file is one run. ``rnnkit.datasets.measured_losses`` reads the file of
chapter 10, ``measured_parity`` that of chapter 12. Ten minutes and two minutes of CPU time on one
thread.

Another processor rounds sums otherwise, and after some hundred updates it is another network. What
a chapter says of these runs must hold there, too.
"""

import argparse
import ast
import csv
import datetime
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import product, repeat
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from tqdm import tqdm

from rnn_course.build.chapters import read_chapter
from rnnkit.datasets.measured import COLUMNS, FILE, PARITY, PARITY_KEYS
from tests.support.repository import COURSE

CELLS = {
    "10-deep-rnn": {"words", "boxed", "new_model", "learn", "width_for", "Residual", "tall_model"},
    "12-limits": {"parity_batches", "shares_right"},
}
SEEDS = range(5)
DEPTHS = (1, 2, 3, 4)
PARITY_SEEDS = range(8)
LEARNERS = (("RNN", "once"), ("RNN", "always"), ("LSTM", "once"))


class Setting(NamedTuple):
    """One network and its training: columns of the file."""

    layers: int
    units: int = 48
    updates: int = 400
    residual: bool = False
    dropout: float = 0.0
    words: int = 0  # to learn from; 0 for all


@cache
def chapter(name: str = "10-deep-rnn") -> dict[str, Any]:
    """Run the cells of a chapter that its experiments need; return what they bind."""
    namespace: dict[str, Any] = {}
    for place, cell in read_chapter(COURSE.chapters / f"{name}.md").cells():
        wanted = place.grade_id in ("setup", "parameter_counts")
        if cell.cell_type == "code" and (wanted or CELLS[name] & _bound(cell.source)):
            exec(compile(cell.source, str(place), "exec"), namespace)
    return namespace


def _bound(source: str) -> set[str]:
    """Names of the functions and classes of a cell, and of what it assigns first."""
    nodes = ast.parse(source).body
    return {getattr(node, "name", ast.unparse(node).split(" ")[0]) for node in nodes}


def plans() -> dict[str, list[Setting]]:
    """The settings of each experiment."""
    width_for = chapter()["width_for"]
    return {
        "same updates": [Setting(L) for L in DEPTHS],
        "same weights": [Setting(L, width_for(L)) for L in DEPTHS],
        "same time": list(map(Setting, DEPTHS, repeat(48), (1000, 700, 500, 400))),
        "three times the updates": [Setting(L, updates=1200) for L in DEPTHS],
        "without residual connections": [Setting(L) for L in range(1, 7)],
        "with residual connections": [Setting(L, residual=L > 1) for L in range(1, 7)],
        "without, three times": [Setting(L, updates=1200) for L in range(1, 7)],
        "with, three times": [Setting(L, updates=1200, residual=L > 1) for L in range(1, 7)],
        "500 words": [Setting(3, 64, dropout=p, words=500) for p in (0.0, 0.2, 0.4, 0.6)],
        "all words": [Setting(3, 64, dropout=p) for p in (0.0, 0.2, 0.4)],
    }


@cache
def losses(setting: Setting, seed: int) -> tuple[float, float]:
    """Train one network of the chapter; return its loss on what it learned from and in the exam."""
    L, H, updates, residual, dropout, words = setting
    cells = chapter()
    part = tuple(array[:, : words or None] for array in cells["train"])
    if residual:
        model = cells["tall_model"](H, L, seed, cells["Residual"])
    else:
        model = cells["new_model"](H, L, seed, dropout)
    cells["learn"](model, part, updates, seed)
    return cells["loss_on"](model, part), cells["loss_on"](model, cells["exam"])


def measure_losses() -> None:
    """Run all that chapter 10 needs and write its file."""
    runs = [
        (name, setting, seed)
        for name, settings in plans().items()
        for setting in settings
        for seed in SEEDS
    ]
    rows = (
        [name, *map(_plain, setting), seed, *(f"{loss:.4f}" for loss in losses(setting, seed))]
        for name, setting, seed in tqdm(runs)
    )
    _write(FILE, 10, COLUMNS, rows)


def parity(cell: str, asked: str, seed: int) -> np.ndarray:
    """Train one network of chapter 12; return how often it is right, by length."""
    cells = chapter("12-limits")
    return cells["shares_right"](cells["learn_parity"](cells[cell], asked, seed))


def measure_parity() -> None:
    """Run all that chapter 12 needs and write its file."""
    runs = [(*learner, seed) for learner, seed in product(LEARNERS, PARITY_SEEDS)]
    rows = ([*run, *(f"{share:.3f}" for share in parity(*run))] for run in tqdm(runs))
    _write(PARITY, 12, (*PARITY_KEYS, *chapter("12-limits")["lengths"]), rows)


def _write(path: Path, number: int, columns: Sequence[object], rows: Iterable[list]) -> None:
    day, version = datetime.date.today(), np.__version__
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(f"# chapter {number}, by benchmarks/experiments.py on {day}, NumPy {version}\n")
        table = csv.writer(file, lineterminator="\n")
        table.writerow(columns)
        table.writerows(rows)


def _plain(value: object) -> object:
    return int(value) if isinstance(value, bool) else value


MEASURES = {"10": measure_losses, "12": measure_parity}


def main() -> None:
    """Measure what the chapters need that are named; all, if none is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("chapters", nargs="*", choices=[[], *MEASURES], help="10, 12 or both")
    for number in parser.parse_args().chapters or MEASURES:
        MEASURES[number]()


if __name__ == "__main__":
    main()
