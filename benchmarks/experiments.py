"""What chapter 10 concludes from five seeds: ``python -m benchmarks.experiments`` measures it.

Networks and training are the chapter's own cells, so that file and chapter cannot say different
things; each line of the file is one run, and ``rnnkit.datasets.measured_losses`` reads it. About
ten minutes of CPU time on one thread.
"""

import ast
import csv
import datetime
from functools import cache
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
from tqdm import tqdm

from rnn_course.build.chapters import read_chapter
from rnnkit.datasets.measured import COLUMNS, FILE
from tests.support.repository import COURSE

CELLS = {"words", "boxed", "new_model", "learn", "width_for", "Residual", "tall_model"}
SEEDS = range(5)
DEPTHS = (1, 2, 3, 4)


class Setting(NamedTuple):
    """One network and its training: columns of the file."""

    layers: int
    units: int = 48
    updates: int = 400
    residual: bool = False
    dropout: float = 0.0
    words: int = 0  # to learn from; 0 for all


@cache
def chapter() -> dict[str, Any]:
    """Run the cells of chapter 10 that the experiments need; return what they bind."""
    namespace: dict[str, Any] = {}
    for place, cell in read_chapter(COURSE.chapters / "10-deep-rnn.md").cells():
        wanted = place.grade_id in ("setup", "parameter_counts")
        if cell.cell_type == "code" and (wanted or CELLS & _bound(cell.source)):
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


def main() -> None:
    """Run all and write the file."""
    runs = [
        (name, setting, seed)
        for name, settings in plans().items()
        for setting in settings
        for seed in SEEDS
    ]
    with FILE.open("w", encoding="utf-8", newline="") as file:
        day, version = datetime.date.today(), np.__version__
        file.write(f"# chapter 10, by benchmarks/experiments.py on {day}, NumPy {version}\n")
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS)
        for name, setting, seed in tqdm(runs):
            rounded = [f"{loss:.4f}" for loss in losses(setting, seed)]
            table.writerow([name, *map(_plain, setting), seed, *rounded])


def _plain(value: object) -> object:
    return int(value) if isinstance(value, bool) else value


if __name__ == "__main__":
    main()
