"""Right answers of chapter 02 in other words."""

import numpy as np


def rnn_cell_forward__row_by_row(
    x_t: np.ndarray, h_prev: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> tuple[np.ndarray, tuple]:
    """A loop over the batch."""
    h_t = np.zeros_like(h_prev)
    for n in range(len(x_t)):
        h_t[n] = np.tanh(x_t[n].dot(W_xh) + h_prev[n].dot(W_hh) + b_h)
    return h_t, (x_t, h_prev, W_xh, W_hh, h_t)


def rnn_cell_forward__einsum(
    x_t: np.ndarray, h_prev: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> list:
    """Einsum, and lists in place of tuples."""
    z_t = np.einsum("nd,dh->nh", x_t, W_xh) + np.einsum("ng,gh->nh", h_prev, W_hh) + b_h
    h_t = np.tanh(z_t)
    return [h_t, [x_t, h_prev, W_xh, W_hh, h_t]]


def rnn_cell_forward__transposed(
    x_t: np.ndarray, h_prev: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> tuple[np.ndarray, tuple]:
    """Columns for sequences inside, the bias as a column, and the tanh written out."""
    z_t = W_xh.T @ x_t.T + W_hh.T @ h_prev.T + b_h.reshape(-1, 1)
    h_t = ((np.exp(2 * z_t) - 1) / (np.exp(2 * z_t) + 1)).T
    return h_t, (x_t.copy(), h_prev.copy(), W_xh.copy(), W_hh.copy(), h_t)


def rnn_cell_forward_combined__split(
    x_t: np.ndarray, h_prev: np.ndarray, W_h: np.ndarray, b_h: np.ndarray
) -> np.ndarray:
    """The matrix cut in two again."""
    H = h_prev.shape[1]
    W_hh, W_xh = W_h[:H], W_h[H:]
    return np.tanh(h_prev @ W_hh + x_t @ W_xh + b_h)


def rnn_cell_forward_combined__bias_as_row(
    x_t: np.ndarray, h_prev: np.ndarray, W_h: np.ndarray, b_h: np.ndarray
) -> np.ndarray:
    """The bias as a last row, which meets an input of 1."""
    ones = np.ones((len(x_t), 1))
    return np.tanh(np.hstack([h_prev, x_t, ones]) @ np.vstack([W_h, b_h]))


def rnn_cell_forward_combined__other_order(
    x_t: np.ndarray, h_prev: np.ndarray, W_h: np.ndarray, b_h: np.ndarray
) -> np.ndarray:
    """Input first, with the rows of the matrix turned round to fit."""
    rolled = np.roll(W_h, -h_prev.shape[1], axis=0)
    return np.tanh(np.c_[x_t, h_prev] @ rolled + b_h)


def rnn_forward__stack(
    x: np.ndarray, h_0: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> tuple[np.ndarray, tuple]:
    """A list of states, stacked at the end, and a helper for the step."""

    def step(x_t: np.ndarray, h_prev: np.ndarray) -> np.ndarray:
        return np.tanh(x_t @ W_xh + h_prev @ W_hh + b_h)

    states = [h_0]
    for x_t in x:
        states.append(step(x_t, states[-1]))
    h = np.stack(states[1:])
    return h, (x, h_0, W_xh, W_hh, h)


def rnn_forward__inputs_first(
    x: np.ndarray, h_0: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> tuple[np.ndarray, tuple]:
    """One product for the inputs of all steps, then a loop in place on it."""
    h = np.matmul(x, W_xh) + b_h
    h_t = h_0.copy()
    for t in range(h.shape[0]):
        h[t] += h_t @ W_hh
        np.tanh(h[t], out=h[t])
        h_t = h[t]
    return h, (x, h_0, W_xh, W_hh, h)


def rnn_forward__batch_first_with_progress_bar(
    x: np.ndarray, h_0: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> tuple[np.ndarray, tuple]:
    """One sequence after the other, with a progress bar on stderr."""
    from tqdm import tqdm

    T, N, _ = x.shape
    h = np.zeros((N, T, len(b_h)))
    for n in tqdm(range(N)):
        for t in range(T):
            h_prev = h_0[n] if t == 0 else h[n, t - 1]
            h[n, t] = np.tanh(W_xh.T @ x[t, n] + W_hh.T @ h_prev + b_h)
    h = h.swapaxes(0, 1)
    return h, (x, h_0, W_xh, W_hh, h)


def output_forward__step_by_step(h: np.ndarray, W_hy: np.ndarray, b_y: np.ndarray) -> list:
    """A list with one array a step."""
    return [np.dot(h_t, W_hy) + b_y for h_t in h]


def output_forward__flattened(h: np.ndarray, W_hy: np.ndarray, b_y: np.ndarray) -> np.ndarray:
    """All rows in one product, and the axes put back."""
    T, N, H = h.shape
    return (h.reshape(T * N, H) @ W_hy + b_y).reshape(T, N, -1)


def output_forward__tensordot(h: np.ndarray, W_hy: np.ndarray, b_y: np.ndarray) -> np.ndarray:
    """In other words for the same product, with the bias repeated by hand."""
    return np.tensordot(h, W_hy, axes=1) + np.tile(b_y, (*h.shape[:2], 1))


def softmax__log_sum_exp(logits: np.ndarray) -> np.ndarray:
    """The logarithm first, by a log-sum-exp of its own."""
    largest = np.max(logits, axis=2)[..., None]
    log_sum = np.log(np.sum(np.exp(logits - largest), axis=2))[..., None]
    return np.exp(logits - largest - log_sum)


def softmax__row_by_row(logits: np.ndarray) -> np.ndarray:
    """Two loops, one row at a time, measured against its largest."""
    y_hat = np.zeros(logits.shape)
    for t, n in np.ndindex(logits.shape[:2]):
        exp = np.exp(logits[t, n] - max(logits[t, n]))
        y_hat[t, n] = exp / sum(exp)
    return y_hat


def softmax__warns(logits: np.ndarray) -> np.ndarray:
    """Overflows first, with a warning of its own, and repairs what came out."""
    import warnings

    exp = np.exp(logits)
    if np.abs(logits).max() > 700:
        warnings.warn("logits are large", stacklevel=2)
        exp = np.exp(logits - np.max(logits, axis=-1)[:, :, np.newaxis])
    return exp / exp.sum(axis=-1)[:, :, np.newaxis]
