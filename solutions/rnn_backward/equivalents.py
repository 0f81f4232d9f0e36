"""Right answers of chapter 03 in other words."""

from collections.abc import Callable

import numpy as np


def cross_entropy__one_hot(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Labels as one-hot vectors, and the logarithm of a shifted softmax."""
    N, V = logits.shape[1:]
    exp = np.exp(logits - logits.max(axis=-1, keepdims=True))
    y_hat = exp / exp.sum(axis=-1, keepdims=True)
    y = np.eye(V)[labels]
    L = -np.einsum("tnv,tnv,tn->t", y, np.log(y_hat), mask) / N
    return L, (y_hat - y) * mask[..., np.newaxis] / N


def cross_entropy__real_steps_only(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[list[float], np.ndarray]:
    """Three loops that skip the padding, and a list for the losses."""
    T, N, V = logits.shape
    L, dlogits = [0.0] * T, np.zeros((T, N, V))
    for t in range(T):
        for n in np.flatnonzero(mask[t]):
            row = logits[t, n] - max(logits[t, n])
            log_sum = np.log(sum(np.exp(row)))
            L[t] += (log_sum - row[labels[t, n]]) / N
            for v in range(V):
                dlogits[t, n, v] = (np.exp(row[v] - log_sum) - (v == labels[t, n])) / N
    return L, dlogits


def cross_entropy__take_along_axis(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The mean by np.mean, and the right class by take_along_axis."""
    index = labels[:, :, None]
    z = logits - np.max(logits, -1, keepdims=True)
    log_y_hat = z - np.log(np.sum(np.exp(z), -1, keepdims=True))
    picked = np.take_along_axis(log_y_hat, index, axis=-1)[:, :, 0]
    L = np.mean(np.where(mask == 1, -picked, 0.0), axis=1)
    dlogits = np.exp(log_y_hat)
    at_label = np.take_along_axis(dlogits, index, axis=-1)
    np.put_along_axis(dlogits, index, at_label - 1, axis=-1)
    dlogits[mask == 0] = 0
    return L, dlogits / logits.shape[1]


def numerical_gradient__x_put_back(
    f: Callable[[np.ndarray], float], x: np.ndarray, eps: float = 1e-5
) -> np.ndarray:
    """Moves x itself, and puts back the very number that was there."""
    dx = np.empty(x.shape)
    iterator = np.nditer(x, flags=["multi_index"])
    for _ in iterator:
        i = iterator.multi_index
        old = x[i].copy()
        x[i] = old + eps
        above = f(x)
        x[i] = old - eps
        below = f(x)
        x[i] = old
        dx[i] = (above - below) / eps / 2
    return dx


def numerical_gradient__there_and_back(
    f: Callable[[np.ndarray], float], x: np.ndarray, eps: float = 1e-5
) -> np.ndarray:
    """Moves x itself up, down and back, which leaves it as it was but for rounding."""
    dx = np.empty(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += eps
        above = f(x)
        x[i] -= 2 * eps
        below = f(x)
        x[i] += eps
        dx[i] = (above - below) / (2 * eps)
    return dx


def numerical_gradient__rows_of_identity(
    f: Callable[[np.ndarray], float], x: np.ndarray, eps: float = 1e-5
) -> np.ndarray:
    """A list over the rows of an identity matrix."""
    moves = [row.reshape(x.shape) for row in eps * np.eye(x.size)]
    slopes = [(f(x + move) - f(x - move)) / (2 * eps) for move in moves]
    return np.array(slopes).reshape(x.shape)


def numerical_gradient__two_copies(
    f: Callable[[np.ndarray], float], x: np.ndarray, eps: float = 1e-5
) -> list[list[float]]:
    """Two copies for each entry, nested lists, and a progress bar on stderr."""
    from tqdm import tqdm

    rows, columns = x.shape
    dx = [[0.0] * columns for _ in range(rows)]
    for row in tqdm(range(rows)):
        for column in range(columns):
            above, below = x.copy(), x.copy()
            above[row, column] += eps
            below[row, column] -= eps
            dx[row][column] = 0.5 * (f(above) - f(below)) / eps
    return dx


def rnn_cell_backward__row_by_row(dh_t: np.ndarray, cache: tuple) -> tuple[np.ndarray, ...]:
    """A loop over the batch, with outer products."""
    x_t, h_prev, W_xh, W_hh, h_t = cache
    dx_t, dh_prev = np.zeros_like(x_t), np.zeros_like(h_prev)
    dW_xh, dW_hh, db_h = np.zeros_like(W_xh), np.zeros_like(W_hh), np.zeros(W_hh.shape[1])
    for n in range(len(dh_t)):
        dz = (1 - h_t[n]) * (1 + h_t[n]) * dh_t[n]
        dx_t[n] = W_xh @ dz
        dh_prev[n] = W_hh @ dz
        dW_xh += np.outer(x_t[n], dz)
        dW_hh += np.outer(h_prev[n], dz)
        db_h += dz
    return dx_t, dh_prev, dW_xh, dW_hh, db_h


def rnn_cell_backward__tanh_again(dh_t: np.ndarray, cache: tuple) -> list:
    """The slope from z, which is found again by arctanh; einsum; a list of results."""
    x_t, h_prev, W_xh, W_hh, h_t = cache
    dz_t = dh_t / np.cosh(np.arctanh(h_t)) ** 2
    return [
        np.einsum("nh,dh->nd", dz_t, W_xh),
        np.einsum("nh,gh->ng", dz_t, W_hh),
        np.einsum("nd,nh->dh", x_t, dz_t),
        np.einsum("ng,nh->gh", h_prev, dz_t),
        np.einsum("nh->h", dz_t),
    ]


def rnn_cell_backward__combined(dh_t: np.ndarray, cache: tuple) -> tuple[np.ndarray, ...]:
    """One matrix for state, input and bias; in place on a copy of its own."""
    x_t, h_prev, W_xh, W_hh, h_t = cache
    H = W_hh.shape[0]
    dz_t = dh_t.copy()
    dz_t -= dh_t * h_t * h_t
    entered = np.concatenate([h_prev, x_t, np.ones((len(x_t), 1))], axis=1)
    dW = entered.T.dot(dz_t)
    d_entered = dz_t.dot(np.concatenate([W_hh, W_xh]).T)
    return d_entered[:, H:], d_entered[:, :H], dW[H:-1], dW[:H], dW[-1]


def rnn_backward__products_at_the_end(dh: np.ndarray, cache: tuple) -> tuple[np.ndarray, ...]:
    """Only the way back in the loop; everything else for all steps at once."""
    x, h_0, W_xh, W_hh, h = cache
    dz = dh * (1 - h * h)
    for t in range(len(x) - 2, -1, -1):
        dz[t] += (dz[t + 1] @ W_hh.T) * (1 - h[t] * h[t])
    h_prev = np.concatenate([h_0[None], h[:-1]])
    dW_xh = np.tensordot(x, dz, axes=((0, 1), (0, 1)))
    dW_hh = np.tensordot(h_prev, dz, axes=((0, 1), (0, 1)))
    return dz @ W_xh.T, dz[0] @ W_hh.T, dW_xh, dW_hh, dz.sum(axis=(0, 1))


def rnn_backward__lists(dh: np.ndarray, cache: tuple) -> list:
    """A list of parts for every gradient, summed at the end, and a print a step."""
    x, h_0, W_xh, W_hh, h = cache
    states = [h_0, *h]
    dxs, dW_xhs, dW_hhs, db_hs = [], [], [], []
    carried = 0.0
    for t in range(len(x), 0, -1):
        dz = (dh[t - 1] + carried) * (1 - np.square(states[t]))
        dxs.insert(0, dz @ W_xh.T)
        dW_xhs.append(x[t - 1].T @ dz)
        dW_hhs.append(states[t - 1].T @ dz)
        db_hs.append(dz.sum(0))
        carried = dz @ W_hh.T
        print("step", t, "carries back", np.linalg.norm(carried))
    return [dxs, carried, sum(dW_xhs), sum(dW_hhs), sum(db_hs)]


def rnn_backward__each_loss_by_itself(dh: np.ndarray, cache: tuple) -> tuple[np.ndarray, ...]:
    """The double sum over t and k of D2, without any carrying over."""
    x, h_0, W_xh, W_hh, h = cache
    dx, dh_0 = np.zeros(x.shape), np.zeros(h_0.shape)
    dW_xh, dW_hh, db_h = np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(len(W_hh))
    for t in range(len(x)):
        delta = dh[t]
        for k in range(t, -1, -1):
            delta = delta * (1 - h[k] ** 2)
            dx[k] += delta @ W_xh.T
            dW_xh += x[k].T @ delta
            dW_hh += (h[k - 1] if k else h_0).T @ delta
            db_h += delta.sum(axis=0)
            delta = delta @ W_hh.T
        dh_0 += delta
    return dx, dh_0, dW_xh, dW_hh, db_h


def output_backward__step_by_step(
    dlogits: np.ndarray, h: np.ndarray, W_hy: np.ndarray
) -> tuple[list, np.ndarray, np.ndarray]:
    """A loop over the steps, and a list for dh."""
    dh, dW_hy, db_y = [], 0, 0
    for dlogits_t, h_t in zip(dlogits, h, strict=True):
        dh.append(dlogits_t.dot(W_hy.T))
        dW_hy = dW_hy + h_t.T.dot(dlogits_t)
        db_y = db_y + dlogits_t.sum(axis=0)
    return dh, dW_hy, db_y


def output_backward__flattened(
    dlogits: np.ndarray, h: np.ndarray, W_hy: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Steps and batch as one axis."""
    T, N, H = h.shape
    flat = dlogits.reshape(T * N, -1)
    dW_hy = h.reshape(T * N, H).T @ flat
    return (flat @ W_hy.T).reshape(T, N, H), dW_hy, np.ones(T * N) @ flat


def output_backward__batched_product(
    dlogits: np.ndarray, h: np.ndarray, W_hy: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A product for each step at once, summed afterwards."""
    dW_hy = np.matmul(h.transpose(0, 2, 1), dlogits).sum(axis=0)
    dh = np.einsum("tnv,hv->tnh", dlogits, W_hy)
    return dh, dW_hy, dlogits.sum(axis=1).sum(axis=0)


def gradient_check__slope_as_helper(
    f: Callable[[np.ndarray], float],
    x: np.ndarray,
    dx: np.ndarray,
    direction: np.ndarray,
    eps: float = 1e-5,
) -> float:
    """Take f as a function of the way gone, and a flat dot product."""

    def along(way: float) -> float:
        return f(x + way * direction)

    measured = (along(eps) - along(-eps)) / eps / 2
    predicted = np.dot(dx.ravel(), direction.ravel())
    return np.abs(measured - predicted) / sum(map(abs, (measured, predicted)))


def gradient_check__x_put_back(
    f: Callable[[np.ndarray], float],
    x: np.ndarray,
    dx: np.ndarray,
    direction: np.ndarray,
    eps: float = 1e-5,
) -> np.ndarray:
    """Moves x itself and puts it back; the result is an array without axes."""
    original = x.copy()
    x += eps * direction
    above = f(x)
    x[:] = original - eps * direction
    below = f(x)
    x[:] = original
    slopes = np.array([(above - below) / (2 * eps), np.vdot(dx, direction)])
    return np.asarray(abs(np.diff(slopes)[0]) / np.abs(slopes).sum())
