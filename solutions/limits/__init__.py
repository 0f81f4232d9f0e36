"""Chapter 12: what a recurrent network can compute, hold and hurry."""

import numpy as np


def bracket_weights(steps: np.ndarray, units: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Set the weights of a network of four ReLU units that checks brackets.

    Parameters
    ----------
    steps : ndarray of shape (V,)
        What each token does: 1 opens a bracket, −1 closes one, 0 is any other token.
    units : ndarray of shape (4,)
        Which unit of the state is *opened*, which *closed*, which *below* and which *ever*,
        in this order: the numbers 0 to 3, each once.

    Returns
    -------
    W_xh : ndarray of shape (V, 4)
        Weights from input to state; inputs are one-hot vectors, so D = V.
    W_hh : ndarray of shape (4, 4)
        Weights from state to state.

    Notes
    -----
    The network is h_t = max(0, x_t W_xh + h_{t−1} W_hh), begun at h_0 = 0. After step t
    its units hold:

    - *opened*: how many brackets have been opened so far;
    - *closed*: how many have been closed so far;
    - *below*: by how much closed exceeded opened **one step earlier**, else 0;
    - *ever*: the sum of what *below* was at all steps **before** t.

    It is D2 eq. (4) with ReLU as f, and without b.

    The arguments stay as they are.
    """
    opened, closed, below, ever = units
    W_xh, W_hh = np.zeros((len(steps), 4)), np.zeros((4, 4))
    W_xh[:, opened] = steps == 1
    W_xh[:, closed] = steps == -1
    W_hh[opened, opened] = W_hh[closed, closed] = W_hh[ever, ever] = 1
    W_hh[closed, below], W_hh[opened, below] = 1, -1
    W_hh[below, ever] = 1
    return W_xh, W_hh


def automaton_weights(
    next_state: np.ndarray, gain: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Set the weights of a tanh network that does what a finite automaton does.

    Parameters
    ----------
    next_state : ndarray of shape (S, V)
        ``next_state[s, v]`` is the state that the automaton goes to when it is in state s
        and reads symbol v.
    gain : float
        Factor of everything inside the tanh: the larger, the closer the units are to ±1.

    Returns
    -------
    W_xh : ndarray of shape (V, H)
        Weights from input to state, for one-hot inputs.
    W_hh : ndarray of shape (H, H)
        Weights from state to state.
    b_h : ndarray of shape (H,)
        Bias of the state.

    Notes
    -----
    There are H = S V units. Unit s V + v is to be near 1 if the automaton *was* in state s
    and has just read v, and near −1 otherwise. Before the tanh it gets

        gain · ([v was read] + [the state was s] − 1.5),

    where [.] is 1 if that is so and 0 if not. The state was s if one of the units that lead
    to s was on, that is, the sum of their (h + 1) / 2 is 1.

    The arguments stay as they are.

    References
    ----------
    Minsky, Computation: finite and infinite machines, 1967, chapter 3.
    """
    S, V = next_state.shape
    old_state, symbol = np.divmod(np.arange(S * V), V)
    W_xh = gain * (np.arange(V)[:, None] == symbol)
    leads_to = next_state.ravel()[:, None] == old_state  # from unit (row) to unit (column)
    W_hh = gain / 2 * leads_to
    b_h = gain * (leads_to.sum(axis=0) / 2 - 1.5)
    return W_xh, W_hh, b_h


def stack_forward(operations: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Keep a stack of bits in one number for each sequence.

    Parameters
    ----------
    operations : ndarray of shape (T, N)
        What happens at each step: 0 nothing, 1 push a zero, 2 push a one, 3 pop. Popping an
        empty stack changes nothing. Every stack is empty before the first step.

    Returns
    -------
    q : ndarray of shape (T, N)
        The stack after each step: a number from 0 to 1, in base 4, with the top of the stack
        as the first digit after the point. A zero is the digit 1, a one is the digit 3, and an
        empty stack is the number 0.
    top : ndarray of shape (T, N)
        clip(4q − 2, 0, 1): 1 if the top is a one, 0 if it is a zero or there is none.
    filled : ndarray of shape (T, N)
        clip(4q, 0, 1): 1 if anything is in the stack, 0 if it is empty.

    Notes
    -----
    Example: push a one, then a zero. Written in base 4, q goes from 0 to 0.3 to 0.13, which is
    3/4 and then 1/4 + 3/16.

    The arguments stay as they are.

    References
    ----------
    Siegelmann & Sontag, On the computational power of neural nets, 1995.
    """
    q = np.zeros(operations.shape)
    q_t = np.zeros(operations.shape[1])
    for t, operation in enumerate(operations):
        digit = np.where(q_t >= 0.5, 3, 1)  # on top
        popped = np.where(q_t > 0, 4 * q_t - digit, 0)
        choices = [q_t, (q_t + 1) / 4, (q_t + 3) / 4, popped]
        q_t = np.choose(operation, choices)
        q[t] = q_t
    top, filled = np.clip(4 * q - 2, 0, 1), np.clip(4 * q, 0, 1)
    return q, top, filled


def memory_curve(h: np.ndarray, u: np.ndarray, K: int) -> np.ndarray:
    """Measure how well a linear readout of the state recovers what was read k steps ago.

    Parameters
    ----------
    h : ndarray of shape (T, H)
        States; ``h[t]`` is the state after ``u[t]`` was read.
    u : ndarray of shape (T,)
        Inputs, one number a step.
    K : int
        The longest delay, in steps.

    Returns
    -------
    r2 : ndarray of shape (K,)
        For the delays k = 1 … K: the share of the variance of u_{t−k} that the best linear
        readout of h_t, with a bias, explains: 1 − Σ(u − û)² / Σ(u − mean of u)². Fitted and
        measured on the steps t = K … T − 1, the same for all delays.

    Notes
    -----
    The sum over all delays is the memory capacity. For independent inputs it cannot exceed H.

    The arguments stay as they are.

    References
    ----------
    Jaeger, Short term memory in echo state networks, 2001.
    """
    T = len(u)
    states = np.column_stack([h[K:], np.ones(T - K)])
    r2 = np.zeros(K)
    for k in range(1, K + 1):
        target = u[K - k : T - k]
        readout = np.linalg.lstsq(states, target, rcond=None)[0]
        error = target - states @ readout
        r2[k - 1] = 1 - np.sum(error**2) / np.sum((target - target.mean()) ** 2)
    return r2


def combine_steps(
    a_1: np.ndarray, b_1: np.ndarray, a_2: np.ndarray, b_2: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Make one step out of two steps of a recurrence without a nonlinearity.

    The arguments stay as they are.

    Parameters
    ----------
    a_1, b_1 : ndarray of shape (N, H)
        The earlier step, h ← a_1 ⊙ h + b_1.
    a_2, b_2 : ndarray of shape (N, H)
        The later step, h ← a_2 ⊙ h + b_2.

    Returns
    -------
    a : ndarray of shape (N, H)
        Factor of the one step that does what the two do, one after the other.
    b : ndarray of shape (N, H)
        What it adds.

    References
    ----------
    Blelloch, Prefix sums and their applications, 1990.
    """
    return a_1 * a_2, a_2 * b_1 + b_2
