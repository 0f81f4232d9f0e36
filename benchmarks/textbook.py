"""The textbook form of each layer: cells with caches, as one writes them from the formulas."""

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def rnn_cell(x, states, W_xh, W_hh, b_h):
    (h_prev,) = states
    h = np.tanh(x @ W_xh + h_prev @ W_hh + b_h)
    return (h,), (x, h_prev, h)


def rnn_cell_backward(dstates, cache, W_xh, W_hh):
    x, h_prev, h = cache
    dz = dstates[0] * (1 - h**2)
    return dz @ W_xh.T, (dz @ W_hh.T,), (x.T @ dz, h_prev.T @ dz, dz.sum(axis=0))


def lstm_cell(x, states, W_xh, W_hh, b_h):
    h_prev, c_prev = states
    i, f, g, o = np.split(x @ W_xh + h_prev @ W_hh + b_h, 4, axis=1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    tanh_c = np.tanh(c)
    return (o * tanh_c, c), (x, h_prev, c_prev, i, f, g, o, tanh_c)


def lstm_cell_backward(dstates, cache, W_xh, W_hh):
    dh, dc = dstates
    x, h_prev, c_prev, i, f, g, o, tanh_c = cache
    dc = dc + dh * o * (1 - tanh_c**2)
    di, df = dc * g * i * (1 - i), dc * c_prev * f * (1 - f)
    dg, do = dc * i * (1 - g**2), dh * tanh_c * o * (1 - o)
    dz = np.concatenate([di, df, dg, do], axis=1)
    return dz @ W_xh.T, (dz @ W_hh.T, dc * f), (x.T @ dz, h_prev.T @ dz, dz.sum(axis=0))


def gru_cell(x, states, W_xh, W_hh, b_h):
    """The reset gate after the product, as in torch.nn."""
    (h_prev,) = states
    x_r, x_z, x_n = np.split(x @ W_xh + b_h, 3, axis=1)
    h_r, h_z, u = np.split(h_prev @ W_hh, 3, axis=1)
    r, z = sigmoid(x_r + h_r), sigmoid(x_z + h_z)
    n = np.tanh(x_n + r * u)
    return (z * h_prev + (1 - z) * n,), (x, h_prev, u, r, z, n)


def gru_cell_backward(dstates, cache, W_xh, W_hh):
    (dh,) = dstates
    x, h_prev, u, r, z, n = cache
    dn = dh * (1 - z) * (1 - n**2)
    dz = dh * (h_prev - n) * z * (1 - z)
    dr = dn * u * r * (1 - r)
    dx_gates = np.concatenate([dr, dz, dn], axis=1)
    dh_gates = np.concatenate([dr, dz, dn * r], axis=1)
    dh_prev = dh * z + dh_gates @ W_hh.T
    grads = (x.T @ dx_gates, h_prev.T @ dh_gates, dx_gates.sum(axis=0))
    return dx_gates @ W_xh.T, (dh_prev,), grads


CELLS = {
    "RNN": (rnn_cell, rnn_cell_backward, 1, 1),
    "LSTM": (lstm_cell, lstm_cell_backward, 4, 2),
    "GRU": (gru_cell, gru_cell_backward, 3, 1),
}


def step(kind, x, dy, W_xh, W_hh, b_h):
    """Forward and backward over all steps: dx and the gradients of the parameters."""
    cell, cell_backward, _, n_states = CELLS[kind]
    T, N, _ = x.shape
    zero = np.zeros((N, len(W_hh)), x.dtype)
    states, y, caches = (zero,) * n_states, np.empty_like(dy), []
    for t in range(T):
        states, cache = cell(x[t], states, W_xh, W_hh, b_h)
        y[t] = states[0]
        caches.append(cache)
    dx, dstates = np.empty_like(x), (zero,) * n_states
    grads = [np.zeros_like(W) for W in (W_xh, W_hh, b_h)]
    for t in reversed(range(T)):
        dstates = (dstates[0] + dy[t], *dstates[1:])
        dx[t], dstates, parts = cell_backward(dstates, caches[t], W_xh, W_hh)
        for grad, part in zip(grads, parts, strict=True):
            grad += part
    return dx, grads
