"""The adding problem and the copy problem, which measure how long a network remembers."""

from __future__ import annotations

from functools import cache

import numpy as np

from rnnkit.datasets._common import Dataset, Part, frozen, random_split


@cache
def adding_problem(count: int = 5000, *, steps: int = 50, seed: int = 0) -> Dataset:
    """Return sequences of numbers of which two are marked and have to be added.

    Parameters
    ----------
    count : int, default 5000
        Number of sequences, at least 10.
    steps : int, default 50
        Length of a sequence, at least 2.
    seed : int, default 0
        Which sequences are made, and which are held out.

    Returns
    -------
    Dataset
        Each part has `x`, an ndarray of shape (T, N, 2): x[:, :, 0] are numbers in [0, 1),
        x[:, :, 1] is 1 at the two marked steps and 0 elsewhere; and `y`, an ndarray of
        shape (N, 1), the sum of the marked numbers.

    Notes
    -----
    One mark is in the first half, one in the second. Who always answers 1 has a mean squared
    error of 1/6, so a network has learned something only below that.

    Source: made by this function; 80, 10 and 10 %. Licence: MIT, as this course.

    References
    ----------
    Hochreiter, Schmidhuber (1997), Long short-term memory.
    """
    if steps < 2:
        raise ValueError(f"steps must be at least 2, one for each mark; got {steps}.")
    rng = np.random.default_rng(seed)
    x = np.zeros((steps, count, 2))
    x[:, :, 0] = rng.random((steps, count))
    n, half = np.arange(count), steps // 2
    x[rng.integers(half, size=count), n, 1] = 1
    x[rng.integers(half, steps, size=count), n, 1] = 1
    y = (x[:, :, :1] * x[:, :, 1:]).sum(axis=0)  # (N, 1)
    parts = (Part(*frozen(x[:, i], y[i])) for i in random_split(count, seed))
    return Dataset(*parts, source="made by rnnkit.datasets.adding_problem", licence="MIT")


@cache
def copy_problem(
    count: int = 2000, *, length: int = 5, delay: int = 20, symbols: int = 8, seed: int = 0
) -> Dataset:
    """Return strings of symbols that have to be repeated after a pause.

    Parameters
    ----------
    count : int, default 2000
        Number of sequences, at least 10.
    length : int, default 5
        Symbols to remember.
    delay : int, default 20
        Steps between the last symbol and the first answer, at least 1.
    symbols : int, default 8
        How many different symbols there are.
    seed : int, default 0
        Which sequences are made, and which are held out.

    Returns
    -------
    Dataset
        Each part has `x` and `y`, ndarrays of shape (T, N) of class numbers, with
        T = 2 * length + delay. 0 is the blank, 1 to `symbols` are the symbols, and
        symbols + 1 in `x` says "now". `y` is blank until then. `classes` names all.

    Raises
    ------
    ValueError
        If there are fewer different strings than `count`.

    Notes
    -----
    Who remembers nothing can still answer blank, then guess: a mean cross-entropy of
    length · ln(symbols) / T. No string is in two parts.

    Source: made by this function; 80, 10 and 10 %. Licence: MIT, as this course.

    References
    ----------
    Hochreiter, Schmidhuber (1997), Long short-term memory; in this form Arjovsky, Shah,
    Bengio (2016), Unitary evolution recurrent neural networks.
    """
    if symbols**length < 2 * count or delay < 1:
        raise ValueError(
            f"expected delay >= 1 and at least {2 * count} different strings, twice `count`; "
            f"got delay {delay} and {symbols} ** {length} = {symbols**length} strings."
        )
    strings = _different_strings(np.random.default_rng(seed), count, length, symbols)
    x = np.zeros((2 * length + delay, count), dtype=int)
    y = np.zeros_like(x)
    x[:length] = y[-length:] = strings
    x[length + delay - 1] = symbols + 1  # "now": the answer begins one step later
    parts = (Part(*frozen(x[:, i], y[:, i])) for i in random_split(count, seed))
    return Dataset(
        *parts,
        classes=("blank", *map(str, range(1, symbols + 1)), "now"),
        source="made by rnnkit.datasets.copy_problem",
        licence="MIT",
    )


def _different_strings(
    rng: np.random.Generator, count: int, length: int, symbols: int
) -> np.ndarray:
    """Return an array of shape (length, count) whose columns differ."""
    found = np.empty((length, 0), dtype=int)
    while found.shape[1] < count:
        more = rng.integers(1, symbols + 1, size=(length, 2 * count))
        found = np.unique(np.hstack([found, more]), axis=1)
    return found[:, rng.permutation(found.shape[1])[:count]]
