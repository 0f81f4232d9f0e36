"""Chapter 03: loss, gradients through one step and through time, and their check."""

from collections.abc import Callable

import numpy as np


def cross_entropy(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Loss of each step, and its gradient at the logits.

    Parameters
    ----------
    logits : ndarray of shape (T, N, V)
        Scores before the softmax.
    labels : ndarray of shape (T, N)
        Index of the right class, 0 to V − 1.
    mask : ndarray of shape (T, N)
        1 where a step is real, 0 where it is padding, be it behind or anywhere else.

    Returns
    -------
    L : ndarray of shape (T,)
        Loss of each step, averaged over the N sequences. Padding adds 0.
    dlogits : ndarray of shape (T, N, V)
        Gradient of the total loss, ``L.sum()``, with respect to the logits.

    Notes
    -----
    L_t = (1/N) Σ_n mask_{t,n} · (−log ŷ_{t,n,label}) and 𝓛 = Σ_t L_t: D2 eqs. (2) and (3).

    The arguments stay as they are.
    """
    T, N, _ = logits.shape
    t, n = np.arange(T)[:, None], np.arange(N)
    shifted = logits - logits.max(axis=-1, keepdims=True)
    log_y_hat = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    L = -(log_y_hat[t, n, labels] * mask).sum(axis=1) / N
    dlogits = np.exp(log_y_hat)
    dlogits[t, n, labels] -= 1
    dlogits *= mask[:, :, None] / N
    return L, dlogits


def numerical_gradient(
    f: Callable[[np.ndarray], float], x: np.ndarray, eps: float = 1e-5
) -> np.ndarray:
    """Measure a gradient by moving every number a little both ways.

    Parameters
    ----------
    f : callable
        Takes an array like ``x``, returns one number.
    x : ndarray of shape (D, H)
        Where the gradient is wanted. It is the same after the call as before.
    eps : float
        How far to move.

    Returns
    -------
    dx : ndarray of shape (D, H)
        ∂f/∂x by central differences.

    Notes
    -----
    ∂f/∂x_i ≈ (f(x + ε e_i) − f(x − ε e_i)) / 2ε, with e_i = 1 at entry i and 0 elsewhere.
    """
    dx = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        e_i = np.zeros_like(x)
        e_i[i] = eps
        dx[i] = (f(x + e_i) - f(x - e_i)) / (2 * eps)
    return dx


def rnn_cell_backward(dh_t: np.ndarray, cache: tuple) -> tuple[np.ndarray, ...]:
    """Gradients of one step.

    Parameters
    ----------
    dh_t : ndarray of shape (N, H)
        ∂𝓛/∂h_t: all that reaches h_t, from this step's loss and from step t + 1. It stays
        as it is.
    cache : tuple
        ``(x_t, h_prev, W_xh, W_hh, h_t)`` from the forward step, of shapes (N, D),
        (N, H), (D, H), (H, H) and (N, H).

    Returns
    -------
    dx_t : ndarray of shape (N, D)
        ∂𝓛/∂x_t.
    dh_prev : ndarray of shape (N, H)
        What this step sends on to h_{t−1}.
    dW_xh : ndarray of shape (D, H)
        This step's part of ∂𝓛/∂W_xh.
    dW_hh : ndarray of shape (H, H)
        This step's part of ∂𝓛/∂W_hh.
    db_h : ndarray of shape (H,)
        This step's part of ∂𝓛/∂b_h.

    Notes
    -----
    With dz_t = ∂𝓛/∂z_t, this is one factor of D2 eq. (8) and one term of D2 eq. (6).

    The arguments stay as they are.

    References
    ----------
    Werbos, Backpropagation through time, Proceedings of the IEEE 78, 1990.
    """
    x_t, h_prev, W_xh, W_hh, h_t = cache
    dz_t = dh_t * (1 - h_t**2)
    dx_t = dz_t @ W_xh.T
    dh_prev = dz_t @ W_hh.T
    dW_xh = x_t.T @ dz_t
    dW_hh = h_prev.T @ dz_t
    db_h = dz_t.sum(axis=0)
    return dx_t, dh_prev, dW_xh, dW_hh, db_h


def rnn_backward(dh: np.ndarray, cache: tuple) -> tuple[np.ndarray, ...]:
    """Gradients of a whole sequence: backpropagation through time.

    Parameters
    ----------
    dh : ndarray of shape (T, N, H)
        ``dh[t]`` is the gradient that step t's own loss sends into h_t. What comes
        back from later steps is not in it: adding that is this function's work. ``dh``
        itself stays as it is.
    cache : tuple
        ``(x, h_0, W_xh, W_hh, h)`` from the forward pass, of shapes (T, N, D), (N, H),
        (D, H), (H, H) and (T, N, H).

    Returns
    -------
    dx : ndarray of shape (T, N, D)
        ∂𝓛/∂x.
    dh_0 : ndarray of shape (N, H)
        ∂𝓛/∂h_0.
    dW_xh : ndarray of shape (D, H)
        ∂𝓛/∂W_xh, the sum over all steps.
    dW_hh : ndarray of shape (H, H)
        ∂𝓛/∂W_hh, the sum over all steps.
    db_h : ndarray of shape (H,)
        ∂𝓛/∂b_h, the sum over all steps.

    Notes
    -----
    D2 eqs. (5) and (6) for the weights, (8) for the way back from step to step.

    The arguments stay as they are.

    References
    ----------
    Werbos, Backpropagation through time, Proceedings of the IEEE 78, 1990.
    """
    x, h_0, W_xh, W_hh, h = cache
    dx = np.zeros_like(x)
    dW_xh, dW_hh, db_h = np.zeros_like(W_xh), np.zeros_like(W_hh), np.zeros(W_hh.shape[0])
    dh_next = np.zeros_like(h_0)
    for t in reversed(range(len(x))):
        h_prev = h[t - 1] if t > 0 else h_0
        dh_t = dh[t] + dh_next
        dz_t = dh_t * (1 - h[t] ** 2)
        dx[t] = dz_t @ W_xh.T
        dW_xh += x[t].T @ dz_t
        dW_hh += h_prev.T @ dz_t
        db_h += dz_t.sum(axis=0)
        dh_next = dz_t @ W_hh.T
    return dx, dh_next, dW_xh, dW_hh, db_h


def output_backward(
    dlogits: np.ndarray, h: np.ndarray, W_hy: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Gradients of the output layer, all steps at once.

    Parameters
    ----------
    dlogits : ndarray of shape (T, N, V)
        ∂𝓛/∂logits, from the cross-entropy.
    h : ndarray of shape (T, N, H)
        States that went in.
    W_hy : ndarray of shape (H, V)
        Weights from state to output.

    Returns
    -------
    dh : ndarray of shape (T, N, H)
        What each step's own loss sends into its state.
    dW_hy : ndarray of shape (H, V)
        ∂𝓛/∂W_hy, the sum over steps and batch.
    db_y : ndarray of shape (V,)
        ∂𝓛/∂b_y, the sum over steps and batch.

    Notes
    -----
    The backward of logits = h W_hy + b_y, D1 §4, third formula.

    The arguments stay as they are.
    """
    dh = dlogits @ W_hy.T
    dW_hy = np.einsum("tnh,tnv->hv", h, dlogits)
    db_y = dlogits.sum(axis=(0, 1))
    return dh, dW_hy, db_y


def gradient_check(
    f: Callable[[np.ndarray], float],
    x: np.ndarray,
    dx: np.ndarray,
    direction: np.ndarray,
    eps: float = 1e-5,
) -> float:
    """Compare a gradient with two calls of the function, along one direction.

    Parameters
    ----------
    f : callable
        Takes an array like ``x``, returns one number.
    x : ndarray of shape (D, H)
        Where the gradient was computed. It is the same after the call as before.
    dx : ndarray of shape (D, H)
        The gradient to be checked, ∂f/∂x.
    direction : ndarray of shape (D, H)
        Which way to go. Drawn at random, it has a part in every entry.
    eps : float
        How far to go.

    Returns
    -------
    error : float
        Relative error between the measured slope and the one that ``dx`` predicts:
        0 where they agree, 1 wherever they have opposite signs.

    Notes
    -----
    measured = (f(x + εv) − f(x − εv)) / 2ε, predicted = Σ dx ⊙ v,
    error = |measured − predicted| / (|measured| + |predicted|).

    References
    ----------
    Baydin et al., Automatic differentiation in machine learning: a survey, JMLR 18, 2018.
    """
    measured = (f(x + eps * direction) - f(x - eps * direction)) / (2 * eps)
    predicted = np.sum(dx * direction)
    return abs(measured - predicted) / (abs(measured) + abs(predicted))
