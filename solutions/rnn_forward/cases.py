"""Cases of chapter 02."""

import numpy as np

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


def output_forward(sample: Sampler) -> tuple:
    """States of every step."""
    return np.tanh(sample.normal("T", "N", "H")), sample.weight("H", "V"), sample.bias("V")


def softmax(sample: Sampler) -> tuple:
    """Logits of which one row is near 1000, where exp overflows; the others are moderate."""
    logits = 2 * sample.normal("T", "N", "V")
    t, n = sample.rng.integers(sample.shape("T", "N"))
    logits[t, n] += 1000
    return (logits,)
