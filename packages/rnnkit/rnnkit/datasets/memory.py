"""The adding problem, which measures how long a network remembers."""

from functools import cache

import numpy as np

from rnnkit.datasets._common import Dataset, Part, frozen, made, random_parts


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
    parts = random_parts(count, seed, lambda i: Part(frozen(x[:, i]), frozen(y[i])))
    return made("adding_problem", parts)
