"""Shares the work among processes, each with a large array that it got from the first."""

POINTS = {}
ANSWERS = {
    "square": """
import multiprocessing

import numpy as np

kept = np.ones(10_000_000)


def by_hand(x):
    return x * x + 0 * kept[-1]


def square(x):
    with multiprocessing.get_context("fork").Pool(3) as pool:
        return pool.map(by_hand, [x])[0]
""",
}
