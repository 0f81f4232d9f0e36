"""Losses of networks that were trained beforehand, with five seeds each."""

import csv
from functools import cache
from pathlib import Path

import numpy as np

FILE = Path(__file__).with_name("measured.csv")
SETTINGS = ("layers", "units", "updates", "residual", "dropout", "words")
COLUMNS = ("experiment", *SETTINGS, "seed", "train", "test")


def measured_losses(
    experiment: str, by: str = "layers", part: str = "test"
) -> tuple[np.ndarray, np.ndarray]:
    """Return the losses of an experiment of chapter 10 that takes too long for a notebook.

    Parameters
    ----------
    experiment : str
        Its name, such as "same updates"; a wrong one is a ValueError with all names.
    by : {"layers", "units", "updates", "residual", "dropout", "words"}
        The setting that was varied.
    part : {"test", "train"}
        Words that are new to the network, or those that it learned from.

    Returns
    -------
    values : ndarray of shape (K,)
        Values of the setting, in rising order.
    losses : ndarray of shape (K, S)
        Mean loss of a letter in nats, of S networks that differ in their seed only.

    Notes
    -----
    Source: `make experiments`, which runs the chapter's own cells; the file beside this module
    has all settings, seeds and the day. Licence: MIT.
    """
    runs = _runs()
    for name, value, known in (
        ("experiment", experiment, sorted({run["experiment"] for run in runs})),
        ("by", by, SETTINGS),
        ("part", part, ("test", "train")),
    ):
        if value not in known:
            raise ValueError(f"{name}: expected one of {', '.join(known)}; got {value!r}.")
    chosen = [run for run in runs if run["experiment"] == experiment]
    values = sorted({float(run[by]) for run in chosen})
    losses = [[float(run[part]) for run in chosen if float(run[by]) == v] for v in values]
    return np.array(values), np.array(losses)


@cache
def _runs() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))
