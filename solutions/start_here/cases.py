"""Cases of chapter 00."""

import numpy as np

from rnn_course.bank.edges import Edge
from rnn_course.bank.sampling import Sampler
from solutions import start_here


def sigmoid(sample: Sampler) -> tuple:
    """Numbers on both sides of 0, some of them far out, whose mean is not 0."""
    return (3 * sample.normal("N", "H") + 1,)


def sigmoid_derivative(sample: Sampler) -> tuple:
    """What came out of the sigmoid."""
    return (start_here.sigmoid(2 * sample.normal("N", "H")),)


def _zero_and_far_out(sample: Sampler) -> tuple:
    far_out = np.array([40.0, 800.0, 900.0, 1000.0, 2000.0])
    return (np.stack([far_out, -far_out, far_out - 1000]),)


def _close_to_both_ends(sample: Sampler) -> tuple:
    return (start_here.sigmoid(8 * sample.normal("N", "H")),)


EDGES: dict[str, list[Edge]] = {
    "sigmoid": [
        Edge("0 and ±1000", make=_zero_and_far_out),
        Edge("one row", {"N": 1}),
        Edge("one column", {"H": 1}, hidden=True),
        Edge("as many rows as columns", {"N": 3, "H": 3}, hidden=True),
    ],
    "sigmoid_derivative": [
        Edge("close to 0 and to 1", make=_close_to_both_ends),
        Edge("one row", {"N": 1}),
        Edge("one column", {"H": 1}, hidden=True),
        Edge("as many rows as columns", {"N": 3, "H": 3}, hidden=True),
    ],
}
