"""Right answers of chapter 12 in other words."""

import numpy as np


def bracket_weights__token_by_token(
    steps: np.ndarray, units: np.ndarray
) -> tuple[np.ndarray, list]:
    """Everything in the docstring's order, from lists, then put in its place."""
    W_xh = [[float(step > 0), float(step < 0), 0.0, 0.0] for step in steps]
    W_hh = [[1, 0, -1, 0], [0, 1, 1, 0], [0, 0, 0, 1], [0, 0, 0, 1]]
    places = [list(units).index(unit) for unit in range(4)]
    return np.array(W_xh)[:, places], [[W_hh[i][j] for j in places] for i in places]


def bracket_weights__columns(steps: np.ndarray, units: np.ndarray) -> list[np.ndarray]:
    """Products with rows of the identity: one for the unit that sends, one that receives."""
    opened, closed, below, ever = np.eye(4)[units]
    W_xh = np.outer(np.maximum(steps, 0), opened) + np.outer(np.maximum(-steps, 0), closed)
    W_hh = np.eye(4) - np.outer(below, below) + np.outer(below, ever)
    return [W_xh, W_hh + np.outer(closed - opened, below)]


def bracket_weights__whole_numbers(
    steps: np.ndarray, units: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Weights of whole numbers, entry by entry."""
    o, c, b, e = (int(unit) for unit in units)
    W_xh, W_hh = np.zeros((len(steps), 4), int), np.zeros((4, 4), int)
    for token, step in enumerate(steps):
        if step:
            W_xh[token, o if step > 0 else c] = 1
    for source, target, weight in ((o, o, 1), (c, c, 1), (o, b, -1), (c, b, 1), (b, e, 1)):
        W_hh[source, target] = weight
    W_hh[e, e] = 1
    return W_xh, W_hh


def automaton_weights__loops(next_state: np.ndarray, gain: float) -> tuple[np.ndarray, ...]:
    """One connection after the other."""
    S, V = next_state.shape
    W_xh, W_hh = np.zeros((V, S * V)), np.zeros((S * V, S * V))
    b_h = np.full(S * V, -1.5 * gain)
    for s in range(S):
        for v in range(V):
            unit = s * V + v
            W_xh[v, unit] = gain
            for source in np.flatnonzero(next_state.reshape(-1) == s):
                W_hh[source, unit] = gain / 2
                b_h[unit] += gain / 2
    return W_xh, W_hh, b_h


def automaton_weights__kronecker(next_state: np.ndarray, gain: float) -> list[np.ndarray]:
    """Repeated blocks: tile for the symbols, repeat for the states."""
    S, V = next_state.shape
    arrives = np.eye(S)[next_state.ravel()]  # (S V, S)
    W_hh = np.repeat(arrives, V, axis=1) * gain * 0.5
    return [np.tile(np.eye(V), S) * gain, W_hh, W_hh.sum(axis=0) - 1.5 * gain]


def automaton_weights__symbols_for_and_against(
    next_state: np.ndarray, gain: float
) -> tuple[np.ndarray, ...]:
    """Half of the gain for the unit's own symbol, the other half against all others."""
    S, V = next_state.shape
    arrives = next_state.reshape(-1, 1) == np.arange(S)
    W_xh = gain * (np.tile(np.eye(V), S) - 0.5)
    W_hh = gain / 2 * np.repeat(arrives, V, axis=1)
    return W_xh, W_hh, gain * (np.repeat(arrives.sum(axis=0), V) / 2 - 1)


def automaton_weights__states_for_and_against(
    next_state: np.ndarray, gain: float
) -> tuple[np.ndarray, ...]:
    """A weight for each unit that leads to the state, and one against each that does not."""
    S, V = next_state.shape
    old_state, symbol = np.repeat(np.arange(S), V), np.tile(np.arange(V), S)
    W_hh = gain / 4 * np.where(next_state.ravel()[:, None] == old_state, 1, -1)
    W_xh = gain * np.equal.outer(np.arange(V), symbol)
    return W_xh, W_hh, W_hh.sum(axis=0) - gain


def stack_forward__digit_lists(operations: np.ndarray) -> tuple[np.ndarray, ...]:
    """Real stacks, as lists, turned into numbers after each step."""
    q = []
    stacks = [[] for _ in operations[0]]
    for row in operations:
        for stack, operation in zip(stacks, row, strict=True):
            if operation in (1, 2):
                stack.insert(0, 2 * int(operation) - 1)
            elif operation == 3 and stack:
                stack.pop(0)
        q.append([sum(digit / 4 ** (i + 1) for i, digit in enumerate(s)) for s in stacks])
    q = np.array(q)
    return q, np.minimum(np.maximum(4 * q - 2, 0), 1), np.minimum(4 * q, 1)


def stack_forward__remainders(operations: np.ndarray) -> tuple[np.ndarray, ...]:
    """A pop as a remainder, for what stands behind the point; whole numbers for the reading."""
    q, now = [], np.zeros(len(operations[0]))
    for row in operations:
        pushed = (now + 2 * row - 1) / 4
        now = np.where(row == 0, now, np.where(row == 3, 4 * now % 1, pushed))
        q.append(now)
    q = np.array(q)
    return q, (q >= 0.5).astype(int), (q > 0).astype(int)


def stack_forward__one_by_one(operations: np.ndarray) -> list[np.ndarray]:
    """Loops over steps and sequences, with the clipped units doing the reading."""
    q = np.zeros(operations.shape)
    for n in range(operations.shape[1]):
        number = 0.0
        for t, operation in enumerate(operations[:, n]):
            if operation == 3:
                number -= number if number == 0 else (0.25 + 0.5 * (number > 0.6))
                number *= 4
            elif operation > 0:
                number = number / 4 + (0.25 if operation == 1 else 0.75)
            q[t, n] = number
    return [q, (4 * q - 2).clip(0, 1), (4 * q).clip(0, 1)]


def memory_curve__all_at_once(h: np.ndarray, u: np.ndarray, K: int) -> list[float]:
    """One least-squares problem with K right-hand sides, on centred data."""
    T = len(u)
    targets = np.stack([u[K - k : T - k] for k in range(1, K + 1)], axis=1)
    targets = targets - targets.mean(axis=0)
    states = h[K:] - h[K:].mean(axis=0)
    fitted = states @ np.linalg.lstsq(states, targets, rcond=None)[0]
    return list((fitted**2).sum(axis=0) / (targets**2).sum(axis=0))


def memory_curve__correlation(h: np.ndarray, u: np.ndarray, K: int) -> np.ndarray:
    """The squared correlation of what is recovered and what was read: the same number."""
    design = np.c_[np.ones(len(u)), h][K:]
    curve = []
    for k in range(1, K + 1):
        wanted = np.roll(u, k)[K:]
        fitted = design @ (np.linalg.pinv(design) @ wanted)
        curve.append(np.corrcoef(fitted, wanted)[0, 1] ** 2)
    return np.array(curve)


def combine_steps__by_trying(
    a_1: np.ndarray, b_1: np.ndarray, a_2: np.ndarray, b_2: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Send 0 and 1 through both steps: what a line does to two points is all of it."""
    from_0 = a_2 * (a_1 * 0 + b_1) + b_2
    from_1 = a_2 * (a_1 * 1 + b_1) + b_2
    return from_1 - from_0, from_0


def combine_steps__in_place(
    a_1: np.ndarray, b_1: np.ndarray, a_2: np.ndarray, b_2: np.ndarray
) -> list[np.ndarray]:
    """Copies, changed in place."""
    a, b = a_1.copy(), b_1.copy()
    a *= a_2
    b *= a_2
    b += b_2
    return [a, b]
