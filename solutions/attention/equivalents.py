"""Right answers of chapter 13 in other words."""

import numpy as np


def attention_scores__loops(q: np.ndarray, k: np.ndarray) -> np.ndarray:
    """A scalar product for every pair of steps, one after the other."""
    U, N, H = q.shape
    s = np.zeros((U, N, len(k)))
    for u in range(U):
        for n in range(N):
            for t in range(len(k)):
                s[u, n, t] = np.dot(q[u, n], k[t, n]) / H**0.5
    return s


def attention_scores__matmul(q: np.ndarray, k: np.ndarray) -> np.ndarray:
    """Sequences first, one product of matrices for each, and back; the queries scaled before."""
    q, k = q / np.sqrt(q.shape[-1]), np.transpose(k, (1, 2, 0))
    return np.swapaxes(np.swapaxes(q, 0, 1) @ k, 0, 1)


def attention_scores__stretched(q: np.ndarray, k: np.ndarray) -> np.ndarray:
    """All products at once, (U, T, N, H), summed over the units."""
    products = q[:, None] * k[None]
    return (products.sum(axis=-1) / np.sqrt(k.shape[2])).transpose(0, 2, 1)


def attention_scores__each_sequence(q: np.ndarray, k: np.ndarray) -> list:
    """A list of steps, made of the matrix of each sequence; both scaled by half of it."""
    root = q.shape[-1] ** 0.25
    each = [(q[:, n] / root) @ (k[:, n] / root).T for n in range(q.shape[1])]
    return list(np.stack(each, axis=1))


def attention_weights__fill(s: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """A number far below all scores added in the padding, in place of minus infinity."""
    s = s - 1e12 * (1 - mask.T)
    exp = np.exp(s - np.max(s, axis=2, keepdims=True))
    return exp / np.sum(exp, axis=2, keepdims=True)


def attention_weights__divided_again(s: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Softmax over what is real: the mask times exp, above the line and below it."""
    mask = np.transpose(mask)[np.newaxis]
    shift = np.where(mask > 0, s, s.min()).max(axis=-1, keepdims=True)
    exp = mask * np.exp(np.minimum(s - shift, 0))
    return exp / exp.sum(axis=-1)[..., np.newaxis]


def attention_weights__row_by_row(s: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Each row by itself, made of its real scores alone."""
    a = np.zeros(s.shape)
    for u in range(len(s)):
        for n in range(s.shape[1]):
            real = np.flatnonzero(mask[:, n])
            exp = np.exp(s[u, n, real] - max(s[u, n, real]))
            a[u, n, real] = exp / exp.sum()
    return a


def attention_weights__by_logarithms(s: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """The exponential of a difference of logarithms, on a copy with holes."""
    s = s.copy()
    s[:, mask.T == 0] = -np.inf
    return np.exp(s - np.logaddexp.reduce(s, axis=-1, keepdims=True))


def attention_context__loops(a: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Values times weights, added up one by one."""
    U, N, T = a.shape
    c = np.zeros((U, N, v.shape[-1]))
    for u in range(U):
        for t in range(T):
            c[u] += a[u, :, t : t + 1] * v[t]
    return c


def attention_context__matmul(a: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Sequences first, one product of matrices for each, and back."""
    return (a.transpose(1, 0, 2) @ v.transpose(1, 0, 2)).transpose(1, 0, 2)


def attention_context__stretched(a: np.ndarray, v: np.ndarray) -> np.ndarray:
    """All weighted values at once, (U, T, N, H), summed over what was read."""
    return np.sum(np.swapaxes(a, 1, 2)[..., None] * v, axis=1)


def attention_context__lists(a: np.ndarray, v: np.ndarray) -> list:
    """A list of steps that write, each a list of sequences."""
    return [[row @ v[:, n] for n, row in enumerate(rows)] for rows in a]


def attention_weights_backward__jacobians(da: np.ndarray, a: np.ndarray) -> np.ndarray:
    """The whole matrix of slopes for each row, and its product with the gradient."""
    ds = np.zeros_like(a)
    for u, n in np.ndindex(a.shape[:2]):
        slopes = np.diag(a[u, n]) - np.outer(a[u, n], a[u, n])
        ds[u, n] = slopes @ da[u, n]
    return ds


def attention_weights_backward__einsum(da: np.ndarray, a: np.ndarray) -> np.ndarray:
    """Both parts by themselves, the sum by einsum."""
    return a * da - np.einsum("unt,unj,unj->unt", a, a, da)


def attention_weights_backward__matmul(da: np.ndarray, a: np.ndarray) -> np.ndarray:
    """The sum as a product of a row and a column for every row."""
    return (da - (da[..., None, :] @ a[..., None])[..., 0]) * a


def attention_weights_backward__about_the_mean(da: np.ndarray, a: np.ndarray) -> list:
    """How far each entry is from the row's weighted mean, times its weight; a list."""
    ds = []
    for gradients, weights in zip(da, a, strict=True):
        mean = np.array([np.average(d, weights=w) for d, w in zip(gradients, weights, strict=True)])
        ds.append(weights * (gradients - mean[:, None]))
    return ds


def attention_backward__matmul(
    dc: np.ndarray, q: np.ndarray, k: np.ndarray, v: np.ndarray, a: np.ndarray
) -> tuple[np.ndarray, ...]:
    """Sequences first throughout, and back at the end."""
    dc, q, k, v, a = (np.swapaxes(each, 0, 1) for each in (dc, q, k, v, a))
    da = dc @ np.swapaxes(v, 1, 2)
    ds = (a * da - a * np.sum(a * da, axis=-1, keepdims=True)) / np.sqrt(k.shape[-1])
    gradients = ds @ k, np.swapaxes(ds, 1, 2) @ q, np.swapaxes(a, 1, 2) @ dc
    return tuple(np.swapaxes(each, 0, 1) for each in gradients)


def attention_backward__step_by_step(
    dc: np.ndarray, q: np.ndarray, k: np.ndarray, v: np.ndarray, a: np.ndarray
) -> list[np.ndarray]:
    """One step that writes after the other; keys and values collect what each says."""
    dq, dk, dv = np.zeros_like(q), np.zeros_like(k), np.zeros_like(v)
    for u in range(len(dc)):
        da = np.sum(dc[u] * v, axis=-1)
        shared = np.sum(a[u].T * da, axis=0)
        ds = a[u].T * (da - shared) / q.shape[2] ** 0.5
        dv += a[u].T[:, :, None] * dc[u]
        dk += ds[:, :, None] * q[u]
        dq[u] = np.sum(ds[:, :, None] * k, axis=0)
    return [dq, dk, dv]


def attention_backward__each_sequence(
    dc: np.ndarray, q: np.ndarray, k: np.ndarray, v: np.ndarray, a: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Every sequence by itself, with plain matrices; the scale taken at the end."""
    root = np.sqrt(q.shape[-1])
    dq, dk, dv = [], [], []
    for n in range(dc.shape[1]):
        A, V = a[:, n], v[:, n]
        dA = dc[:, n] @ V.T
        dS = A * (dA - np.diag(dA @ A.T)[:, None])
        dq.append(dS @ k[:, n] / root)
        dk.append(dS.T @ q[:, n] / root)
        dv.append(A.T @ dc[:, n])
    return np.stack(dq, axis=1), np.stack(dk, axis=1), np.stack(dv, axis=1)


def attention_backward__from_the_context(
    dc: np.ndarray, q: np.ndarray, k: np.ndarray, v: np.ndarray, a: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What the row shares, found as the product of dc with the context itself."""
    c = np.einsum("unt,tnh->unh", a, v)
    shared = np.einsum("unh,unh->un", dc, c)
    ds = a * (np.einsum("unh,tnh->unt", dc, v) - shared[:, :, None])
    dq = np.einsum("unt,tnh->unh", ds, k) * q.shape[-1] ** -0.5
    dk = np.einsum("unt,unh->tnh", ds, q) * q.shape[-1] ** -0.5
    return dq, dk, np.einsum("unt,unh->tnh", a, dc)


def attention_decoder_step__matmul(
    x_u: np.ndarray,
    h_prev: np.ndarray,
    k: np.ndarray,
    v: np.ndarray,
    mask: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    W_cy: np.ndarray,
    b_y: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Products of matrices, and one product for state and context together."""
    h_u = np.tanh(np.hstack([x_u, h_prev]) @ np.vstack([W_xh, W_hh]) + b_h)
    scores = (k.transpose(1, 0, 2) @ h_u[:, :, None])[:, :, 0] / np.sqrt(len(W_hh))
    scores = np.where(mask.T > 0, scores, -1e30)
    a_u = np.exp(scores - scores.max(axis=1)[:, None])
    a_u = a_u / a_u.sum(axis=1)[:, None]
    c_u = (a_u[:, None] @ v.transpose(1, 0, 2))[:, 0]
    return np.hstack([h_u, c_u]) @ np.vstack([W_hy, W_cy]) + b_y, h_u, a_u


def attention_decoder_step__each_sequence(
    x_u: np.ndarray,
    h_prev: np.ndarray,
    k: np.ndarray,
    v: np.ndarray,
    mask: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    W_cy: np.ndarray,
    b_y: np.ndarray,
) -> list[np.ndarray]:
    """One sequence after the other, over its real steps alone."""
    logits, states, a_u = [], [], np.zeros(mask.T.shape)
    for n in range(len(x_u)):
        h = np.tanh(W_xh.T @ x_u[n] + W_hh.T @ h_prev[n] + b_h)
        real = np.flatnonzero(mask[:, n])
        s = k[real, n] @ h / len(h) ** 0.5
        p = np.exp(s - s.max())
        a_u[n, real] = p / p.sum()
        logits.append(W_hy.T @ h + W_cy.T @ (a_u[n] @ v[:, n]) + b_y)
        states.append(h)
    return [np.array(logits), np.array(states), a_u]


def attention_decoder_step__steps_first(
    x_u: np.ndarray,
    h_prev: np.ndarray,
    k: np.ndarray,
    v: np.ndarray,
    mask: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    W_cy: np.ndarray,
    b_y: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Scores (T, N) as the mask is, turned at the end."""
    h_u = np.tanh(x_u.dot(W_xh) + h_prev.dot(W_hh) + b_h)
    s = (k * h_u).sum(axis=-1) / np.sqrt(k.shape[-1])
    s[mask == 0] = -np.inf
    a = np.exp(s - s.max(axis=0))
    a /= a.sum(axis=0)
    c_u = (a[:, :, None] * v).sum(axis=0)
    return b_y + c_u.dot(W_cy) + h_u.dot(W_hy), h_u, a.T


def attention_decoder_step__values_first(
    x_u: np.ndarray,
    h_prev: np.ndarray,
    k: np.ndarray,
    v: np.ndarray,
    mask: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    W_cy: np.ndarray,
    b_y: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Each value turned into logits first, and these mixed; weights by logarithms."""
    h_u = np.tanh(np.einsum("nd,dh->nh", x_u, W_xh) + np.einsum("ni,ih->nh", h_prev, W_hh) + b_h)
    s = np.einsum("nh,tnh->nt", h_u / np.sqrt(h_u.shape[1]), k)
    with np.errstate(divide="ignore"):
        s = s + np.log(mask.T)
    a_u = np.exp(s - np.logaddexp.reduce(s, axis=1)[:, None])
    return h_u @ W_hy + b_y + np.einsum("nt,tnv->nv", a_u, v @ W_cy), h_u, a_u


def self_attention_forward__step_by_step(
    x: np.ndarray, W_xq: np.ndarray, W_xk: np.ndarray, W_xv: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Each step with what has been read so far, so that no mask is needed."""
    T, N, _ = x.shape
    y, a = np.zeros((T, N, W_xv.shape[1])), np.zeros((T, N, T))
    for t in range(T):
        seen = x[: t + 1]
        s = ((x[t] @ W_xq) * (seen @ W_xk)).sum(axis=-1) / np.sqrt(W_xk.shape[1])
        e = np.exp(s - s.max(axis=0))
        a[t, :, : t + 1] = (e / e.sum(axis=0)).T
        y[t] = sum(a[t, :, j : j + 1] * (x[j] @ W_xv) for j in range(t + 1))
    return y, a


def self_attention_forward__matmul(
    x: np.ndarray, W_xq: np.ndarray, W_xk: np.ndarray, W_xv: np.ndarray
) -> list[np.ndarray]:
    """Sequences first, and a number far below all scores where a step may not look."""
    x = x.transpose(1, 0, 2)
    s = (x @ W_xq) @ (x @ W_xk).transpose(0, 2, 1) / np.sqrt(W_xq.shape[-1])
    s[:, np.triu(np.ones(s.shape[1:]), k=1) == 1] = -1e20
    e = np.exp(s - s.max(axis=2, keepdims=True))
    a = e / e.sum(axis=2, keepdims=True)
    return [(a @ (x @ W_xv)).transpose(1, 0, 2), a.transpose(1, 0, 2)]


def self_attention_forward__inputs_mixed(
    x: np.ndarray, W_xq: np.ndarray, W_xk: np.ndarray, W_xv: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """One matrix for the scores, and the inputs mixed before they go through W_xv."""
    t = np.arange(len(x))
    s = np.einsum("tnd,de,jne->tnj", x, W_xq @ W_xk.T, x) * W_xq.shape[1] ** -0.5
    s = s + np.where(t[:, None] >= t, 0, -np.inf)[:, np.newaxis]
    a = np.exp(s - np.logaddexp.reduce(s, axis=-1, keepdims=True))
    return np.einsum("tnj,jnd->tnd", a, x) @ W_xv, a


def self_attention_forward__each_sequence(
    x: np.ndarray, W_xq: np.ndarray, W_xk: np.ndarray, W_xv: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """One sequence after the other; exp and the lower half of the square, then divided."""
    y, a = [], []
    for n in range(x.shape[1]):
        rows = x[:, n]
        s = (rows @ W_xq) @ (rows @ W_xk).T / np.sqrt(W_xq.shape[1])
        largest = np.array([s[t, : t + 1].max() for t in range(len(s))])
        e = np.tril(np.exp(np.minimum(s - largest[:, None], 0)))
        a.append(e / e.sum(axis=1)[:, None])
        y.append(a[-1] @ (rows @ W_xv))
    return np.array(y).transpose(1, 0, 2), np.array(a).transpose(1, 0, 2)
