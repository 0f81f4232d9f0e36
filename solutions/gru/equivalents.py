"""Right answers of chapter 08 in other words."""

import numpy as np


def gru_cell_forward__one_product_for_both_gates(
    x_t: np.ndarray, h_prev: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> tuple[np.ndarray, tuple]:
    """Columns cut by slices, σ as a tanh, and a step from the old state towards the new."""
    H = h_prev.shape[1]
    a = x_t @ W_xh + b_h
    gates = 0.5 + 0.5 * np.tanh(0.5 * (a[:, : 2 * H] + h_prev @ W_hh[:, : 2 * H]))
    r, z = gates[:, :H], gates[:, H:]
    n = np.tanh(a[:, 2 * H :] + np.multiply(r, h_prev) @ W_hh[:, 2 * H :])
    return n + z * (h_prev - n), (x_t, h_prev, W_xh, W_hh, r, z, n)


def gru_cell_forward__row_by_row(
    x_t: np.ndarray, h_prev: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> list:
    """A loop over the batch, the reset gate as a diagonal matrix, lists for arrays."""
    N, H = h_prev.shape
    h_t, rs, zs, ns = [], [], [], []
    for row in range(N):
        s = x_t[row].dot(W_xh) + b_h
        r = 1 / (1 + np.exp(-s[:H] - h_prev[row].dot(W_hh[:, :H])))
        z = 1 / (1 + np.exp(-s[H : 2 * H] - h_prev[row].dot(W_hh[:, H : 2 * H])))
        n = np.tanh(s[2 * H :] + h_prev[row] @ np.diag(r) @ W_hh[:, 2 * H :])
        h_t.append(z * h_prev[row] + n - z * n)
        rs.append(r)
        zs.append(z)
        ns.append(n)
    return [h_t, [x_t, h_prev, W_xh, W_hh, np.array(rs), np.array(zs), np.array(ns)]]


def gru_cell_forward__columns_taken_apart(
    x_t: np.ndarray, h_prev: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> tuple[np.ndarray, tuple]:
    """A third axis for r, z, n, and einsum."""
    D, H = x_t.shape[1], h_prev.shape[1]
    W, U, b = W_xh.reshape(D, 3, H), W_hh.reshape(H, 3, H), b_h.reshape(3, H)
    from_x = np.einsum("nd,dgh->gnh", x_t, W) + b[:, None]
    r, z = (1 / (1 + np.exp(-from_x[g] - np.einsum("nk,kh->nh", h_prev, U[:, g]))) for g in (0, 1))
    n = np.tanh(from_x[2] + np.einsum("nk,nk,kh->nh", r, h_prev, U[:, 2]))
    return (1 - z) * n + z * h_prev, (x_t, h_prev, W_xh, W_hh, r, z, n)


def gru_forward__inputs_before_the_loop(
    x: np.ndarray, h_0: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> tuple[np.ndarray, tuple]:
    """What the inputs say, for all steps at once; lists that become arrays."""
    H = h_0.shape[1]
    states, gates = [h_0], []
    for a in x @ W_xh + b_h:
        rz = 1 / (1 + np.exp(-(a[:, : 2 * H] + states[-1] @ W_hh[:, : 2 * H])))
        r, z = np.hsplit(rz, 2)
        n = np.tanh(a[:, 2 * H :] + (r * states[-1]) @ W_hh[:, 2 * H :])
        gates.append((r, z, n))
        states.append(z * states[-1] + (1 - z) * n)
    r, z, n = (np.stack(gate) for gate in zip(*gates, strict=True))
    h = np.stack(states[1:])
    return h, (x, h_0, W_xh, W_hh, r, z, n, h)


def gru_forward__step_as_helper(
    x: np.ndarray, h_0: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> tuple[np.ndarray, tuple]:
    """One step as a nested function, and the state of the step before read from h."""
    T, N, H = len(x), len(h_0), h_0.shape[1]
    r, z, n, h = (np.empty((T, N, H)) for _ in range(4))

    def part(t: int, k: int, state: np.ndarray) -> np.ndarray:
        columns = slice(k * H, (k + 1) * H)
        return x[t] @ W_xh[:, columns] + state @ W_hh[:, columns] + b_h[columns]

    for t in range(T):
        h_prev = h_0 if t == 0 else h[t - 1]
        r[t] = np.reciprocal(1 + np.exp(-part(t, 0, h_prev)))
        z[t] = np.reciprocal(1 + np.exp(-part(t, 1, h_prev)))
        n[t] = np.tanh(part(t, 2, r[t] * h_prev))
        h[t] = h_prev - (1 - z[t]) * (h_prev - n[t])
    return h, (x, h_0, W_xh, W_hh, r, z, n, h)


def gru_cell_backward__path_by_path(dh_t: np.ndarray, cache: tuple) -> tuple[np.ndarray, ...]:
    """From the end to the beginning, gradient by gradient, each path added where it arrives."""
    x_t, h_prev, W_xh, W_hh, r, z, n = cache
    H = h_prev.shape[1]
    dx_t, dh_prev = np.zeros(x_t.shape), np.zeros(h_prev.shape)
    dW_xh, dW_hh, db_h = np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(3 * H)
    masked = r * h_prev
    dz = dh_t * h_prev - dh_t * n
    dn = dh_t - dh_t * z
    dh_prev += dh_t * z
    d_masked = (dn * (1 - n) * (1 + n)) @ W_hh[:, 2 * H :].T
    dh_prev += d_masked * r
    dr = d_masked * h_prev
    slopes = (dr * (r - r**2), dz * (z - z**2), dn * (1 - n) * (1 + n))
    for k, (da, read) in enumerate(zip(slopes, (h_prev, h_prev, masked), strict=True)):
        columns = slice(k * H, (k + 1) * H)
        dx_t += da @ W_xh[:, columns].T
        dW_xh[:, columns] = x_t.T @ da
        dW_hh[:, columns] = read.T @ da
        db_h[columns] = da.sum(axis=0)
        if k < 2:
            dh_prev += da @ W_hh[:, columns].T
    return dx_t, dh_prev, dW_xh, dW_hh, db_h


def gru_cell_backward__einsum(dh_t: np.ndarray, cache: tuple) -> list:
    """A third axis for r, z, n, einsum, and a list of results."""
    x_t, h_prev, W_xh, W_hh, r, z, n = cache
    D, H = len(W_xh), len(W_hh)
    W, U = W_xh.reshape(D, 3, H), W_hh.reshape(H, 3, H)
    da_n = dh_t * (1 - z) / np.cosh(np.arctanh(n)) ** 2
    back = np.einsum("nh,kh->nk", da_n, U[:, 2])
    da = np.stack([back * h_prev * r * (1 - r), dh_t * (h_prev - n) * z * (1 - z), da_n])
    read = np.stack([h_prev, h_prev, r * h_prev])
    dh_prev = np.einsum("gnh,kgh->nk", da[:2], U[:, :2]) + back * r + dh_t * z
    return [
        np.einsum("gnh,dgh->nd", da, W),
        dh_prev,
        np.einsum("nd,gnh->dgh", x_t, da).reshape(D, 3 * H),
        np.einsum("gnk,gnh->kgh", read, da).reshape(H, 3 * H),
        np.einsum("gnh->gh", da).ravel(),
    ]


def gru_cell_backward__row_by_row(dh_t: np.ndarray, cache: tuple) -> tuple[np.ndarray, ...]:
    """A loop over the batch, with outer products."""
    x_t, h_prev, W_xh, W_hh, r, z, n = cache
    N, H = h_prev.shape
    dx_t, dh_prev = np.zeros_like(x_t), np.zeros_like(h_prev)
    dW_xh, dW_hh, db_h = np.zeros_like(W_xh), np.zeros_like(W_hh), np.zeros(3 * H)
    for i in range(N):
        at_n = (1 - z[i]) * dh_t[i] * (1 - n[i] * n[i])
        at_z = z[i] * (1 - z[i]) * dh_t[i] * (h_prev[i] - n[i])
        at_m = W_hh[:, 2 * H :] @ at_n
        at_r = r[i] * (1 - r[i]) * h_prev[i] * at_m
        da = np.r_[at_r, at_z, at_n]
        dx_t[i] = W_xh @ da
        dh_prev[i] = z[i] * dh_t[i] + r[i] * at_m + W_hh[:, : 2 * H] @ da[: 2 * H]
        dW_xh += np.outer(x_t[i], da)
        dW_hh[:, : 2 * H] += np.outer(h_prev[i], da[: 2 * H])
        dW_hh[:, 2 * H :] += np.outer(r[i] * h_prev[i], at_n)
        db_h += da
    return dx_t, dh_prev, dW_xh, dW_hh, db_h


def gru_backward__products_at_the_end(dh: np.ndarray, cache: tuple) -> tuple[np.ndarray, ...]:
    """Slopes before the loop, only the way back in it, weights for all steps after it."""
    x, h_0, W_xh, W_hh, r, z, n, h = cache
    H = h_0.shape[1]
    h_prev = np.concatenate([h_0[None], h[:-1]])
    to_n = (1 - z) * (1 - n * n)
    to_z = (h_prev - n) * z * (1 - z)
    to_r = h_prev * r * (1 - r)
    da, carried = np.empty((*h.shape[:2], 3 * H)), np.zeros_like(h_0)
    for t in range(len(x) - 1, -1, -1):
        here = dh[t] + carried
        da[t, :, 2 * H :] = here * to_n[t]
        da[t, :, H : 2 * H] = here * to_z[t]
        at_m = da[t, :, 2 * H :] @ W_hh[:, 2 * H :].T
        da[t, :, :H] = at_m * to_r[t]
        carried = here * z[t] + at_m * r[t] + da[t, :, : 2 * H] @ W_hh[:, : 2 * H].T
    both = ((0, 1), (0, 1))
    dW_hh = np.concatenate(
        [
            np.tensordot(h_prev, da[..., : 2 * H], axes=both),
            np.tensordot(r * h_prev, da[..., 2 * H :], axes=both),
        ],
        axis=1,
    )
    return da @ W_xh.T, carried, np.tensordot(x, da, axes=both), dW_hh, da.sum(axis=(0, 1))


def gru_backward__lists(dh: np.ndarray, cache: tuple) -> list:
    """A list of parts for every gradient, summed at the end, and a print a step."""
    x, h_0, W_xh, W_hh, r, z, n, h = cache
    U_r, U_z, U_n = np.hsplit(W_hh, 3)
    states, parts, carried = [h_0, *h], [], 0.0
    for t in range(len(x), 0, -1):
        old, R, Z, C = states[t - 1], r[t - 1], z[t - 1], n[t - 1]
        d = dh[t - 1] + carried
        at_n = d * (1 - Z) * (1 - np.square(C))
        at_z = d * (old - C) * Z * (1 - Z)
        at_r = at_n.dot(U_n.T) * old * R * (1 - R)
        da = np.hstack([at_r, at_z, at_n])
        carried = d * Z + at_n.dot(U_n.T) * R + at_z.dot(U_z.T) + at_r.dot(U_r.T)
        dU = np.hstack([old.T @ at_r, old.T @ at_z, (R * old).T @ at_n])
        parts.append((da @ W_xh.T, x[t - 1].T @ da, dU, da.sum(0)))
        print("step", t, "carries back", np.linalg.norm(carried))
    dxs, dWs, dUs, dbs = zip(*parts, strict=True)
    return [list(reversed(dxs)), carried, sum(dWs), sum(dUs), sum(dbs)]


def gru_weights_from_ng__blocks(
    W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> tuple[np.ndarray, ...]:
    """Taken apart into blocks and put together again."""

    def turned(array: np.ndarray) -> np.ndarray:
        r, z, n = np.split(array, 3, axis=-1)
        return np.concatenate([r, -z, n], axis=-1)

    return turned(W_xh), turned(W_hh), turned(b_h)


def gru_weights_from_ng__copies(
    W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> list[np.ndarray]:
    """In place on copies of its own; a list of results."""
    copies = [W_xh.copy(), W_hh.copy(), b_h.copy()]
    H = len(W_hh)
    for array in copies:
        array[..., H : 2 * H] *= -1
    return copies
