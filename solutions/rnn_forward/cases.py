"""Cases of chapter 02."""

from functools import partial

import numpy as np

from rnn_course.bank.edges import Edge
from rnn_course.bank.sampling import Sampler


def rnn_cell_forward(sample: Sampler) -> tuple:
    """One step from a state that is not zero."""
    x_t, h_prev = sample.normal("N", "D"), np.tanh(sample.normal("N", "H"))
    return x_t, h_prev, sample.weight("D", "H"), sample.weight("H", "H"), sample.bias("H")


def rnn_cell_forward_combined(sample: Sampler) -> tuple:
    """The same, with W_hh on top of W_xh."""
    x_t, h_prev, W_xh, W_hh, b_h = rnn_cell_forward(sample)
    return x_t, h_prev, np.concatenate([W_hh, W_xh]), b_h


def rnn_forward(sample: Sampler) -> tuple:
    """A sequence from a state that is not zero."""
    x, h_0 = sample.normal("T", "N", "D"), np.tanh(sample.normal("N", "H"))
    return x, h_0, sample.weight("D", "H"), sample.weight("H", "H"), sample.bias("H")


def output_forward(sample: Sampler, size: float = 1.0) -> tuple:
    """States of every step, and logits that grow with ``size``."""
    h = np.tanh(sample.normal("T", "N", "H"))
    return h, size * sample.weight("H", "V"), size * sample.bias("V")


def softmax(sample: Sampler) -> tuple:
    """Logits of which one row is near 1000, where exp overflows; the others are moderate."""
    return (_logits_with_row_near(1000, sample),)


def _near_minus_1000(sample: Sampler) -> tuple:
    return (_logits_with_row_near(-1000, sample),)


def _logits_with_row_near(shift: float, sample: Sampler) -> np.ndarray:
    logits = 2 * sample.normal("T", "N", "V")
    t, n = sample.rng.integers(sample.shape("T", "N"))
    logits[t, n] += shift
    return logits


def _far_apart(sample: Sampler) -> tuple:
    """No shift by a mean is enough for rows whose largest logit is 1500 above most others."""
    logits = sample.normal("T", "N", "V")
    logits[..., -1] -= 2000
    logits[..., 1] += 1500
    return (logits,)


def _moderate(sample: Sampler) -> tuple:
    """No row is large, as in nearly every call."""
    return (2 * sample.normal("T", "N", "V"),)


def _all_equal(sample: Sampler) -> tuple:
    return (np.full(sample.shape("T", "N", "V"), -2.0),)


ONE_SEQUENCE, ONE_STEP = Edge("one sequence", {"N": 1}), Edge("one step", {"T": 1})
EDGES: dict[str, list[Edge]] = {
    "rnn_cell_forward": [
        ONE_SEQUENCE,
        Edge("as many inputs as units", {"D": 6, "H": 6}),
        Edge("one unit", {"H": 1}, hidden=True),
        Edge("as many sequences as inputs and units", {"N": 4, "D": 4, "H": 4}, hidden=True),
    ],
    "rnn_cell_forward_combined": [
        ONE_SEQUENCE,
        Edge("as many inputs as units", {"D": 6, "H": 6}),
        Edge("one input", {"D": 1}, hidden=True),
        Edge("as many sequences as inputs and units", {"N": 4, "D": 4, "H": 4}, hidden=True),
    ],
    "rnn_forward": [
        ONE_SEQUENCE,
        ONE_STEP,
        Edge("as many steps as sequences", {"T": 4, "N": 4}),
        Edge("two steps", {"T": 2, "D": 1}, hidden=True),
        Edge("as many inputs as units", {"D": 5, "H": 5}, hidden=True),
        Edge("one sequence of one step", {"T": 1, "N": 1}, hidden=True),
    ],
    "output_forward": [
        ONE_SEQUENCE,
        ONE_STEP,
        Edge("as many classes as units", {"H": 6, "V": 6}),
        Edge("one class", {"V": 1}, hidden=True),
        Edge("as many steps as sequences", {"T": 4, "N": 4}, hidden=True),
        Edge("logits in the thousands", make=partial(output_forward, size=2000.0), hidden=True),
    ],
    "softmax": [
        Edge("a row of logits near −1000", make=_near_minus_1000),
        Edge("logits far apart", make=_far_apart),
        ONE_SEQUENCE,
        Edge("one step", {"T": 1}, make=_moderate),
        Edge("equal logits", make=_all_equal, hidden=True),
        Edge("one class", {"V": 1}, hidden=True),
    ],
}
