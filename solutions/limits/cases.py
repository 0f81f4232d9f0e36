"""Cases of chapter 12."""

import numpy as np

from rnn_course.bank.sampling import Draw
from solutions import limits


def bracket_weights(draw: Draw) -> tuple:
    """Tokens of all three kinds, in any order; units in any order but the docstring's."""
    V = draw.sizes["V"]
    kinds = np.r_[1, -1, -1, 0, draw.rng.integers(-1, 2, size=V - 4)]
    units = np.arange(4)
    while np.any(units == np.arange(4)):
        units = draw.rng.permutation(4)
    return draw.rng.permutation(kinds), units


def automaton_weights(draw: Draw) -> tuple:
    """Every state has a way in, and not as many as the others; gain is not 1 or 2."""
    S, V = draw.shape("H", "N")
    while True:
        next_state = draw.rng.integers(0, S, size=(S, V))
        ways_in = np.bincount(next_state.ravel(), minlength=S)
        if ways_in.min() > 0 and ways_in.max() > 1:
            return next_state, float(draw.rng.uniform(4, 9))


def stack_forward(draw: Draw) -> tuple:
    """Stacks that are filled, emptied, popped when empty, and left alone."""
    T, N = 4 * draw.sizes["T"], draw.sizes["N"]
    while True:
        operations = draw.rng.choice(4, p=(0.15, 0.25, 0.25, 0.35), size=(T, N))
        q, _, _ = limits.stack_forward(operations)
        popped = np.vstack([0 * q[:1], q[:-1]])[operations == 3]
        kinds = (popped == 0, (popped > 0) & (popped < 0.5), popped >= 0.5)
        if min(kind.sum() for kind in kinds) >= 2:
            return (operations,)


def memory_curve(draw: Draw) -> tuple:
    """A network with noise, driven by numbers whose mean is not 0."""
    H, K = draw.shape("H", "V")
    T = 8 * (H + K)
    u = 0.5 + draw.rng.uniform(-1, 1, size=T)
    W_hh, w_xh = 0.8 * draw.weight("H", "H"), draw.normal("H")
    h, h_t = np.zeros((T, H)), np.zeros(H)
    for t in range(T):
        h_t = np.tanh(0.3 * u[t] * w_xh + h_t @ W_hh + 0.1) + 0.01 * draw.normal("H")
        h[t] = h_t
    return h, u, K


def combine_steps(draw: Draw) -> tuple:
    """Factors of both signs."""
    return tuple(draw.normal("N", "H") for _ in range(4))
