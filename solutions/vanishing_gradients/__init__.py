"""Chapter 06: how far a gradient reaches, and what is done when it is too large."""

import numpy as np

from solutions.rnn_backward import rnn_backward
from solutions.rnn_forward import rnn_forward


def state_jacobian(h_t: np.ndarray, W_hh: np.ndarray) -> np.ndarray:
    """Compute how each number of the new state depends on each number of the old one.

    Parameters
    ----------
    h_t : ndarray of shape (N, H)
        States after the step, h_t = tanh(x_t W_xh + h_{t−1} W_hh + b_h).
    W_hh : ndarray of shape (H, H)
        Weights from state to state.

    Returns
    -------
    J : ndarray of shape (N, H, H)
        For each sequence n the matrix ∂h_t/∂h_{t−1}: ``J[n, i, j]`` is how much number i of
        the new state changes with number j of the old one.

    Notes
    -----
    J = diag(f′(z_t)) U with U = W_hhᵀ and f′(z_t) = 1 − h_t². The factors of D2 eq. (8) are
    made of the same slopes and weights, but lead from sum to sum and not from state to state:
    diag(f′(z_k)) Uᵀ = (∂z_{k+1}/∂z_k)ᵀ.

    The arguments stay as they are.

    References
    ----------
    Bengio, Simard, Frasconi, Learning long-term dependencies with gradient descent is
    difficult, IEEE Transactions on Neural Networks 5, 1994.
    """
    slopes = 1 - h_t**2
    return slopes[:, :, None] * W_hh.T


def jacobian_norms(h: np.ndarray, W_hh: np.ndarray) -> np.ndarray:
    """Measure how strongly the last state depends on every state.

    Parameters
    ----------
    h : ndarray of shape (T, N, H)
        All states of a forward pass.
    W_hh : ndarray of shape (H, H)
        Weights from state to state.

    Returns
    -------
    norms : ndarray of shape (T, N)
        ``norms[k]`` is the norm of ∂h[T−1]/∂h[k] for each sequence: its largest singular
        value. ``norms[T−1]`` is 1.

    Notes
    -----
    ∂h_T/∂h_k = (∂h_T/∂h_{T−1}) ⋯ (∂h_{k+1}/∂h_k), the product of D2 eq. (8) with
    states in place of sums.

    The arguments stay as they are.

    References
    ----------
    Pascanu, Mikolov, Bengio, On the difficulty of training recurrent neural networks,
    ICML 2013.
    """
    T, N, H = h.shape
    norms = np.ones((T, N))
    product = np.tile(np.eye(H), (N, 1, 1))
    for k in reversed(range(T - 1)):
        jacobian = (1 - h[k + 1] ** 2)[:, :, None] * W_hh.T
        product = product @ jacobian
        norms[k] = np.linalg.norm(product, ord=2, axis=(1, 2))
    return norms


def bound_and_rate(W_hh: np.ndarray, slope: float) -> tuple[float, float]:
    """Compute a gradient's bound and its rate a step from the weights alone.

    Parameters
    ----------
    W_hh : ndarray of shape (H, H)
        Weights from state to state.
    slope : float
        Largest slope of the nonlinearity, max f′: 1 for tanh.

    Returns
    -------
    gamma : float
        γ = σ_max(W_hh) · slope, with the largest singular value σ_max. No step back makes a
        gradient more than γ times as long.
    rate : float
        ρ(W_hh) · slope, with the spectral radius ρ, the largest absolute value of an
        eigenvalue. A step's factor in the long run, if the slope is the same everywhere.

    Notes
    -----
    ‖∂h_t/∂h_k‖ ≤ γ^(t−k): the γ of D2 below eq. (8).

    The arguments stay as they are.

    References
    ----------
    Pascanu, Mikolov, Bengio, On the difficulty of training recurrent neural networks,
    ICML 2013.
    """
    sigma_max = np.linalg.svd(W_hh, compute_uv=False).max()
    radius = np.abs(np.linalg.eigvals(W_hh)).max()
    return slope * sigma_max, slope * radius


def clip_by_value(gradients: list[np.ndarray], limit: float) -> list[np.ndarray]:
    """Cut off every entry that is too large.

    Parameters
    ----------
    gradients : list of ndarray
        One array for each parameter. They are the same after the call as before.
    limit : float
        No entry of the result is larger than this, or smaller than −limit.

    Returns
    -------
    clipped : list of new ndarray
        Arrays of the same shapes, none of them one of the arguments.

    Notes
    -----
    g_i ← max(−limit, min(limit, g_i)), one of the two ways to do what D1 §8 and D2 call
    gradient clipping.

    References
    ----------
    Mikolov, Statistical language models based on neural networks, thesis, Brno 2012.
    """
    return [np.clip(gradient, -limit, limit) for gradient in gradients]


def clip_by_norm(gradients: list[np.ndarray], theta: float) -> tuple[list[np.ndarray], float]:
    """Shorten all gradients together, if together they are too long.

    Parameters
    ----------
    gradients : list of ndarray
        One array for each parameter. They are the same after the call as before.
    theta : float
        Largest norm allowed, θ > 0.

    Returns
    -------
    clipped : list of new ndarray
        Arrays of the same shapes, none of them one of the arguments, whose norm together
        is at most θ.
    norm : float
        Norm of all gradients together before clipping: the root of the sum of all squares.

    Notes
    -----
    g ← g · θ/‖g‖ if ‖g‖ > θ, where g holds the entries of all arrays.

    References
    ----------
    Pascanu, Mikolov, Bengio, On the difficulty of training recurrent neural networks,
    ICML 2013.
    """
    norm = np.sqrt(sum(np.sum(gradient**2) for gradient in gradients))
    factor = theta / norm if norm > theta else 1.0
    return [factor * gradient for gradient in gradients], norm


def decayed_step(
    parameters: list[np.ndarray], gradients: list[np.ndarray], learning_rate: float, decay: float
) -> list[np.ndarray]:
    """Go one step against the gradient, and let the weights shrink a little.

    Parameters
    ----------
    parameters : list of ndarray
        Weights are matrices, biases have one axis, in any order. They are the same after
        the call as before.
    gradients : list of ndarray
        One for each parameter, of its shape.
    learning_rate : float
        Length of the step, η, in units of the parameter for each unit of the gradient.
    decay : float
        How fast weights shrink, λ.

    Returns
    -------
    updated : list of new ndarray
        W (1 − ηλ) − η dW for each matrix W, and b − η db for each bias b.

    Notes
    -----
    One step down the slope of loss + λ/2 · Σ W². D2 names weight decay as a remedy for
    exploding gradients.

    The arguments stay as they are.

    References
    ----------
    Krogh, Hertz, A simple weight decay can improve generalization, NIPS 4, 1991.
    """
    updated = []
    for parameter, gradient in zip(parameters, gradients, strict=True):
        kept = 1 - learning_rate * decay if parameter.ndim == 2 else 1.0
        updated.append(kept * parameter - learning_rate * gradient)
    return updated


def truncated_backward(
    x: np.ndarray,
    dh: np.ndarray,
    h_0: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    window: int,
) -> tuple[np.ndarray, ...]:
    """Go along a long sequence window by window: states are handed on, gradients are not.

    Parameters
    ----------
    x : ndarray of shape (T, N, D)
        Inputs.
    dh : ndarray of shape (T, N, H)
        ``dh[t]`` is the gradient that step t's own loss sends into h[t].
    h_0 : ndarray of shape (N, H)
        State before the first step.
    W_xh : ndarray of shape (D, H)
        Weights from input to state.
    W_hh : ndarray of shape (H, H)
        Weights from state to state.
    b_h : ndarray of shape (H,)
        Bias of the state.
    window : int
        Steps in a window; the last window has fewer if T is no multiple of it.

    Returns
    -------
    h_T : ndarray of shape (N, H)
        State after the last step.
    dW_xh : ndarray of shape (D, H)
        Sum over the windows of ∂(their own losses)/∂W_xh.
    dW_hh : ndarray of shape (H, H)
        The same for W_hh.
    db_h : ndarray of shape (H,)
        The same for b_h.

    Notes
    -----
    D2 eq. (6), with k from the first step of t's window in place of 1.

    The arguments stay as they are.

    References
    ----------
    Williams, Peng, An efficient gradient-based algorithm for on-line training of recurrent
    network trajectories, Neural Computation 2, 1990.
    """
    dW_xh, dW_hh, db_h = np.zeros_like(W_xh), np.zeros_like(W_hh), np.zeros_like(b_h)
    carried = h_0
    for start in range(0, len(x), window):
        steps = slice(start, start + window)
        h, cache = rnn_forward(x[steps], carried, W_xh, W_hh, b_h)
        parts = rnn_backward(dh[steps], cache)[2:]
        dW_xh, dW_hh, db_h = dW_xh + parts[0], dW_hh + parts[1], db_h + parts[2]
        carried = h[-1]
    return carried, dW_xh, dW_hh, db_h
