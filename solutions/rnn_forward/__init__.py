"""Chapter 02: forward through one step, a sequence, and the output layer."""

import numpy as np


def rnn_cell_forward(
    x_t: np.ndarray, h_prev: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> tuple[np.ndarray, tuple]:
    """Take one step of a recurrent network.

    Parameters
    ----------
    x_t : ndarray of shape (N, D)
        Input of this step, one row for each sequence in the batch.
    h_prev : ndarray of shape (N, H)
        State after the step before, h_{t−1}.
    W_xh : ndarray of shape (D, H)
        Weights from input to state.
    W_hh : ndarray of shape (H, H)
        Weights from state to state.
    b_h : ndarray of shape (H,)
        Bias of the state.

    Returns
    -------
    h_t : ndarray of shape (N, H)
        State after this step.
    cache : tuple
        ``(x_t, h_prev, W_xh, W_hh, h_t)``: what chapter 03 needs on the way back.

    Notes
    -----
    h_t = tanh(x_t W_xh + h_{t−1} W_hh + b_h): D1 §4, first formula, and D2 eq. (4).

    The arguments stay as they are.

    References
    ----------
    Elman, Finding structure in time, Cognitive Science 14, 1990.
    """
    h_t = np.tanh(x_t @ W_xh + h_prev @ W_hh + b_h)
    cache = (x_t, h_prev, W_xh, W_hh, h_t)
    return h_t, cache


def rnn_cell_forward_combined(
    x_t: np.ndarray, h_prev: np.ndarray, W_h: np.ndarray, b_h: np.ndarray
) -> np.ndarray:
    """Take the same step with one matrix in place of two.

    Parameters
    ----------
    x_t : ndarray of shape (N, D)
        Input of this step.
    h_prev : ndarray of shape (N, H)
        State after the step before.
    W_h : ndarray of shape (H + D, H)
        W_hh on top of W_xh: the first H rows belong to the state.
    b_h : ndarray of shape (H,)
        Bias of the state.

    Returns
    -------
    h_t : ndarray of shape (N, H)
        State after this step.

    Notes
    -----
    a⟨t⟩ = g(W_a [a⟨t−1⟩, x⟨t⟩] + b_a): D1 §4, second formula.

    The arguments stay as they are.
    """
    h_and_x = np.concatenate([h_prev, x_t], axis=1)
    return np.tanh(h_and_x @ W_h + b_h)


def rnn_forward(
    x: np.ndarray, h_0: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> tuple[np.ndarray, tuple]:
    """Run the network over a whole batch of sequences.

    Parameters
    ----------
    x : ndarray of shape (T, N, D)
        Inputs, time first: ``x[t]`` is the batch at one step.
    h_0 : ndarray of shape (N, H)
        State before the first step. It stays as it is.
    W_xh : ndarray of shape (D, H)
        Weights from input to state, the same at every step.
    W_hh : ndarray of shape (H, H)
        Weights from state to state, the same at every step.
    b_h : ndarray of shape (H,)
        Bias of the state.

    Returns
    -------
    h : one ndarray of shape (T, N, H)
        All states: ``h[t]`` is the state after reading ``x[t]``.
    cache : tuple
        ``(x, h_0, W_xh, W_hh, h)``: what chapter 03 needs on the way back.

    Notes
    -----
    h_t = f(h_{t−1}, x_t), D2 eq. (1), step after step.

    The arguments stay as they are.
    """
    T, N, _ = x.shape
    h = np.zeros((T, N, W_hh.shape[0]))
    h_t = h_0
    for t in range(T):
        h_t = np.tanh(x[t] @ W_xh + h_t @ W_hh + b_h)
        h[t] = h_t
    cache = (x, h_0, W_xh, W_hh, h)
    return h, cache


def output_forward(h: np.ndarray, W_hy: np.ndarray, b_y: np.ndarray) -> np.ndarray:
    """Read a score for every class off every state.

    Parameters
    ----------
    h : ndarray of shape (T, N, H)
        States.
    W_hy : ndarray of shape (H, V)
        Weights from state to output.
    b_y : ndarray of shape (V,)
        Bias of the output.

    Returns
    -------
    logits : ndarray of shape (T, N, V)
        Scores before the softmax.

    Notes
    -----
    The inside of ŷ⟨t⟩ = g(W_ya a⟨t⟩ + b_y), D1 §4, third formula.

    The arguments stay as they are.
    """
    return h @ W_hy + b_y


def softmax(logits: np.ndarray) -> np.ndarray:
    """Turn scores into probabilities over the last axis.

    Parameters
    ----------
    logits : ndarray of shape (T, N, V)
        Scores of any size, thousands included. They stay as they are.

    Returns
    -------
    y_hat : ndarray of shape (T, N, V)
        Probabilities: positive, and each row over V sums to 1.

    Notes
    -----
    ŷ_v = exp(s_v) / Σ_u exp(s_u) with the scores s, the g of D1 §4, third formula.

    References
    ----------
    Goodfellow, Bengio & Courville, Deep Learning, 2016, section 4.1.
    """
    shifted = logits - logits.max(axis=-1, keepdims=True)
    exp = np.exp(shifted)
    return exp / exp.sum(axis=-1, keepdims=True)
