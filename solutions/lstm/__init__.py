"""Chapter 07: the LSTM forward and backward, and three of its variants.

A table of ten exercises with their docstrings, and so longer than a module of code.
"""

import numpy as np

from solutions.start_here import sigmoid


def lstm_cell_forward(
    x_t: np.ndarray,
    h_prev: np.ndarray,
    c_prev: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, tuple]:
    """Take one step of an LSTM.

    Parameters
    ----------
    x_t : ndarray of shape (N, D)
        Input of this step.
    h_prev : ndarray of shape (N, H)
        What the step before has shown, h_{t−1}.
    c_prev : ndarray of shape (N, H)
        What lay on the belt before this step, c_{t−1}.
    W_xh : ndarray of shape (D, 4H)
        Weights from input: H columns each for i, f, g (the candidate) and o, in this order.
    W_hh : ndarray of shape (H, 4H)
        Weights from state, columns in the same order.
    b_h : ndarray of shape (4H,)
        Biases, in the same order.

    Returns
    -------
    h_t : ndarray of shape (N, H)
        What this step shows.
    c_t : ndarray of shape (N, H)
        What lies on the belt after it.
    cache : tuple
        ``(x_t, h_prev, c_prev, W_xh, W_hh, i, f, g, o, c_t)``, for the way back. Gates and
        candidate are of shape (N, H), as they came out of their σ or tanh.

    Notes
    -----
    D2 eq. (13), D1 §9.1. ``sigmoid`` is given.

    The arguments stay as they are.

    References
    ----------
    Gers, Schmidhuber & Cummins, Learning to forget, Neural Computation 12, 2000.
    """
    z = x_t @ W_xh + h_prev @ W_hh + b_h  # (N, 4H)
    z_i, z_f, z_g, z_o = np.split(z, 4, axis=1)
    i, f, g, o = sigmoid(z_i), sigmoid(z_f), np.tanh(z_g), sigmoid(z_o)
    c_t = f * c_prev + i * g
    h_t = o * np.tanh(c_t)
    cache = (x_t, h_prev, c_prev, W_xh, W_hh, i, f, g, o, c_t)
    return h_t, c_t, cache


def lstm_forward(
    x: np.ndarray,
    h_0: np.ndarray,
    c_0: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, tuple]:
    """Run an LSTM over a whole batch of sequences.

    Parameters
    ----------
    x : ndarray of shape (T, N, D)
        Inputs, time first.
    h_0 : ndarray of shape (N, H)
        h before the first step.
    c_0 : ndarray of shape (N, H)
        c before the first step.
    W_xh : ndarray of shape (D, 4H)
        Weights from input to i, f, g, o, the same at every step.
    W_hh : ndarray of shape (H, 4H)
        Weights from state to i, f, g, o, the same at every step.
    b_h : ndarray of shape (4H,)
        Biases of the gates.

    Returns
    -------
    h : ndarray of shape (T, N, H)
        ``h[t]`` is what the network shows after reading ``x[t]``.
    c : ndarray of shape (T, N, H)
        ``c[t]`` is what lies on the belt at the same time.
    cache : tuple
        ``(x, h_0, c_0, W_xh, W_hh, i, f, g, o, h, c)``, for the way back. Gates and candidates
        of all steps are of shape (T, N, H).

    Notes
    -----
    D2 eq. (13), D1 §9.1, step after step. ``sigmoid`` is given. The arguments stay as they are.
    """
    i, f, g, o, h, c = np.zeros((6, len(x), *h_0.shape))
    h_t, c_t = h_0, c_0
    for t in range(len(x)):
        z = x[t] @ W_xh + h_t @ W_hh + b_h  # (N, 4H)
        z_i, z_f, z_g, z_o = np.split(z, 4, axis=1)
        i[t], f[t], g[t], o[t] = sigmoid(z_i), sigmoid(z_f), np.tanh(z_g), sigmoid(z_o)
        c_t = f[t] * c_t + i[t] * g[t]
        h_t = o[t] * np.tanh(c_t)
        h[t], c[t] = h_t, c_t
    cache = (x, h_0, c_0, W_xh, W_hh, i, f, g, o, h, c)
    return h, c, cache


def lstm_cell_backward(dh_t: np.ndarray, dc_t: np.ndarray, cache: tuple) -> tuple[np.ndarray, ...]:
    """Gradients of one step of an LSTM.

    Parameters
    ----------
    dh_t : ndarray of shape (N, H)
        All that reaches h_t: from this step's loss and from the gates of step t + 1.
    dc_t : ndarray of shape (N, H)
        What comes back along the belt from step t + 1. What h_t sends into c_t is not in
        it: adding that is this function's work.
    cache : tuple
        ``(x_t, h_prev, c_prev, W_xh, W_hh, i, f, g, o, c_t)`` from the forward step.

    Returns
    -------
    dx_t : ndarray of shape (N, D)
        ∂𝓛/∂x_t.
    dh_prev : ndarray of shape (N, H)
        What this step sends on to h_{t−1}.
    dc_prev : ndarray of shape (N, H)
        What this step sends on to c_{t−1}.
    dW_xh : ndarray of shape (D, 4H)
        This step's part of ∂𝓛/∂W_xh, columns in the order i, f, g, o.
    dW_hh : ndarray of shape (H, 4H)
        This step's part of ∂𝓛/∂W_hh.
    db_h : ndarray of shape (4H,)
        This step's part of ∂𝓛/∂b_h.

    Notes
    -----
    The backward of D2 eq. (13). The arguments stay as they are.

    References
    ----------
    Greff et al., LSTM: a search space odyssey, IEEE TNNLS 28, 2017, section II.
    """
    x_t, h_prev, c_prev, W_xh, W_hh, i, f, g, o, c_t = cache
    tanh_c = np.tanh(c_t)
    dc = dc_t + dh_t * o * (1 - tanh_c**2)
    dz_i = dc * g * i * (1 - i)
    dz_f = dc * c_prev * f * (1 - f)
    dz_g = dc * i * (1 - g**2)
    dz_o = dh_t * tanh_c * o * (1 - o)
    dz = np.concatenate([dz_i, dz_f, dz_g, dz_o], axis=1)  # (N, 4H)
    dx_t, dh_prev, dc_prev = dz @ W_xh.T, dz @ W_hh.T, dc * f
    dW_xh, dW_hh, db_h = x_t.T @ dz, h_prev.T @ dz, dz.sum(axis=0)
    return dx_t, dh_prev, dc_prev, dW_xh, dW_hh, db_h


def lstm_backward(dh: np.ndarray, cache: tuple) -> tuple[np.ndarray, ...]:
    """Gradients of a whole sequence through an LSTM.

    Parameters
    ----------
    dh : ndarray of shape (T, N, H)
        ``dh[t]`` is the gradient that step t's own loss sends into h_t. No loss looks at
        c: whatever reaches the belt, reaches it through some h or along the belt.
    cache : tuple
        ``(x, h_0, c_0, W_xh, W_hh, i, f, g, o, h, c)`` from the forward pass.

    Returns
    -------
    dx : ndarray of shape (T, N, D)
        ∂𝓛/∂x.
    dh_0 : ndarray of shape (N, H)
        ∂𝓛/∂h_0.
    dc_0 : ndarray of shape (N, H)
        ∂𝓛/∂c_0.
    dW_xh : ndarray of shape (D, 4H)
        ∂𝓛/∂W_xh, the sum over all steps.
    dW_hh : ndarray of shape (H, 4H)
        ∂𝓛/∂W_hh, the sum over all steps.
    db_h : ndarray of shape (4H,)
        ∂𝓛/∂b_h, the sum over all steps.

    Notes
    -----
    The backward of D2 eq. (13), from the last step to the first. The arguments stay as they are.

    References
    ----------
    Greff et al., LSTM: a search space odyssey, IEEE TNNLS 28, 2017, section II.
    """
    x, h_0, c_0, W_xh, W_hh, i, f, g, o, h, c = cache
    h_before, c_before = np.concatenate([[h_0], h[:-1]]), np.concatenate([[c_0], c[:-1]])
    dx, dW_xh, dW_hh, db_h = (np.zeros(a.shape) for a in (x, W_xh, W_hh, W_hh[0]))
    dh_next, dc_next = np.zeros(h_0.shape), np.zeros(c_0.shape)
    for t in reversed(range(len(x))):
        dh_t, tanh_c = dh[t] + dh_next, np.tanh(c[t])
        dc_t = dc_next + dh_t * o[t] * (1 - tanh_c**2)
        dz_i = dc_t * g[t] * i[t] * (1 - i[t])
        dz_f = dc_t * c_before[t] * f[t] * (1 - f[t])
        dz_g = dc_t * i[t] * (1 - g[t] ** 2)
        dz_o = dh_t * tanh_c * o[t] * (1 - o[t])
        dz = np.concatenate([dz_i, dz_f, dz_g, dz_o], axis=1)  # (N, 4H)
        dx[t], dh_next, dc_next = dz @ W_xh.T, dz @ W_hh.T, dc_t * f[t]
        dW_xh += x[t].T @ dz  # (D, 4H)
        dW_hh += h_before[t].T @ dz  # (H, 4H)
        db_h += dz.sum(axis=0)
    return dx, dh_next, dc_next, dW_xh, dW_hh, db_h


def lstm_no_forget_cell_forward(
    x_t: np.ndarray,
    h_prev: np.ndarray,
    c_prev: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, tuple]:
    """Take one step of an LSTM without forget gate.

    Parameters
    ----------
    x_t : ndarray of shape (N, D)
        Input of this step.
    h_prev : ndarray of shape (N, H)
        h_{t−1}.
    c_prev : ndarray of shape (N, H)
        c_{t−1}.
    W_xh : ndarray of shape (D, 3H)
        Weights from input: H columns each for i, g (the candidate) and o, in this order.
    W_hh : ndarray of shape (H, 3H)
        Weights from state, columns in the same order.
    b_h : ndarray of shape (3H,)
        Biases, in the same order.

    Returns
    -------
    h_t : ndarray of shape (N, H)
        What this step shows.
    c_t : ndarray of shape (N, H)
        What lies on the belt after it.
    cache : tuple
        ``(x_t, h_prev, W_xh, W_hh, i, g, o, c_t)``. The way back has no use for c_{t−1}.

    Notes
    -----
    D2 eq. (14). ``sigmoid`` is given. The arguments stay as they are.

    References
    ----------
    Hochreiter & Schmidhuber, Long short-term memory, Neural Computation 9, 1997.
    """
    z = x_t @ W_xh + h_prev @ W_hh + b_h  # (N, 3H)
    z_i, z_g, z_o = np.split(z, 3, axis=1)
    i, g, o = sigmoid(z_i), np.tanh(z_g), sigmoid(z_o)
    c_t = c_prev + i * g
    h_t = o * np.tanh(c_t)
    cache = (x_t, h_prev, W_xh, W_hh, i, g, o, c_t)
    return h_t, c_t, cache


def lstm_no_forget_cell_backward(
    dh_t: np.ndarray, dc_t: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """Gradients of one step of an LSTM without forget gate.

    Parameters
    ----------
    dh_t : ndarray of shape (N, H)
        All that reaches h_t.
    dc_t : ndarray of shape (N, H)
        What comes back along the belt from step t + 1.
    cache : tuple
        ``(x_t, h_prev, W_xh, W_hh, i, g, o, c_t)`` from the forward step.

    Returns
    -------
    dx_t : ndarray of shape (N, D)
        ∂𝓛/∂x_t.
    dh_prev : ndarray of shape (N, H)
        What this step sends on to h_{t−1}.
    dc_prev : ndarray of shape (N, H)
        What this step sends on to c_{t−1}.
    dW_xh : ndarray of shape (D, 3H)
        This step's part of ∂𝓛/∂W_xh, columns in the order i, g, o.
    dW_hh : ndarray of shape (H, 3H)
        This step's part of ∂𝓛/∂W_hh.
    db_h : ndarray of shape (3H,)
        This step's part of ∂𝓛/∂b_h.

    Notes
    -----
    The backward of D2 eq. (14). The arguments stay as they are.
    """
    x_t, h_prev, W_xh, W_hh, i, g, o, c_t = cache
    tanh_c = np.tanh(c_t)
    dc = dc_t + dh_t * o * (1 - tanh_c**2)
    dz_i = dc * g * i * (1 - i)
    dz_g = dc * i * (1 - g**2)
    dz_o = dh_t * tanh_c * o * (1 - o)
    dz = np.concatenate([dz_i, dz_g, dz_o], axis=1)  # (N, 3H)
    dx_t, dh_prev, dc_prev = dz @ W_xh.T, dz @ W_hh.T, dc
    dW_xh, dW_hh, db_h = x_t.T @ dz, h_prev.T @ dz, dz.sum(axis=0)
    return dx_t, dh_prev, dc_prev, dW_xh, dW_hh, db_h


def lstm_coupled_cell_forward(
    x_t: np.ndarray,
    h_prev: np.ndarray,
    c_prev: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, tuple]:
    """Take one step of an LSTM whose forget gate is what the input gate leaves.

    Parameters
    ----------
    x_t : ndarray of shape (N, D)
        Input of this step.
    h_prev : ndarray of shape (N, H)
        h_{t−1}.
    c_prev : ndarray of shape (N, H)
        c_{t−1}.
    W_xh : ndarray of shape (D, 3H)
        Weights from input: H columns each for i, g (the candidate) and o, in this order.
    W_hh : ndarray of shape (H, 3H)
        Weights from state, columns in the same order.
    b_h : ndarray of shape (3H,)
        Biases, in the same order.

    Returns
    -------
    h_t : ndarray of shape (N, H)
        What this step shows.
    c_t : ndarray of shape (N, H)
        What lies on the belt after it.
    cache : tuple
        ``(x_t, h_prev, c_prev, W_xh, W_hh, i, g, o, c_t)``.

    Notes
    -----
    D2 eq. (15). ``sigmoid`` is given.

    The arguments stay as they are.

    References
    ----------
    Greff et al., LSTM: a search space odyssey, IEEE TNNLS 28, 2017: there "CIFG".
    """
    z = x_t @ W_xh + h_prev @ W_hh + b_h  # (N, 3H)
    z_i, z_g, z_o = np.split(z, 3, axis=1)
    i, g, o = sigmoid(z_i), np.tanh(z_g), sigmoid(z_o)
    c_t = (1 - i) * c_prev + i * g
    h_t = o * np.tanh(c_t)
    cache = (x_t, h_prev, c_prev, W_xh, W_hh, i, g, o, c_t)
    return h_t, c_t, cache


def lstm_coupled_cell_backward(
    dh_t: np.ndarray, dc_t: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """Gradients of one step of an LSTM with coupled gates.

    Parameters
    ----------
    dh_t : ndarray of shape (N, H)
        All that reaches h_t.
    dc_t : ndarray of shape (N, H)
        What comes back along the belt from step t + 1.
    cache : tuple
        ``(x_t, h_prev, c_prev, W_xh, W_hh, i, g, o, c_t)`` from the forward step.

    Returns
    -------
    dx_t : ndarray of shape (N, D)
        ∂𝓛/∂x_t.
    dh_prev : ndarray of shape (N, H)
        What this step sends on to h_{t−1}.
    dc_prev : ndarray of shape (N, H)
        What this step sends on to c_{t−1}.
    dW_xh : ndarray of shape (D, 3H)
        This step's part of ∂𝓛/∂W_xh, columns in the order i, g, o.
    dW_hh : ndarray of shape (H, 3H)
        This step's part of ∂𝓛/∂W_hh.
    db_h : ndarray of shape (3H,)
        This step's part of ∂𝓛/∂b_h.

    Notes
    -----
    The backward of D2 eq. (15). The arguments stay as they are.
    """
    x_t, h_prev, c_prev, W_xh, W_hh, i, g, o, c_t = cache
    tanh_c = np.tanh(c_t)
    dc = dc_t + dh_t * o * (1 - tanh_c**2)
    dz_i = dc * (g - c_prev) * i * (1 - i)
    dz_g = dc * i * (1 - g**2)
    dz_o = dh_t * tanh_c * o * (1 - o)
    dz = np.concatenate([dz_i, dz_g, dz_o], axis=1)  # (N, 3H)
    dx_t, dh_prev, dc_prev = dz @ W_xh.T, dz @ W_hh.T, dc * (1 - i)
    dW_xh, dW_hh, db_h = x_t.T @ dz, h_prev.T @ dz, dz.sum(axis=0)
    return dx_t, dh_prev, dc_prev, dW_xh, dW_hh, db_h


def lstm_peephole_cell_forward(
    x_t: np.ndarray,
    h_prev: np.ndarray,
    c_prev: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    V_i: np.ndarray,
    V_f: np.ndarray,
    V_o: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, tuple]:
    """Take one step of an LSTM whose gates look at the belt.

    Parameters
    ----------
    x_t : ndarray of shape (N, D)
        Input of this step.
    h_prev : ndarray of shape (N, H)
        h_{t−1}.
    c_prev : ndarray of shape (N, H)
        c_{t−1}.
    W_xh : ndarray of shape (D, 4H)
        Weights from input to i, f, g, o.
    W_hh : ndarray of shape (H, 4H)
        Weights from state to i, f, g, o.
    b_h : ndarray of shape (4H,)
        Biases of the gates.
    V_i : ndarray of shape (H,)
        Peephole weights from c_{t−1} to i, each unit to its own gate.
    V_f : ndarray of shape (H,)
        Peephole weights from c_{t−1} to f.
    V_o : ndarray of shape (H,)
        Peephole weights from c_t to o.

    Returns
    -------
    h_t : ndarray of shape (N, H)
        What this step shows.
    c_t : ndarray of shape (N, H)
        What lies on the belt after it.
    cache : tuple
        ``(x_t, h_prev, c_prev, W_xh, W_hh, V_i, V_f, V_o, i, f, g, o, c_t)``.

    Notes
    -----
    D2 eq. (16). ``sigmoid`` is given.

    The arguments stay as they are.

    References
    ----------
    Gers & Schmidhuber, Recurrent nets that time and count, IJCNN 2000.
    """
    z = x_t @ W_xh + h_prev @ W_hh + b_h  # (N, 4H)
    z_i, z_f, z_g, z_o = np.split(z, 4, axis=1)
    i, f, g = sigmoid(z_i + V_i * c_prev), sigmoid(z_f + V_f * c_prev), np.tanh(z_g)
    c_t = f * c_prev + i * g
    o = sigmoid(z_o + V_o * c_t)
    h_t = o * np.tanh(c_t)
    cache = (x_t, h_prev, c_prev, W_xh, W_hh, V_i, V_f, V_o, i, f, g, o, c_t)
    return h_t, c_t, cache


def lstm_peephole_cell_backward(
    dh_t: np.ndarray, dc_t: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """Gradients of one step of an LSTM with peepholes.

    Parameters
    ----------
    dh_t : ndarray of shape (N, H)
        All that reaches h_t.
    dc_t : ndarray of shape (N, H)
        What comes back along the belt from step t + 1, its peepholes included.
    cache : tuple
        ``(x_t, h_prev, c_prev, W_xh, W_hh, V_i, V_f, V_o, i, f, g, o, c_t)`` from the
        forward step.

    Returns
    -------
    dx_t : ndarray of shape (N, D)
        ∂𝓛/∂x_t.
    dh_prev : ndarray of shape (N, H)
        What this step sends on to h_{t−1}.
    dc_prev : ndarray of shape (N, H)
        What this step sends on to c_{t−1}.
    dW_xh : ndarray of shape (D, 4H)
        This step's part of ∂𝓛/∂W_xh, columns in the order i, f, g, o.
    dW_hh : ndarray of shape (H, 4H)
        This step's part of ∂𝓛/∂W_hh.
    db_h : ndarray of shape (4H,)
        This step's part of ∂𝓛/∂b_h.
    dV_i : ndarray of shape (H,)
        This step's part of ∂𝓛/∂V_i.
    dV_f : ndarray of shape (H,)
        This step's part of ∂𝓛/∂V_f.
    dV_o : ndarray of shape (H,)
        This step's part of ∂𝓛/∂V_o.

    Notes
    -----
    The backward of D2 eq. (16). The arguments stay as they are.
    """
    x_t, h_prev, c_prev, W_xh, W_hh, V_i, V_f, V_o, i, f, g, o, c_t = cache
    tanh_c = np.tanh(c_t)
    dz_o = dh_t * tanh_c * o * (1 - o)
    dc = dc_t + dh_t * o * (1 - tanh_c**2) + dz_o * V_o
    dz_i = dc * g * i * (1 - i)
    dz_f = dc * c_prev * f * (1 - f)
    dz_g = dc * i * (1 - g**2)
    dz = np.concatenate([dz_i, dz_f, dz_g, dz_o], axis=1)  # (N, 4H)
    dx_t, dh_prev = dz @ W_xh.T, dz @ W_hh.T
    dc_prev = dc * f + dz_i * V_i + dz_f * V_f
    dW_xh, dW_hh, db_h = x_t.T @ dz, h_prev.T @ dz, dz.sum(axis=0)
    dV_i, dV_f = (dz_i * c_prev).sum(axis=0), (dz_f * c_prev).sum(axis=0)
    dV_o = (dz_o * c_t).sum(axis=0)
    return dx_t, dh_prev, dc_prev, dW_xh, dW_hh, db_h, dV_i, dV_f, dV_o
