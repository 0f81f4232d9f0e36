"""Chapter 10: networks of several layers, forward and backward, and dropout between them."""

import numpy as np

from solutions.rnn_backward import rnn_backward
from solutions.rnn_forward import rnn_forward


def stacked_forward(
    x: np.ndarray, h_0: np.ndarray, layers: list[tuple]
) -> tuple[np.ndarray, list[tuple]]:
    """Run a stack of recurrent layers over a batch of sequences.

    Parameters
    ----------
    x : ndarray of shape (T, N, D)
        Inputs, which the lowest layer reads. D need not equal H.
    h_0 : ndarray of shape (L, N, H)
        State of each layer before the first step, the lowest layer first.
    layers : list of L tuples
        ``(W_xh, W_hh, b_h)`` of each layer, the lowest first. W_xh has shape (D, H) in the
        lowest layer and (H, H) in the others.

    Returns
    -------
    h : ndarray of shape (L, T, N, H)
        All states: ``h[k]`` are those of layer k, and ``h[-1]`` is what the stack hands out.
    caches : list of L tuples
        The cache that ``rnn_forward`` returns for each layer, the lowest first.

    Notes
    -----
    a[l]⟨t⟩ = g(W_a[l] [a[l]⟨t−1⟩, a[l−1]⟨t⟩] + b_a[l]): D1 §11, with its bias inside g.

    The arguments stay as they are.

    References
    ----------
    Schmidhuber, Learning complex, extended sequences using the principle of history
    compression, Neural Computation 4, 1992.
    """
    states, caches = [], []
    entering = x
    for h_before, weights in zip(h_0, layers, strict=True):
        entering, cache = rnn_forward(entering, h_before, *weights)
        states.append(entering)
        caches.append(cache)
    return np.stack(states), caches


def parameter_counts(D: int, H: int, L: int, directions: int) -> list[int]:
    """Count the numbers that each layer of a stack has to learn.

    Parameters
    ----------
    D : int
        Width of the input.
    H : int
        Width of the state, in every layer and direction.
    L : int
        Number of layers.
    directions : int
        1 if each layer reads from left to right only, 2 if it reads both ways. In that case a
        layer hands up two states side by side, and each direction has weights of its own.

    Returns
    -------
    counts : list of int
        Weights and biases of each layer together, the lowest first.

    Notes
    -----
    A layer has W_xh, W_hh and b_h for each direction: D1 §10 and §11.
    """
    widths = [D] + [directions * H] * (L - 1)
    return [directions * (width * H + H * H + H) for width in widths]


def stacked_backward(
    dh: np.ndarray, caches: list[tuple]
) -> tuple[np.ndarray, np.ndarray, list[tuple]]:
    """Gradients of a stack: back through time in each layer, down from layer to layer.

    Parameters
    ----------
    dh : ndarray of shape (L, T, N, H)
        ``dh[k, t]`` is what reaches the state of layer k at step t from **outside** the
        stack, for example from an output layer. What the layer above and step t + 1 send is
        not in it.
    caches : list of L tuples
        ``(x, h_0, W_xh, W_hh, h)`` of each layer, the lowest first. The ``x`` of a layer is
        what it has read: the states of the layer below.

    Returns
    -------
    dx : ndarray of shape (T, N, D)
        ∂𝓛/∂x, for the inputs of the lowest layer.
    dh_0 : ndarray of shape (L, N, H)
        ∂𝓛/∂h_0 of each layer, the lowest first.
    dlayers : list of L tuples
        ``(dW_xh, dW_hh, db_h)`` of each layer, the lowest first.

    Notes
    -----
    The backward pass of D1 §11; within a layer it is D2 eqs. (5) to (8).

    The arguments stay as they are.

    References
    ----------
    Werbos, Backpropagation through time, Proceedings of the IEEE 78, 1990.
    """
    dlayers, dh_0 = [], []
    from_above = np.zeros_like(dh[-1])
    for dh_outside, cache in zip(dh[::-1], caches[::-1], strict=True):
        from_above, dh_before, *dweights = rnn_backward(dh_outside + from_above, cache)
        dlayers.append(tuple(dweights))
        dh_0.append(dh_before)
    return from_above, np.stack(dh_0[::-1]), dlayers[::-1]


def dropout_forward(
    x: np.ndarray, h_0: np.ndarray, weights: tuple, u: np.ndarray, rate: float, training: bool
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Run one layer, and drop numbers from what it hands up.

    Parameters
    ----------
    x : ndarray of shape (T, N, D)
        What the layer reads.
    h_0 : ndarray of shape (N, H)
        Its state before the first step.
    weights : tuple
        ``(W_xh, W_hh, b_h)`` of the layer.
    u : ndarray of shape (T, N, H)
        A number from 0 to below 1 for each state: the dice, thrown by the caller. A number
        is dropped where u is below the rate.
    rate : float
        The share that is dropped, 0 to below 1.
    training : bool
        Nothing is dropped if this is False.

    Returns
    -------
    h : ndarray of shape (T, N, H)
        The layer's states, which go on to the right: nothing is dropped from them.
    up : ndarray of shape (T, N, H)
        What the layer above reads.
    mask : ndarray of shape (T, N, H)
        The factor by which each state was multiplied on its way up.

    Notes
    -----
    Inverted dropout: what is kept is divided by 1 − rate, so that the mean stays the same.

    The arguments stay as they are.

    References
    ----------
    Srivastava et al., Dropout, JMLR 15, 2014. Zaremba, Sutskever and Vinyals, Recurrent
    neural network regularization, 2014.
    """
    h, _ = rnn_forward(x, h_0, *weights)
    mask = np.ones_like(h)
    if training:
        mask = (u >= rate) / (1 - rate)
    return h, h * mask, mask


def dropout_backward(dup: np.ndarray, dh: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Gradient at the states of a layer that had dropout on its way up.

    Parameters
    ----------
    dup : ndarray of shape (T, N, H)
        What the layer above sends back: the gradient at what it has read.
    dh : ndarray of shape (T, N, H)
        What reaches the states along the other arrows, on which nothing was dropped.
    mask : ndarray of shape (T, N, H)
        The mask of the forward pass.

    Returns
    -------
    dh_total : ndarray of shape (T, N, H)
        The sum of what arrives at each state, ready for ``rnn_backward``.

    Notes
    -----
    up = h ⊙ mask, and gradients that meet at h add.

    The arguments stay as they are.
    """
    return dh + dup * mask
