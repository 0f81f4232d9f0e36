"""Functions that exercises are called with: their names stand in the case files."""

import numpy as np

__functions_are_pure__ = True  # the grader may call them wherever they are wanted


def sum_of_cubes(x: np.ndarray) -> float:
    """Σ x³, whose gradient is 3x²."""
    return float(np.sum(x**3))


def log_sum_exp(x: np.ndarray) -> float:
    """Log of Σ exp(x), whose gradient is the softmax of all of x."""
    return float(np.log(np.sum(np.exp(x))))


def sum_of_cosines(x: np.ndarray) -> float:
    """Σ cos(x), whose gradient is −sin(x)."""
    return float(np.sum(np.cos(x)))


def tanh_chain(x: np.ndarray) -> float:
    """Σ tanh(tanh(x) + x), a small recurrent step of its own."""
    return float(np.sum(np.tanh(np.tanh(x) + x)))


def drifting_step(state: np.ndarray, token: int) -> tuple[np.ndarray, np.ndarray]:
    """Step of a small decoder with H + 2 tokens: their log-probabilities, and the new state."""
    H = len(state)
    units = np.arange(1, H + 1)
    state = np.tanh(2 * np.roll(state, 1) + np.sin((token + 1) * units))
    scores = np.cos(np.outer(np.arange(H + 2), units)) @ state
    return scores - np.log(np.sum(np.exp(scores))), state


def bigram_step(state: np.ndarray, token: int) -> tuple[np.ndarray, np.ndarray]:
    """Step of a decoder that remembers its last token only: ``state`` is its (V, V) table, flat."""
    V = round(len(state) ** 0.5)
    return state.reshape(V, V)[token].copy(), state.copy()
