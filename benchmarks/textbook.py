"""Two textbook forms of each layer: cells with caches, as one writes them from the formulas.

The stacked form keeps the matrices of all gates side by side. The form of the documents
has one matrix a gate, which acts on the concatenation [h, x] (D1 §9.1).
"""

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


def document_rnn_cell(x, states, W, b):
    (h_prev,) = states
    both = np.concatenate([h_prev, x], axis=1)
    h = np.tanh(both @ W["a"] + b["a"])
    return (h,), (both, h)


def document_rnn_cell_backward(dstates, cache, W):
    both, h = cache
    dz = {"a": dstates[0] * (1 - h**2)}
    return *through_gates(both, dz, W), ()


def document_lstm_cell(x, states, W, b):
    h_prev, c_prev = states
    both = np.concatenate([h_prev, x], axis=1)
    i, f, o = (sigmoid(both @ W[gate] + b[gate]) for gate in "ifo")
    g = np.tanh(both @ W["g"] + b["g"])
    c = f * c_prev + i * g
    tanh_c = np.tanh(c)
    return (o * tanh_c, c), (both, c_prev, i, f, g, o, tanh_c)


def document_lstm_cell_backward(dstates, cache, W):
    dh, dc = dstates
    both, c_prev, i, f, g, o, tanh_c = cache
    dc = dc + dh * o * (1 - tanh_c**2)
    dz = {
        "i": dc * g * i * (1 - i),
        "f": dc * c_prev * f * (1 - f),
        "g": dc * i * (1 - g**2),
        "o": dh * tanh_c * o * (1 - o),
    }
    return *through_gates(both, dz, W), (dc * f,)


def document_gru_cell(x, states, W, b):
    """The reset gate before the product, as in D2."""
    (h_prev,) = states
    both = np.concatenate([h_prev, x], axis=1)
    r, z = (sigmoid(both @ W[gate] + b[gate]) for gate in "rz")
    reset = np.concatenate([r * h_prev, x], axis=1)
    n = np.tanh(reset @ W["n"] + b["n"])
    return (z * h_prev + (1 - z) * n,), (both, reset, h_prev, r, z, n)


def document_gru_cell_backward(dstates, cache, W):
    (dh,) = dstates
    both, reset, h_prev, r, z, n = cache
    H = h_prev.shape[1]
    dn = {"n": dh * (1 - z) * (1 - n**2)}
    dreset, dW_n, db_n = through_gates(reset, dn, W)
    dgates = {
        "r": dreset[:, :H] * h_prev * r * (1 - r),
        "z": dh * (h_prev - n) * z * (1 - z),
    }
    dboth, dW, db = through_gates(both, dgates, W)
    dboth[:, :H] += dh * z + dreset[:, :H] * r
    dboth[:, H:] += dreset[:, H:]
    return dboth, dW | dW_n, db | db_n, ()


def through_gates(both, dz, W):
    """Gradients of what every gate reads, of its matrix and of its bias."""
    dboth = sum(d @ W[gate].T for gate, d in dz.items())
    return dboth, {g: both.T @ d for g, d in dz.items()}, {g: d.sum(axis=0) for g, d in dz.items()}


# Cell, its backward, number of states.
STACKED = {
    "RNN": (rnn_cell, rnn_cell_backward, 1),
    "LSTM": (lstm_cell, lstm_cell_backward, 2),
    "GRU": (gru_cell, gru_cell_backward, 1),
}
DOCUMENT = {
    "RNN": (document_rnn_cell, document_rnn_cell_backward, 1, "a"),
    "LSTM": (document_lstm_cell, document_lstm_cell_backward, 2, "ifgo"),
    "GRU": (document_gru_cell, document_gru_cell_backward, 1, "rzn"),
}


def run(cell, n_states, x, dy, *weights):
    """The forward pass over all steps: the outputs and the caches."""
    states = (np.zeros(dy.shape[1:], dy.dtype),) * n_states
    y, caches = np.empty_like(dy), []
    for t, x_t in enumerate(x):
        states, cache = cell(x_t, states, *weights)
        y[t] = states[0]
        caches.append(cache)
    return y, caches


def stacked_step(kind, x, dy, W_xh, W_hh, b_h):
    """Forward and backward: outputs, dx and the gradients of the parameters."""
    cell, cell_backward, n_states = STACKED[kind]
    y, caches = run(cell, n_states, x, dy, W_xh, W_hh, b_h)
    dx, dstates = np.empty_like(x), (np.zeros(dy.shape[1:], dy.dtype),) * n_states
    grads = [np.zeros_like(W) for W in (W_xh, W_hh, b_h)]
    for t in reversed(range(len(x))):
        dstates = (dstates[0] + dy[t], *dstates[1:])
        dx[t], dstates, parts = cell_backward(dstates, caches[t], W_xh, W_hh)
        for grad, part in zip(grads, parts, strict=True):
            grad += part
    return y, dx, grads


def document_step(kind, x, dy, W, b):
    """The same with one matrix a gate: W and b are dicts by gate."""
    cell, cell_backward, n_states, _ = DOCUMENT[kind]
    y, caches = run(cell, n_states, x, dy, W, b)
    H = dy.shape[-1]
    dx, dstates = np.empty_like(x), (np.zeros(dy.shape[1:], dy.dtype),) * n_states
    grads = [{gate: np.zeros_like(a) for gate, a in weights.items()} for weights in (W, b)]
    for t in reversed(range(len(x))):
        dboth, *parts, rest = cell_backward((dstates[0] + dy[t], *dstates[1:]), caches[t], W)
        dx[t], dstates = dboth[:, H:], (dboth[:, :H], *rest)
        for grad, part in zip(grads, parts, strict=True):
            for gate, value in part.items():
                grad[gate] += value
    return y, dx, grads


def by_gate(kind, W_xh, W_hh, b_h):
    """Stacked parameters as the dicts that `document_step` takes."""
    names, H = DOCUMENT[kind][3], len(W_hh)
    both = np.concatenate([W_hh, W_xh])
    W = {gate: both[:, k * H : (k + 1) * H].copy() for k, gate in enumerate(names)}
    return W, {gate: b_h[k * H : (k + 1) * H].copy() for k, gate in enumerate(names)}
