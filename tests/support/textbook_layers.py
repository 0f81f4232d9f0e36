"""The layers again, from the formulas, one gate and one sequence at a time.

Slow, and independent of rnnkit.layers. Real or complex numbers, for complex steps.
"""

import numpy as np

from rnnkit.layers import GRU, LSTM, RNN

# A name for each case, the class and its options.
KINDS = {
    "rnn": (RNN, {}),
    "relu": (RNN, {"nonlinearity": "relu"}),
    "lstm": (LSTM, {}),
    "no_forget": (LSTM, {"variant": "no_forget"}),
    "coupled": (LSTM, {"variant": "coupled"}),
    "peephole": (LSTM, {"variant": "peephole"}),
    "gru_before": (GRU, {"reset": "before"}),
    "gru_after": (GRU, {"reset": "after"}),
}


def build(kind, D, H, **options):
    cls, own = KINDS[kind]
    return cls(D, H, **own, **options)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def columns(p, name, k, H):
    return p[name][..., k * H : (k + 1) * H]


def cell(kind, p, x, states):
    """One step of one sequence: x (D,), each state (H,)."""
    h, H = states[0], len(states[0])

    def affine(k, hidden=h):
        recurrent = hidden @ columns(p, "W_hh", k, H)
        return x @ columns(p, "W_xh", k, H) + recurrent + columns(p, "b_h", k, H)

    if kind == "rnn":
        return (np.tanh(affine(0)),)
    if kind == "relu":
        return (np.where(affine(0).real > 0, affine(0), 0),)
    if kind.startswith("gru"):
        r, z = sigmoid(affine(0)), sigmoid(affine(1))
        if kind == "gru_before":
            n = np.tanh(affine(2, r * h))
        else:
            inner = h @ columns(p, "W_hh", 2, H) + p["b_hn"]
            n = np.tanh(x @ columns(p, "W_xh", 2, H) + columns(p, "b_h", 2, H) + r * inner)
        return (z * h + (1 - z) * n,)
    c = states[1]
    if kind in ("no_forget", "coupled"):
        i, g, o = sigmoid(affine(0)), np.tanh(affine(1)), sigmoid(affine(2))
        f = 1 if kind == "no_forget" else 1 - i
        c = f * c + i * g
        return o * np.tanh(c), c
    V_i, V_f, V_o = (p.get(name, 0) for name in ("V_i", "V_f", "V_o"))
    i, f, g = sigmoid(affine(0) + V_i * c), sigmoid(affine(1) + V_f * c), np.tanh(affine(2))
    c = f * c + i * g
    o = sigmoid(affine(3) + V_o * c)
    return o * np.tanh(c), c


def run(kind, p, x, states, lengths):
    """All steps of one direction: x (T, N, D), each state (N, H)."""
    T, N, _ = x.shape
    dtype = np.result_type(x, *states, *p.values())
    y = np.zeros((T, N, states[0].shape[-1]), dtype)
    finals = [state.astype(dtype) for state in states]
    for n in range(N):
        now = tuple(state[n] for state in states)
        for t in range(lengths[n]):
            now = cell(kind, p, x[t, n], now)
            y[t, n] = now[0]
        for final, state in zip(finals, now, strict=True):
            final[n] = state
    return y, finals


def reverse(x, lengths):
    x = x.copy()
    for n, length in enumerate(lengths):
        x[:length, n] = x[:length, n][::-1]
    return x


def run_stack(layer, kind, p, x, states, lengths):
    """The whole stack: p holds all parameters, each state is (S, N, H)."""
    finals = [[] for _ in states]
    for level in range(layer.num_layers):
        sides = []
        for direction in range(layer.directions):
            own = {name: p[full] for name, full in layer.names(level, direction).items()}
            s = level * layer.directions + direction
            inputs = reverse(x, lengths) if direction else x
            y, after = run(kind, own, inputs, [state[s] for state in states], lengths)
            sides.append(reverse(y, lengths) if direction else y)
            for final, state in zip(finals, after, strict=True):
                final.append(state)
        x = np.concatenate(sides, axis=-1)
    return x, [np.array(final) for final in finals]


def as_list(states):
    return list(states) if isinstance(states, tuple) else [states]


def as_states(arrays):
    return tuple(arrays) if len(arrays) > 1 else arrays[0]


def n_states(kind):
    return 2 if KINDS[kind][0] is LSTM else 1


def random_states(rng, layer, kind, N, dtype=np.float64):
    shape = (layer.num_layers * layer.directions, N, layer.H)
    return [rng.standard_normal(shape).astype(dtype) for _ in range(n_states(kind))]
