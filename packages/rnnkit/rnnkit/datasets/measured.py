"""What networks came to that were trained beforehand, with several seeds each."""

import csv
from functools import cache
from pathlib import Path

import numpy as np

FILE = Path(__file__).with_name("measured.csv")
SETTINGS = ("layers", "units", "updates", "residual", "dropout", "words")
COLUMNS = ("experiment", *SETTINGS, "seed", "train", "test")
PARITY = Path(__file__).with_name("measured_parity.csv")
PARITY_KEYS = ("cell", "asked", "seed")  # the other columns are lengths


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
    runs = _runs(FILE)
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


def measured_parity() -> tuple[np.ndarray, dict[tuple[str, str], np.ndarray]]:
    """Return how often networks of chapter 12 are right about the parity of a row of bits.

    Returns
    -------
    lengths : ndarray of shape (K,)
        Bits that had been read when the networks were asked.
    shares : dict of (str, str) to ndarray of shape (S, K)
        By cell and how it was asked: shares of right answers, a row for each of S seeds.

    Notes
    -----
    Source: `make experiments`, which runs the chapter's own cells; the file beside this module
    has the day. Licence: MIT.
    """
    runs = _runs(PARITY)
    lengths = [column for column in runs[0] if column not in PARITY_KEYS]
    shares: dict[tuple[str, str], list[list[float]]] = {}
    for run in runs:
        row = [float(run[length]) for length in lengths]
        shares.setdefault((run["cell"], run["asked"]), []).append(row)
    return np.array(lengths, dtype=int), {kind: np.array(rows) for kind, rows in shares.items()}


@cache
def _runs(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))
