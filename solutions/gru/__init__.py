"""Chapter 08: the GRU forward and backward, and weights that come from the other convention.

A table of five exercises with their docstrings, and so longer than a module of code.
"""

import numpy as np

from solutions.start_here import sigmoid


def gru_cell_forward(
    x_t: np.ndarray, h_prev: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> tuple[np.ndarray, tuple]:
    """Take one step of a GRU.

    Parameters
    ----------
    x_t : ndarray of shape (N, D)
        Input of this step.
    h_prev : ndarray of shape (N, H)
        State after the step before, h_{t−1}.
    W_xh : ndarray of shape (D, 3H)
        Weights from input: H columns each for r, z and n, in this order.
    W_hh : ndarray of shape (H, 3H)
        Weights from state, columns in the same order.
    b_h : ndarray of shape (3H,)
        Biases, in the same order.

    Returns
    -------
    h_t : ndarray of shape (N, H)
        State after this step.
    cache : tuple
        ``(x_t, h_prev, W_xh, W_hh, r, z, n)``, for the way back. Reset gate, update gate and
        candidate are of shape (N, H), as they came out of their σ or tanh.

    Notes
    -----
    D2 eqs. (10) to (12), as corrected by errata 10 and 11: z keeps the old state, and r meets
    h_{t−1} before the product. ``sigmoid`` is given.

    The arguments stay as they are.

    References
    ----------
    Cho et al., Learning phrase representations using RNN encoder-decoder, EMNLP 2014, section 2.3.
    """
    W_xr, W_xz, W_xn = np.split(W_xh, 3, axis=1)
    W_hr, W_hz, W_hn = np.split(W_hh, 3, axis=1)
    b_r, b_z, b_n = np.split(b_h, 3)
    r = sigmoid(x_t @ W_xr + h_prev @ W_hr + b_r)
    z = sigmoid(x_t @ W_xz + h_prev @ W_hz + b_z)
    n = np.tanh(x_t @ W_xn + (r * h_prev) @ W_hn + b_n)
    h_t = z * h_prev + (1 - z) * n
    cache = (x_t, h_prev, W_xh, W_hh, r, z, n)
    return h_t, cache


def gru_forward(
    x: np.ndarray, h_0: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> tuple[np.ndarray, tuple]:
    """Run a GRU over a whole batch of sequences.

    Parameters
    ----------
    x : ndarray of shape (T, N, D)
        Inputs, time first.
    h_0 : ndarray of shape (N, H)
        State before the first step.
    W_xh : ndarray of shape (D, 3H)
        Weights from input to r, z, n, the same at every step.
    W_hh : ndarray of shape (H, 3H)
        Weights from state to r, z, n, the same at every step.
    b_h : ndarray of shape (3H,)
        Biases of r, z, n.

    Returns
    -------
    h : ndarray of shape (T, N, H)
        All states: ``h[t]`` is the state after reading ``x[t]``.
    cache : tuple
        ``(x, h_0, W_xh, W_hh, r, z, n, h)``, for the way back. The gates and candidates of
        all steps are of shape (T, N, H).

    Notes
    -----
    D2 eqs. (10) to (12), as corrected by errata 10 and 11, step after step. ``sigmoid`` is
    given. The arguments stay as they are.
    """
    W_hr, W_hz, W_hn = np.split(W_hh, 3, axis=1)
    r, z, n, h = np.zeros((4, len(x), *h_0.shape))
    h_t = h_0
    for t in range(len(x)):
        a_r, a_z, a_n = np.split(x[t] @ W_xh + b_h, 3, axis=1)  # what x_t alone says
        r[t] = sigmoid(a_r + h_t @ W_hr)
        z[t] = sigmoid(a_z + h_t @ W_hz)
        n[t] = np.tanh(a_n + (r[t] * h_t) @ W_hn)
        h_t = z[t] * h_t + (1 - z[t]) * n[t]
        h[t] = h_t
    cache = (x, h_0, W_xh, W_hh, r, z, n, h)
    return h, cache


def gru_cell_backward(dh_t: np.ndarray, cache: tuple) -> tuple[np.ndarray, ...]:
    """Gradients of one step of a GRU.

    Parameters
    ----------
    dh_t : ndarray of shape (N, H)
        ∂𝓛/∂h_t: all that reaches h_t, from this step's loss and from step t + 1.
    cache : tuple
        ``(x_t, h_prev, W_xh, W_hh, r, z, n)`` from the forward step, of shapes (N, D),
        (N, H), (D, 3H), (H, 3H) and three times (N, H).

    Returns
    -------
    dx_t : ndarray of shape (N, D)
        ∂𝓛/∂x_t.
    dh_prev : ndarray of shape (N, H)
        What this step sends on to h_{t−1}, along four paths.
    dW_xh : ndarray of shape (D, 3H)
        This step's part of ∂𝓛/∂W_xh.
    dW_hh : ndarray of shape (H, 3H)
        This step's part of ∂𝓛/∂W_hh.
    db_h : ndarray of shape (3H,)
        This step's part of ∂𝓛/∂b_h.

    Notes
    -----
    The backward of D2 eqs. (10) to (12), as corrected by errata 10 and 11.
    The arguments stay as they are.

    References
    ----------
    Cho et al., Learning phrase representations using RNN encoder-decoder, EMNLP 2014.
    """
    x_t, h_prev, W_xh, W_hh, r, z, n = cache
    W_hr, W_hz, W_hn = np.split(W_hh, 3, axis=1)
    da_n = dh_t * (1 - z) * (1 - n**2)
    da_z = dh_t * (h_prev - n) * z * (1 - z)
    dm = da_n @ W_hn.T  # at m = r ⊙ h_{t−1}
    da_r = dm * h_prev * r * (1 - r)
    dh_prev = dh_t * z + dm * r + da_z @ W_hz.T + da_r @ W_hr.T
    da = np.concatenate([da_r, da_z, da_n], axis=1)  # (N, 3H)
    dx_t = da @ W_xh.T
    dW_xh = x_t.T @ da
    dW_hh = np.concatenate([h_prev.T @ da_r, h_prev.T @ da_z, (r * h_prev).T @ da_n], axis=1)
    db_h = da.sum(axis=0)
    return dx_t, dh_prev, dW_xh, dW_hh, db_h


def gru_backward(dh: np.ndarray, cache: tuple) -> tuple[np.ndarray, ...]:
    """Gradients of a whole sequence: backpropagation through time.

    Parameters
    ----------
    dh : ndarray of shape (T, N, H)
        ``dh[t]`` is the gradient that step t's own loss sends into h_t. What comes
        back from later steps is not in it: adding that is this function's work.
    cache : tuple
        ``(x, h_0, W_xh, W_hh, r, z, n, h)`` from the forward pass, of shapes (T, N, D),
        (N, H), (D, 3H), (H, 3H) and four times (T, N, H).

    Returns
    -------
    dx : ndarray of shape (T, N, D)
        ∂𝓛/∂x.
    dh_0 : ndarray of shape (N, H)
        ∂𝓛/∂h_0.
    dW_xh : ndarray of shape (D, 3H)
        ∂𝓛/∂W_xh, the sum over all steps.
    dW_hh : ndarray of shape (H, 3H)
        ∂𝓛/∂W_hh, the sum over all steps.
    db_h : ndarray of shape (3H,)
        ∂𝓛/∂b_h, the sum over all steps.

    Notes
    -----
    D2 eqs. (5) and (6) for the weights; for the way back from step to step, the four paths of
    the step. The arguments stay as they are.

    References
    ----------
    Werbos, Backpropagation through time, Proceedings of the IEEE 78, 1990.
    """
    x, h_0, W_xh, W_hh, r, z, n, h = cache
    H = h_0.shape[1]
    W_hr, W_hz, W_hn = np.split(W_hh, 3, axis=1)
    dx, dW_xh, dW_hh = np.zeros_like(x), np.zeros_like(W_xh), np.zeros_like(W_hh)
    db_h, from_right = np.zeros(3 * H), np.zeros_like(h_0)
    for t in reversed(range(len(x))):
        h_prev = h[t - 1] if t > 0 else h_0
        dh_t = dh[t] + from_right
        da_n = dh_t * (1 - z[t]) * (1 - n[t] ** 2)
        da_z = dh_t * (h_prev - n[t]) * z[t] * (1 - z[t])
        dm = da_n @ W_hn.T
        da_r = dm * h_prev * r[t] * (1 - r[t])
        from_right = dh_t * z[t] + dm * r[t] + da_z @ W_hz.T + da_r @ W_hr.T
        da = np.concatenate([da_r, da_z, da_n], axis=1)  # (N, 3H)
        dx[t] = da @ W_xh.T
        dW_xh += x[t].T @ da
        dW_hh[:, : 2 * H] += h_prev.T @ da[:, : 2 * H]
        dW_hh[:, 2 * H :] += (r[t] * h_prev).T @ da_n
        db_h += da.sum(axis=0)
    return dx, from_right, dW_xh, dW_hh, db_h


def gru_weights_from_ng(
    W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Weights for z that keeps the old state, from those for z that lets the new one in.

    Parameters
    ----------
    W_xh : ndarray of shape (D, 3H)
        Weights from input to r, z, n of a GRU with h_t = (1 − z) ⊙ h_{t−1} + z ⊙ n.
    W_hh : ndarray of shape (H, 3H)
        Its weights from state to r, z, n.
    b_h : ndarray of shape (3H,)
        Its biases.

    Returns
    -------
    W_xh_new : new ndarray of shape (D, 3H)
        With these three, a GRU with h_t = z ⊙ h_{t−1} + (1 − z) ⊙ n, as in this course, has
        the same states for every input.
    W_hh_new : new ndarray of shape (H, 3H)
        The same, from state.
    b_h_new : new ndarray of shape (3H,)
        The same, biases.

    Notes
    -----
    From the convention of Ng's lectures to that of D2 eq. (10).

    The arguments stay as they are.

    References
    ----------
    Chung et al., Empirical evaluation of gated recurrent neural networks on sequence modeling,
    NIPS 2014 Deep Learning Workshop, section 3.2: a GRU in the first of the two forms.
    """
    H = W_hh.shape[0]
    sign = np.ones(3 * H)
    sign[H : 2 * H] = -1
    return W_xh * sign, W_hh * sign, b_h * sign
