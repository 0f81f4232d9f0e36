"""Cases of chapter 08."""

import numpy as np

from rnn_course.bank.sampling import Sampler
from solutions import gru


def gru_cell_forward(sample: Sampler) -> tuple:
    """One step from a state that is not zero; r, z and n have weights of their own."""
    x_t, h_prev = sample.normal("N", "D"), np.tanh(sample.normal("N", "H"))
    return x_t, h_prev, *_weights(sample)


def gru_forward(sample: Sampler) -> tuple:
    """A sequence from a state that is not zero."""
    x, h_0 = sample.normal("T", "N", "D"), np.tanh(sample.normal("N", "H"))
    return x, h_0, *_weights(sample)


def gru_cell_backward(sample: Sampler) -> tuple:
    """Any gradient, and the cache of the reference's step."""
    _, cache = gru.gru_cell_forward(*gru_cell_forward(sample))
    return sample.normal("N", "H"), cache


def gru_backward(sample: Sampler) -> tuple:
    """A gradient from every step's own loss, and the cache of the reference's sequence."""
    _, cache = gru.gru_forward(*gru_forward(sample))
    return sample.normal("T", "N", "H"), cache


def gru_weights_from_ng(sample: Sampler) -> tuple:
    """Weights in which no block is like another."""
    return _weights(sample)


def _weights(sample: Sampler) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Sampler W_xh (D, 3H), W_hh (H, 3H) and b_h (3H,), block by block for the right fan-in."""
    W_xh = np.concatenate([sample.weight("D", "H") for _ in range(3)], axis=1)
    W_hh = np.concatenate([sample.weight("H", "H") for _ in range(3)], axis=1)
    return W_xh, W_hh, np.concatenate([sample.bias("H") for _ in range(3)])
