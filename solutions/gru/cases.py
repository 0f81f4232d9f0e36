"""Cases of chapter 08."""

import numpy as np

from rnn_course.bank.sampling import Draw
from solutions import gru


def gru_cell_forward(draw: Draw) -> tuple:
    """One step from a state that is not zero; r, z and n have weights of their own."""
    x_t, h_prev = draw.normal("N", "D"), np.tanh(draw.normal("N", "H"))
    return x_t, h_prev, *_weights(draw)


def gru_forward(draw: Draw) -> tuple:
    """A sequence from a state that is not zero."""
    x, h_0 = draw.normal("T", "N", "D"), np.tanh(draw.normal("N", "H"))
    return x, h_0, *_weights(draw)


def gru_cell_backward(draw: Draw) -> tuple:
    """Any gradient, and the cache of the reference's step."""
    _, cache = gru.gru_cell_forward(*gru_cell_forward(draw))
    return draw.normal("N", "H"), cache


def gru_backward(draw: Draw) -> tuple:
    """A gradient from every step's own loss, and the cache of the reference's sequence."""
    _, cache = gru.gru_forward(*gru_forward(draw))
    return draw.normal("T", "N", "H"), cache


def gru_weights_from_ng(draw: Draw) -> tuple:
    """Weights in which no block is like another."""
    return _weights(draw)


def _weights(draw: Draw) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Draw W_xh (D, 3H), W_hh (H, 3H) and b_h (3H,), block by block for the right fan-in."""
    W_xh = np.concatenate([draw.weight("D", "H") for _ in range(3)], axis=1)
    W_hh = np.concatenate([draw.weight("H", "H") for _ in range(3)], axis=1)
    return W_xh, W_hh, np.concatenate([draw.bias("H") for _ in range(3)])
