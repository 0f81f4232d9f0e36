"""Right answers of chapter 07 in other words."""

import numpy as np


def lstm_cell_forward__gate_by_gate(
    x_t: np.ndarray,
    h_prev: np.ndarray,
    c_prev: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
) -> tuple:
    """A matrix for each gate, as the documents have it, and σ by tanh."""
    H = h_prev.shape[1]
    gates = {}
    for k, name in enumerate("ifgo"):
        own = slice(k * H, (k + 1) * H)
        z = x_t.dot(W_xh[:, own]) + h_prev.dot(W_hh[:, own]) + b_h[own]
        gates[name] = np.tanh(z) if name == "g" else (np.tanh(z / 2) + 1) / 2
    c_t = gates["f"] * c_prev + gates["i"] * gates["g"]
    h_t = gates["o"] * np.tanh(c_t)
    return h_t, c_t, (x_t, h_prev, c_prev, W_xh, W_hh, *gates.values(), c_t)


def lstm_cell_forward__combined(
    x_t: np.ndarray,
    h_prev: np.ndarray,
    c_prev: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
) -> list:
    """One matrix for state and input, gates as an axis, and a list as cache."""
    N, H = h_prev.shape
    z = np.concatenate([h_prev, x_t], axis=1) @ np.concatenate([W_hh, W_xh]) + b_h
    z = z.reshape(N, 4, H)
    g = np.tanh(z[:, 2])
    i, f, _, o = np.moveaxis(1 / (1 + np.exp(-z)), 1, 0)
    c_t = np.add(np.multiply(f, c_prev), np.multiply(i, g))
    return [np.tanh(c_t) * o, c_t, [x_t, h_prev, c_prev, W_xh, W_hh, i, f, g, o, c_t]]


def lstm_cell_forward__unit_by_unit(
    x_t: np.ndarray,
    h_prev: np.ndarray,
    c_prev: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
) -> tuple:
    """Loops over sequences and units, and the sums by einsum."""
    H = h_prev.shape[1]
    z = np.einsum("nd,dg->ng", x_t, W_xh) + np.einsum("nh,hg->ng", h_prev, W_hh)
    i, f, g, o, c_t, h_t = (np.empty(h_prev.shape) for _ in range(6))
    for n, k in np.ndindex(h_prev.shape):
        at = [z[n, k + gate * H] + b_h[k + gate * H] for gate in range(4)]
        i[n, k], f[n, k], o[n, k] = (1 / (1 + np.exp(-at[gate])) for gate in (0, 1, 3))
        g[n, k] = np.tanh(at[2])
        c_t[n, k] = f[n, k] * c_prev[n, k] + i[n, k] * g[n, k]
        h_t[n, k] = o[n, k] * np.tanh(c_t[n, k])
    return h_t, c_t, (x_t, h_prev, c_prev, W_xh, W_hh, i, f, g, o, c_t)


def lstm_forward__lists(
    x: np.ndarray,
    h_0: np.ndarray,
    c_0: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
) -> tuple:
    """Lists over the steps, and a print a step."""
    H = h_0.shape[1]
    states, belts, gates = [h_0], [c_0], []
    for t, x_t in enumerate(x):
        z = np.dot(x_t, W_xh) + np.dot(states[-1], W_hh) + b_h
        i, f, o = (1 / (1 + np.exp(-z[:, k * H : (k + 1) * H])) for k in (0, 1, 3))
        g = np.tanh(z[:, 2 * H : 3 * H])
        gates.append((i, f, g, o))
        belts.append(f * belts[-1] + i * g)
        states.append(o * np.tanh(belts[-1]))
        print("step", t, "carries", np.linalg.norm(belts[-1]))
    h, c = np.stack(states[1:]), np.stack(belts[1:])
    return h, c, (x, h_0, c_0, W_xh, W_hh, *np.stack(gates, axis=1), h, c)


def lstm_forward__inputs_at_once(
    x: np.ndarray,
    h_0: np.ndarray,
    c_0: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
) -> tuple:
    """The product with the inputs before the loop, and the activations in one array."""
    (T, N, _), H = x.shape, h_0.shape[1]
    A = x @ W_xh + b_h
    h, c = np.empty((T + 1, N, H)), np.empty((T + 1, N, H))
    h[0], c[0] = h_0, c_0
    for t in range(T):
        A[t] += h[t] @ W_hh
        tanh = np.tanh(A[t, :, 2 * H : 3 * H])
        A[t] = 1 / (1 + np.exp(-A[t]))
        A[t, :, 2 * H : 3 * H] = tanh
        i, f, g, o = np.split(A[t], 4, axis=-1)
        c[t + 1] = f * c[t] + i * g
        h[t + 1] = o * np.tanh(c[t + 1])
    gates = [A[..., k * H : (k + 1) * H] for k in range(4)]
    return h[1:], c[1:], (x, h_0, c_0, W_xh, W_hh, *gates, h[1:], c[1:])


def lstm_cell_backward__row_by_row(dh_t: np.ndarray, dc_t: np.ndarray, cache: tuple) -> tuple:
    """A loop over the batch, with outer products."""
    x_t, h_prev, c_prev, W_xh, W_hh, i, f, g, o, c_t = cache
    dx_t, dh_prev, dc_prev = (np.zeros(a.shape) for a in (x_t, h_prev, c_prev))
    dW_xh, dW_hh, db_h = np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(W_hh.shape[1])
    for n in range(len(dh_t)):
        dc = dc_t[n] + dh_t[n] * o[n] / np.cosh(c_t[n]) ** 2
        to_gates = [
            dc * g[n] * (i[n] - i[n] ** 2),
            dc * c_prev[n] * (f[n] - f[n] ** 2),
            dc * i[n] * (1 - g[n]) * (1 + g[n]),
            dh_t[n] * np.tanh(c_t[n]) * (o[n] - o[n] ** 2),
        ]
        dz = np.hstack(to_gates)
        dx_t[n], dh_prev[n], dc_prev[n] = W_xh @ dz, W_hh @ dz, f[n] * dc
        dW_xh += np.outer(x_t[n], dz)
        dW_hh += np.outer(h_prev[n], dz)
        db_h += dz
    return dx_t, dh_prev, dc_prev, dW_xh, dW_hh, db_h


def lstm_cell_backward__gate_by_gate(dh_t: np.ndarray, dc_t: np.ndarray, cache: tuple) -> list:
    """A matrix for each gate; the parts for x and h are added gate by gate."""
    x_t, h_prev, c_prev, W_xh, W_hh, i, f, g, o, c_t = cache
    H, shown = h_prev.shape[1], np.tanh(c_t)
    do, dc = dh_t * shown, dh_t * o - dh_t * o * shown * shown + dc_t
    di, df, dg = dc * g, dc * c_prev, dc * i
    slopes = (di * i * (1 - i), df * f * (1 - f), dg * (1 - g * g), do * o * (1 - o))
    dx_t = dh_prev = 0.0
    dW_xh, dW_hh, db_h = [], [], []
    for k, dz in enumerate(slopes):
        own = slice(k * H, (k + 1) * H)
        dx_t = dx_t + np.einsum("nh,dh->nd", dz, W_xh[:, own])
        dh_prev = dh_prev + np.einsum("nk,hk->nh", dz, W_hh[:, own])
        dW_xh.append(x_t.T @ dz)
        dW_hh.append(h_prev.T @ dz)
        db_h.append(dz.sum(0))
    return [dx_t, dh_prev, f * dc, np.hstack(dW_xh), np.hstack(dW_hh), np.hstack(db_h)]


def lstm_cell_backward__combined(dh_t: np.ndarray, dc_t: np.ndarray, cache: tuple) -> tuple:
    """One matrix for state, input and bias; dz filled block by block, dc on a copy."""
    x_t, h_prev, c_prev, W_xh, W_hh, i, f, g, o, c_t = cache
    N, H = h_prev.shape
    dc = dc_t.copy()
    dc += dh_t * o * (1 - np.tanh(c_t) ** 2)
    dz = np.empty((N, 4, H))
    dz[:, 0], dz[:, 1], dz[:, 2] = dc * g, dc * c_prev, dc * i
    dz[:, 3] = dh_t * np.tanh(c_t)
    dz *= np.stack([i * (1 - i), f * (1 - f), 1 - g**2, o * (1 - o)], axis=1)
    dz = dz.reshape(N, 4 * H)
    entered = np.concatenate([h_prev, x_t, np.ones((N, 1))], axis=1)
    dW = entered.T @ dz
    d_entered = dz @ np.concatenate([W_hh, W_xh]).T
    return d_entered[:, H:], d_entered[:, :H], dc * f, dW[H:-1], dW[:H], dW[-1]


def lstm_backward__products_at_the_end(dh: np.ndarray, cache: tuple) -> tuple:
    """Only the way back in the loop; slopes before it, weights after it."""
    x, h_0, c_0, W_xh, W_hh, i, f, g, o, h, c = cache
    T, N, H = h.shape
    h_prev, c_prev = np.concatenate([h_0[None], h[:-1]]), np.concatenate([c_0[None], c[:-1]])
    tanh_c = np.tanh(c)
    into_c = o * (1 - tanh_c**2)
    by_c = np.stack([g * i * (1 - i), c_prev * f * (1 - f), i * (1 - g**2)])  # (3, T, N, H)
    by_h = tanh_c * o * (1 - o)
    dz, dh_next, dc = np.empty((T, N, 4, H)), 0.0, np.zeros((N, H))
    for t in range(T - 1, -1, -1):
        dh_t = dh[t] + dh_next
        dc = dc + dh_t * into_c[t]
        for k in range(3):
            dz[t, :, k] = dc * by_c[k, t]
        dz[t, :, 3] = dh_t * by_h[t]
        dh_next = dz[t].reshape(N, 4 * H) @ W_hh.T
        dc = dc * f[t]
    dz = dz.reshape(T, N, 4 * H)
    dW_xh, dW_hh = (np.tensordot(a, dz, axes=((0, 1), (0, 1))) for a in (x, h_prev))
    return dz @ W_xh.T, dh_next, dc, dW_xh, dW_hh, dz.sum(axis=(0, 1))


def lstm_backward__step_caches(dh: np.ndarray, cache: tuple) -> tuple:
    """A step as a nested function, a list for dx, and sums built by adding."""

    def step(dh_t: np.ndarray, dc_t: np.ndarray, t: int) -> tuple:
        h_prev, c_prev = (h[t - 1], c[t - 1]) if t else (h_0, c_0)
        dc = dc_t + dh_t * o[t] * (1 - np.square(np.tanh(c[t])))
        to_i, to_f = dc * g[t] * i[t] * (1 - i[t]), dc * c_prev * f[t] * (1 - f[t])
        to_g, to_o = dc * i[t] * (1 - np.square(g[t])), dh_t * np.tanh(c[t]) * o[t] * (1 - o[t])
        dz = np.hstack([to_i, to_f, to_g, to_o])
        parts = np.dot(x[t].T, dz), np.dot(h_prev.T, dz), np.sum(dz, axis=0)
        return np.dot(dz, W_xh.T), np.dot(dz, W_hh.T), dc * f[t], parts

    x, h_0, c_0, W_xh, W_hh, i, f, g, o, h, c = cache
    dxs, sums, dh_next, dc_next = [], (0.0, 0.0, 0.0), 0.0, 0.0
    for t in reversed(range(len(x))):
        dx_t, dh_next, dc_next, parts = step(dh[t] + dh_next, dc_next, t)
        dxs.append(dx_t)
        sums = tuple(a + b for a, b in zip(sums, parts, strict=True))
    return dxs[::-1], dh_next, dc_next, *sums


def lstm_no_forget_cell_forward__gate_by_gate(
    x_t: np.ndarray,
    h_prev: np.ndarray,
    c_prev: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
) -> tuple:
    """A matrix for each gate, and in place on a copy of the belt."""
    H = h_prev.shape[1]
    sums = []
    for k in range(3):
        own = slice(k * H, (k + 1) * H)
        sums.append(x_t @ W_xh[:, own] + h_prev @ W_hh[:, own] + b_h[own])
    i, o = (1 / (1 + np.exp(-sums[k])) for k in (0, 2))
    g = np.tanh(sums[1])
    c_t = c_prev.copy()
    c_t += i * g
    return o * np.tanh(c_t), c_t, (x_t, h_prev, W_xh, W_hh, i, g, o, c_t)


def lstm_no_forget_cell_forward__forget_gate_of_one(
    x_t: np.ndarray,
    h_prev: np.ndarray,
    c_prev: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
) -> tuple:
    """The standard cell with f = 1, on one combined matrix."""
    z = np.hstack([x_t, h_prev]) @ np.vstack([W_xh, W_hh]) + b_h
    z_i, z_g, z_o = np.array_split(z, 3, axis=-1)
    i, g, o = 0.5 + 0.5 * np.tanh(0.5 * z_i), np.tanh(z_g), 0.5 + 0.5 * np.tanh(0.5 * z_o)
    f = np.ones(i.shape)
    c_t = f * c_prev + i * g
    return o * np.tanh(c_t), c_t, (x_t, h_prev, W_xh, W_hh, i, g, o, c_t)


def lstm_no_forget_cell_backward__einsum(dh_t: np.ndarray, dc_t: np.ndarray, cache: tuple) -> tuple:
    """Einsum for every product, gates as an axis."""
    x_t, h_prev, W_xh, W_hh, i, g, o, c_t = cache
    N, H = h_prev.shape
    dc_prev = dh_t * o / np.cosh(c_t) ** 2 + dc_t
    parts = [dc_prev * g, dc_prev * i, dh_t * np.tanh(c_t)]
    slopes = [i * (1 - i), 1 - g**2, o * (1 - o)]
    dz = np.stack([p * s for p, s in zip(parts, slopes, strict=True)], axis=1).reshape(N, 3 * H)
    return (
        np.einsum("ng,dg->nd", dz, W_xh),
        np.einsum("ng,hg->nh", dz, W_hh),
        dc_prev,
        np.einsum("nd,ng->dg", x_t, dz),
        np.einsum("nh,ng->hg", h_prev, dz),
        np.einsum("ng->g", dz),
    )


def lstm_no_forget_cell_backward__gate_by_gate(
    dh_t: np.ndarray, dc_t: np.ndarray, cache: tuple
) -> list:
    """Blocks of the weights, one gate after the other, and a list of results."""
    x_t, h_prev, W_xh, W_hh, i, g, o, c_t = cache
    tanh_c = np.tanh(c_t)
    dc = dh_t * o
    dc = dc * (1 - tanh_c) * (1 + tanh_c)
    dc = dc + dc_t
    dzs = (g * dc * (1 - i) * i, i * dc * (1 - g * g), tanh_c * dh_t * (1 - o) * o)
    W_x, W_h = np.split(W_xh, 3, axis=1), np.split(W_hh, 3, axis=1)
    dx_t = sum(dz @ W.T for dz, W in zip(dzs, W_x, strict=True))
    dh_prev = sum(dz @ W.T for dz, W in zip(dzs, W_h, strict=True))
    dW_xh = np.hstack([x_t.T @ dz for dz in dzs])
    dW_hh = np.hstack([h_prev.T @ dz for dz in dzs])
    return [dx_t, dh_prev, dc.copy(), dW_xh, dW_hh, np.hstack([dz.sum(axis=0) for dz in dzs])]


def lstm_coupled_cell_forward__gate_by_gate(
    x_t: np.ndarray,
    h_prev: np.ndarray,
    c_prev: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
) -> tuple:
    """A matrix for each gate; the belt moves a share i of the way to g."""
    W_x, W_h, b = np.split(W_xh, 3, axis=1), np.split(W_hh, 3, axis=1), np.split(b_h, 3)
    z_i, z_g, z_o = (x_t @ W_x[k] + h_prev @ W_h[k] + b[k] for k in range(3))
    i, g, o = 1 / (1 + np.exp(-z_i)), np.tanh(z_g), 1 / (1 + np.exp(-z_o))
    c_t = c_prev + i * (g - c_prev)
    return np.tanh(c_t) * o, c_t, (x_t, h_prev, c_prev, W_xh, W_hh, i, g, o, c_t)


def lstm_coupled_cell_forward__forget_gate_named(
    x_t: np.ndarray,
    h_prev: np.ndarray,
    c_prev: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
) -> tuple:
    """The forget gate as a σ of the negative sum, and the sums by einsum."""
    z = np.einsum("nd,dg->ng", x_t, W_xh) + np.einsum("nh,hg->ng", h_prev, W_hh) + b_h
    H = h_prev.shape[1]
    i, f, o = (1 / (1 + np.exp(-s)) for s in (z[:, :H], -z[:, :H], z[:, 2 * H :]))
    g = np.tanh(z[:, H : 2 * H])
    c_t = f * c_prev + i * g
    return o * np.tanh(c_t), c_t, (x_t, h_prev, c_prev, W_xh, W_hh, i, g, o, c_t)


def lstm_coupled_cell_backward__through_f(
    dh_t: np.ndarray, dc_t: np.ndarray, cache: tuple
) -> tuple:
    """The gradient of f first, which then goes into i with its sign turned."""
    x_t, h_prev, c_prev, W_xh, W_hh, i, g, o, c_t = cache
    f, tanh_c = 1 - i, np.tanh(c_t)
    dc = dc_t + dh_t * o * (1 - tanh_c**2)
    df = dc * c_prev
    di = dc * g - df
    dz = np.hstack([di * i * f, dc * i * (1 - g**2), dh_t * tanh_c * o * (1 - o)])
    dW_xh, dW_hh = np.dot(x_t.T, dz), np.dot(h_prev.T, dz)
    return np.dot(dz, W_xh.T), np.dot(dz, W_hh.T), dc * f, dW_xh, dW_hh, np.sum(dz, 0)


def lstm_coupled_cell_backward__row_by_row(
    dh_t: np.ndarray, dc_t: np.ndarray, cache: tuple
) -> tuple:
    """A loop over the batch, with outer products."""
    x_t, h_prev, c_prev, W_xh, W_hh, i, g, o, c_t = cache
    dx_t, dh_prev, dc_prev = [], [], []
    dW_xh, dW_hh, db_h = np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(W_xh.shape[1])
    for x, h, c, i_n, g_n, o_n, new_c, dh, dc in zip(
        x_t, h_prev, c_prev, i, g, o, c_t, dh_t, dc_t, strict=True
    ):
        d = dc + dh * o_n * (1 - np.tanh(new_c) ** 2)
        to_i, to_g = d * (g_n - c) * i_n * (1 - i_n), d * i_n * (1 - g_n**2)
        dz = np.r_[to_i, to_g, dh * np.tanh(new_c) * o_n * (1 - o_n)]
        dx_t.append(W_xh @ dz)
        dh_prev.append(W_hh @ dz)
        dc_prev.append(d - d * i_n)
        dW_xh, dW_hh, db_h = dW_xh + np.outer(x, dz), dW_hh + np.outer(h, dz), db_h + dz
    return dx_t, dh_prev, dc_prev, dW_xh, dW_hh, db_h


def lstm_peephole_cell_forward__diagonal_matrices(
    x_t: np.ndarray,
    h_prev: np.ndarray,
    c_prev: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    V_i: np.ndarray,
    V_f: np.ndarray,
    V_o: np.ndarray,
) -> tuple:
    """Each V as a diagonal matrix, as D2 has it, and a matrix for each gate."""

    def sigma(z: np.ndarray) -> np.ndarray:
        return 1 / (1 + np.exp(-z))

    W, U, b = np.split(W_xh, 4, axis=1), np.split(W_hh, 4, axis=1), np.split(b_h, 4)
    z = [x_t @ W[k] + h_prev @ U[k] + b[k] for k in range(4)]
    i, f = sigma(z[0] + c_prev @ np.diag(V_i)), sigma(z[1] + c_prev @ np.diag(V_f))
    g = np.tanh(z[2])
    c_t = f * c_prev + i * g
    o = sigma(z[3] + c_t @ np.diag(V_o))
    cache = (x_t, h_prev, c_prev, W_xh, W_hh, V_i, V_f, V_o, i, f, g, o, c_t)
    return o * np.tanh(c_t), c_t, cache


def lstm_peephole_cell_forward__in_place(
    x_t: np.ndarray,
    h_prev: np.ndarray,
    c_prev: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    V_i: np.ndarray,
    V_f: np.ndarray,
    V_o: np.ndarray,
) -> list:
    """What the gates see is added into their columns of z."""
    H = len(V_i)
    z = np.hstack([x_t, h_prev]) @ np.vstack([W_xh, W_hh])
    z += b_h
    z[:, : 2 * H] += np.hstack([V_i * c_prev, V_f * c_prev])
    i, f = 1 / (1 + np.exp(-z[:, :H])), 1 / (1 + np.exp(-z[:, H : 2 * H]))
    g = np.tanh(z[:, 2 * H : 3 * H])
    c_t = f * c_prev + i * g
    z[:, 3 * H :] += V_o * c_t
    o = 1 / (1 + np.exp(-z[:, 3 * H :]))
    cache = [x_t, h_prev, c_prev, W_xh, W_hh, V_i, V_f, V_o, i, f, g, o, c_t]
    return [o * np.tanh(c_t), c_t, cache]


def lstm_peephole_cell_backward__einsum(dh_t: np.ndarray, dc_t: np.ndarray, cache: tuple) -> tuple:
    """Einsum for the peepholes, hyperbolic cosine for the slope of the tanh."""
    x_t, h_prev, c_prev, W_xh, W_hh, V_i, V_f, V_o, i, f, g, o, c_t = cache
    to_o = dh_t * np.tanh(c_t) * o * (1 - o)
    dc = dc_t + dh_t * o / np.cosh(c_t) ** 2 + np.einsum("nh,h->nh", to_o, V_o)
    to_i, to_f = dc * g * i * (1 - i), dc * c_prev * f * (1 - f)
    dz = np.hstack([to_i, to_f, dc * i * (1 - g**2), to_o])
    dc_prev = np.einsum("nh,nh->nh", dc, f) + np.einsum("nh,h->nh", to_i, V_i)
    dc_prev = dc_prev + np.einsum("nh,h->nh", to_f, V_f)
    seen = ((to_i, c_prev), (to_f, c_prev), (to_o, c_t))
    dV = (np.einsum("nh,nh->h", to, c) for to, c in seen)
    return dz @ W_xh.T, dz @ W_hh.T, dc_prev, x_t.T @ dz, h_prev.T @ dz, dz.sum(axis=0), *dV


def lstm_peephole_cell_backward__diagonal_matrices(
    dh_t: np.ndarray, dc_t: np.ndarray, cache: tuple
) -> list:
    """Each V as a diagonal matrix, whose gradient is read off the diagonal."""
    x_t, h_prev, c_prev, W_xh, W_hh, V_i, V_f, V_o, i, f, g, o, c_t = cache
    shown = np.tanh(c_t)
    dz_o = dh_t * shown * o * (1 - o)
    dc = dc_t + dh_t * o * (1 - shown**2) + dz_o @ np.diag(V_o).T
    dz_i, dz_f = dc * g * i * (1 - i), dc * c_prev * f * (1 - f)
    dz_g = dc * i * (1 - g**2)
    dz = np.concatenate([dz_i, dz_f, dz_g, dz_o], axis=-1)
    dc_prev = f * dc + dz_i @ np.diag(V_i) + dz_f @ np.diag(V_f)
    dV_i, dV_f = np.diag(c_prev.T @ dz_i), np.diag(c_prev.T @ dz_f)
    dV_o = np.diag(c_t.T @ dz_o)
    dW_xh, dW_hh = x_t.T @ dz, h_prev.T @ dz
    return [dz @ W_xh.T, dz @ W_hh.T, dc_prev, dW_xh, dW_hh, np.sum(dz, 0), dV_i, dV_f, dV_o]
