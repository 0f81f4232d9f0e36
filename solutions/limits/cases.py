"""Cases of chapter 12."""

import numpy as np

from rnn_course.bank.sampling import Sampler
from solutions import limits


def bracket_weights(sample: Sampler) -> tuple:
    """Tokens of all three kinds, in any order; units in any order but the docstring's."""
    V = sample.sizes["V"]
    kinds = np.r_[1, -1, -1, 0, sample.rng.integers(-1, 2, size=V - 4)]
    units = np.arange(4)
    while np.any(units == np.arange(4)):
        units = sample.rng.permutation(4)
    return sample.rng.permutation(kinds), units


def automaton_weights(sample: Sampler) -> tuple:
    """Every state has a way in, and not as many as the others; gain is not 1 or 2."""
    S, V = sample.shape("H", "N")
    while True:
        next_state = sample.rng.integers(0, S, size=(S, V))
        ways_in = np.bincount(next_state.ravel(), minlength=S)
        if ways_in.min() > 0 and ways_in.max() > 1:
            return next_state, float(sample.rng.uniform(4, 9))


def stack_forward(sample: Sampler) -> tuple:
    """Stacks that are filled, emptied, popped when empty, and left alone."""
    T, N = 4 * sample.sizes["T"], sample.sizes["N"]
    while True:
        operations = sample.rng.choice(4, p=(0.15, 0.25, 0.25, 0.35), size=(T, N))
        q, _, _ = limits.stack_forward(operations)
        popped = np.vstack([0 * q[:1], q[:-1]])[operations == 3]
        kinds = (popped == 0, (popped > 0) & (popped < 0.5), popped >= 0.5)
        if min(kind.sum() for kind in kinds) >= 2:
            return (operations,)


def memory_curve(sample: Sampler) -> tuple:
    """A network with noise, driven by numbers whose mean is not 0."""
    H, K = sample.shape("H", "V")
    T = 8 * (H + K)
    u = 0.5 + sample.rng.uniform(-1, 1, size=T)
    W_hh, w_xh = 0.8 * sample.weight("H", "H"), sample.normal("H")
    h, h_t = np.zeros((T, H)), np.zeros(H)
    for t in range(T):
        h_t = np.tanh(0.3 * u[t] * w_xh + h_t @ W_hh + 0.1) + 0.01 * sample.normal("H")
        h[t] = h_t
    return h, u, K


def combine_steps(sample: Sampler) -> tuple:
    """Factors of both signs."""
    return tuple(sample.normal("N", "H") for _ in range(4))
