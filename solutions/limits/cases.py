"""Cases of chapter 12."""

import numpy as np

from rnn_course.bank.edges import Edge
from rnn_course.bank.sampling import Sampler
from solutions import limits


def bracket_weights(sample: Sampler) -> tuple:
    """Tokens of all three kinds, in any order; units in any order but the docstring's.

    With openers and closers among the tokens no other weights do the same.
    """
    V = sample.sizes["V"]
    kinds = np.r_[1, -1, -1, 0, sample.rng.integers(-1, 2, size=V - 4)]
    units = np.arange(4)
    while np.any(units == np.arange(4)):
        units = sample.rng.permutation(4)
    return sample.rng.permutation(kinds), units


def brackets_alone(sample: Sampler) -> tuple:
    """Take a vocabulary of two tokens."""
    return np.array([-1, 1]), np.array([2, 3, 1, 0])


def order_of_the_docstring(sample: Sampler) -> tuple:
    """Number the units as the docstring lists them, and let the first token do nothing."""
    return np.r_[0, bracket_weights(sample)[0]], np.arange(4)


def automaton_weights(sample: Sampler) -> tuple:
    """Every state has a way in, and not all have as many; gain is not 1 or 2."""
    S, V = sample.shape("H", "N")
    while True:
        next_state = sample.rng.integers(0, S, size=(S, V))
        ways_in = np.bincount(next_state.ravel(), minlength=S)
        if 0 < ways_in.min() < ways_in.max():
            return next_state, float(sample.rng.uniform(4, 9))


def state_without_a_way_in(sample: Sampler) -> tuple:
    """Let nothing lead to state 0, and everything that is read in it lead to one state."""
    next_state, gain = automaton_weights(sample)
    next_state[next_state == 0] = 1
    next_state[0] = 2
    return next_state, gain


def small_gain(sample: Sampler) -> tuple:
    """Take a gain below 1: the docstring's formula is about every gain."""
    return automaton_weights(sample)[0], 0.3


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


def one_push(sample: Sampler) -> tuple:
    """Let each stack make one step, all four operations among them."""
    return (np.array([[2, 0, 1, 3]]),)


def one_and_back(sample: Sampler) -> tuple:
    """Push a single bit, pop it, and once more than there are bits; then push again."""
    return (np.array([[2, 3, 3, 1, 2], [1, 3, 3, 2, 2], [2, 0, 3, 3, 1]]).T,)


def deep_stacks(sample: Sampler) -> tuple:
    """Push ten bits and take them back one by one."""
    bits = sample.rng.integers(1, 3, size=(10, sample.sizes["N"]))
    return (np.concatenate([bits, np.full(bits.shape, 3)]),)


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


def nothing_remembered(sample: Sampler) -> tuple:
    """Let the states be noise, which knows nothing of what was read."""
    h, u, K = memory_curve(sample)
    return sample.rng.standard_normal(h.shape), u, K


def few_steps(sample: Sampler) -> tuple:
    """Leave one step more than the readout has numbers, so that it nearly fits by chance."""
    h, u, K = memory_curve(sample)
    T = K + h.shape[1] + 3
    return h[:T], u[:T], K


def combine_steps(sample: Sampler) -> tuple:
    """Factors of both signs."""
    return tuple(sample.normal("N", "H") for _ in range(4))


def a_step_that_forgets(sample: Sampler) -> tuple:
    """Let some factors be 0, in the earlier step and in the later one."""
    a_1, b_1, a_2, b_2 = combine_steps(sample)
    a_1[:, 0] = a_2[:, 1] = 0
    return a_1, b_1, a_2, b_2


EDGES: dict[str, list[Edge]] = {
    "bracket_weights": [
        Edge("a vocabulary of two brackets", make=brackets_alone),
        Edge("units in the docstring's order", make=order_of_the_docstring, hidden=True),
    ],
    "automaton_weights": [
        Edge("more symbols than states", {"H": 3, "N": 4}),
        Edge("a state that nothing leads to", make=state_without_a_way_in),
        Edge("a gain below 1", make=small_gain, hidden=True),
        Edge("as many symbols as states", {"H": 3, "N": 3}, hidden=True),
    ],
    "stack_forward": [
        Edge("one stack", {"N": 1}),
        Edge("a single bit pushed and popped", make=one_and_back),
        Edge("one step", make=one_push, hidden=True),
        Edge("ten bits pushed and popped", make=deep_stacks, hidden=True),
    ],
    "memory_curve": [
        Edge("one unit", {"H": 1}),
        Edge("states that remember nothing", make=nothing_remembered),
        Edge("few steps", make=few_steps),
        Edge("one delay", {"V": 1}, hidden=True),
        Edge("as many delays as units", {"H": 4, "V": 4}, hidden=True),
    ],
    "combine_steps": [
        Edge("one sequence", {"N": 1}),
        Edge("factors of 0", make=a_step_that_forgets),
        Edge("as many sequences as units", {"N": 4, "H": 4}, hidden=True),
    ],
}

MEANING = {"automaton_weights": "shared_weights_in_bias"}
