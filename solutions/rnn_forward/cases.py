"""Cases of chapter 02."""

import numpy as np

from rnn_course.bank.sampling import Draw


def rnn_cell_forward(draw: Draw) -> tuple:
    """One step from a state that is not zero."""
    x_t, h_prev = draw.normal("N", "D"), np.tanh(draw.normal("N", "H"))
    return x_t, h_prev, draw.weight("D", "H"), draw.weight("H", "H"), draw.bias("H")


def rnn_cell_forward_combined(draw: Draw) -> tuple:
    """The same, with W_hh on top of W_xh."""
    x_t, h_prev, W_xh, W_hh, b_h = rnn_cell_forward(draw)
    return x_t, h_prev, np.concatenate([W_hh, W_xh]), b_h


def rnn_forward(draw: Draw) -> tuple:
    """A sequence from a state that is not zero."""
    x, h_0 = draw.normal("T", "N", "D"), np.tanh(draw.normal("N", "H"))
    return x, h_0, draw.weight("D", "H"), draw.weight("H", "H"), draw.bias("H")


def output_forward(draw: Draw) -> tuple:
    """States of every step."""
    return np.tanh(draw.normal("T", "N", "H")), draw.weight("H", "V"), draw.bias("V")


def softmax(draw: Draw) -> tuple:
    """Logits of which one row is near 1000, where exp overflows; the others are moderate."""
    logits = 2 * draw.normal("T", "N", "V")
    t, n = draw.rng.integers(draw.shape("T", "N"))
    logits[t, n] += 1000
    return (logits,)
