"""Wrong answers of chapter 03, as people write them. A table, and so long."""

from collections.abc import Callable

import numpy as np


def cross_entropy__shift_of_whole_batch__softmax_then_log(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities first, shifted by the largest logit of all."""
    N, V = logits.shape[1:]
    exp = np.exp(logits - np.max(logits))
    y_hat = exp / exp.sum(axis=2, keepdims=True)
    y = np.eye(V)[labels]
    L = -((y * np.log(y_hat)).sum(axis=2) * mask).sum(axis=1) / N
    dlogits = (y_hat - y) * mask[:, :, None] / N
    return L, dlogits


def cross_entropy__shift_of_whole_batch__step_by_step(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """A loop over the steps, each shifted by its own largest logit."""
    T, N, V = logits.shape
    L, dlogits = np.zeros(T), np.zeros(logits.shape)
    for t in range(T):
        exp = np.exp(logits[t] - logits[t].max())
        y_hat = exp / exp.sum(axis=1, keepdims=True)
        y = np.eye(V)[labels[t]]
        L[t] = -np.sum(mask[t] * np.log(y_hat[np.arange(N), labels[t]])) / N
        dlogits[t] = (y_hat - y) * mask[t][:, None] / N
    return L, dlogits


def cross_entropy__no_shift__shifted_in_gradient(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The loss from plain exponentials, the gradient from shifted ones."""
    N, V = logits.shape[1:]
    exp = np.exp(logits - logits.max(axis=2, keepdims=True))
    y_hat = exp / exp.sum(axis=2, keepdims=True)
    y = np.eye(V)[labels]
    plain = np.exp(logits) / np.exp(logits).sum(axis=2, keepdims=True)
    L = -(np.log((plain * y).sum(axis=2)) * mask).sum(axis=1) / N
    dlogits = (y_hat - y) * mask[:, :, None] / N
    return L, dlogits


def cross_entropy__number_added_in_log__plus_1e_8(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """1e-8 in the logarithm, so that it is never log 0."""
    N, V = logits.shape[1:]
    exp = np.exp(logits - logits.max(axis=2, keepdims=True))
    y_hat = exp / exp.sum(axis=2, keepdims=True)
    y = np.eye(V)[labels]
    L = -((y * np.log(y_hat + 1e-8)).sum(axis=2) * mask).sum(axis=1) / N
    dlogits = (y_hat - y) * mask[:, :, None] / N
    return L, dlogits


def cross_entropy__number_added_in_log__plus_1e_12(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """1e-12 in the logarithm, so that it is never log 0."""
    N, V = logits.shape[1:]
    exp = np.exp(logits - logits.max(axis=2, keepdims=True))
    y_hat = exp / exp.sum(axis=2, keepdims=True)
    y = np.eye(V)[labels]
    L = -((y * np.log(y_hat + 1e-12)).sum(axis=2) * mask).sum(axis=1) / N
    dlogits = (y_hat - y) * mask[:, :, None] / N
    return L, dlogits


def cross_entropy__number_added_in_log__plus_1e_10(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """1e-10 in the logarithm, so that it is never log 0."""
    N, V = logits.shape[1:]
    exp = np.exp(logits - logits.max(axis=2, keepdims=True))
    y_hat = exp / exp.sum(axis=2, keepdims=True)
    y = np.eye(V)[labels]
    L = -((y * np.log(y_hat + 1e-10)).sum(axis=2) * mask).sum(axis=1) / N
    dlogits = (y_hat - y) * mask[:, :, None] / N
    return L, dlogits


def cross_entropy__number_added_in_log__plus_1e_15(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """1e-15 in the logarithm, so that it is never log 0."""
    N, V = logits.shape[1:]
    exp = np.exp(logits - logits.max(axis=2, keepdims=True))
    y_hat = exp / exp.sum(axis=2, keepdims=True)
    y = np.eye(V)[labels]
    L = -((y * np.log(y_hat + 1e-15)).sum(axis=2) * mask).sum(axis=1) / N
    dlogits = (y_hat - y) * mask[:, :, None] / N
    return L, dlogits


def cross_entropy__number_added_in_log__plus_1e_9(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """1e-9 in the logarithm, so that it is never log 0."""
    N, V = logits.shape[1:]
    exp = np.exp(logits - logits.max(axis=2, keepdims=True))
    y_hat = exp / exp.sum(axis=2, keepdims=True)
    y = np.eye(V)[labels]
    L = -((y * np.log(y_hat + 1e-9)).sum(axis=2) * mask).sum(axis=1) / N
    dlogits = (y_hat - y) * mask[:, :, None] / N
    return L, dlogits


def cross_entropy__number_added_in_log__plus_1e_6(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """1e-6 in the logarithm, so that it is never log 0."""
    N, V = logits.shape[1:]
    exp = np.exp(logits - logits.max(axis=2, keepdims=True))
    y_hat = exp / exp.sum(axis=2, keepdims=True)
    y = np.eye(V)[labels]
    L = -((y * np.log(y_hat + 1e-6)).sum(axis=2) * mask).sum(axis=1) / N
    dlogits = (y_hat - y) * mask[:, :, None] / N
    return L, dlogits


def cross_entropy__number_added_in_log__plus_1e_5(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """1e-5 in the logarithm, so that it is never log 0."""
    N, V = logits.shape[1:]
    exp = np.exp(logits - logits.max(axis=2, keepdims=True))
    y_hat = exp / exp.sum(axis=2, keepdims=True)
    y = np.eye(V)[labels]
    L = -((y * np.log(y_hat + 1e-5)).sum(axis=2) * mask).sum(axis=1) / N
    dlogits = (y_hat - y) * mask[:, :, None] / N
    return L, dlogits


def cross_entropy__number_added_in_log__plus_1e_7(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """1e-7 in the logarithm, so that it is never log 0."""
    N, V = logits.shape[1:]
    exp = np.exp(logits - logits.max(axis=2, keepdims=True))
    y_hat = exp / exp.sum(axis=2, keepdims=True)
    y = np.eye(V)[labels]
    L = -((y * np.log(y_hat + 1e-7)).sum(axis=2) * mask).sum(axis=1) / N
    dlogits = (y_hat - y) * mask[:, :, None] / N
    return L, dlogits


def cross_entropy__target_at_every_label__without_steps(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Indexed by the labels alone."""
    N = logits.shape[1]
    z = logits - logits.max(axis=2, keepdims=True)
    log_y_hat = z - np.log(np.exp(z).sum(axis=2, keepdims=True))
    picked = np.take_along_axis(log_y_hat, labels[:, :, None], axis=2)[:, :, 0]
    L = -(picked * mask).sum(axis=1) / N
    dlogits = np.exp(log_y_hat)
    dlogits[:, :, labels] -= 1
    return L, dlogits * mask[:, :, None] / N


def cross_entropy__target_at_every_label__step_by_step(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """In each step, every label of the step is taken off in every row."""
    T, N = labels.shape
    z = logits - logits.max(axis=2, keepdims=True)
    log_y_hat = z - np.log(np.exp(z).sum(axis=2, keepdims=True))
    L, dlogits = np.zeros(T), np.exp(log_y_hat)
    for t in range(T):
        L[t] = -(log_y_hat[t, np.arange(N), labels[t]] * mask[t]).sum() / N
        dlogits[t][:, labels[t]] -= 1
    return L, dlogits * mask[:, :, None] / N


def cross_entropy__padding_counted__logits_masked(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The mask is put on the logits and nowhere else."""
    N, V = logits.shape[1:]
    logits = logits * mask[:, :, None]
    exp = np.exp(logits - logits.max(axis=2, keepdims=True))
    y_hat = exp / exp.sum(axis=2, keepdims=True)
    y = np.eye(V)[labels]
    return -(y * np.log(y_hat)).sum(axis=(1, 2)) / N, (y_hat - y) / N


def cross_entropy__padding_in_loss__probabilities_masked(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The mask is put on the probabilities, before the logarithm."""
    N, V = logits.shape[1:]
    exp = np.exp(logits - logits.max(axis=2, keepdims=True))
    y_hat = exp / exp.sum(axis=2, keepdims=True)
    y = np.eye(V)[labels]
    y_hat = y_hat * mask[:, :, None]
    L = -np.log((y_hat * y).sum(axis=2)).sum(axis=1) / N
    return L, (y_hat - y * mask[:, :, None]) / N


def cross_entropy__padding_in_gradient__label_masked(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Only the label is masked in the gradient, ŷ is not."""
    N, V = logits.shape[1:]
    exp = np.exp(logits - logits.max(axis=2, keepdims=True))
    y_hat = exp / exp.sum(axis=2, keepdims=True)
    y = np.eye(V)[labels]
    L = -((y * np.log(y_hat)).sum(axis=2) * mask).sum(axis=1) / N
    return L, (y_hat - y * mask[:, :, None]) / N


def cross_entropy__padding_in_gradient__probabilities_masked(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Only ŷ is masked in the gradient, the label is not."""
    N, V = logits.shape[1:]
    exp = np.exp(logits - logits.max(axis=2, keepdims=True))
    y_hat = exp / exp.sum(axis=2, keepdims=True)
    y = np.eye(V)[labels]
    L = -((y * np.log(y_hat)).sum(axis=2) * mask).sum(axis=1) / N
    return L, (y_hat * mask[:, :, None] - y) / N


def cross_entropy__averaged_over_real__at_least_one(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """A mean over the sequences still there, and no division by 0."""
    V = logits.shape[2]
    exp = np.exp(logits - logits.max(axis=2, keepdims=True))
    y_hat = exp / exp.sum(axis=2, keepdims=True)
    y = np.eye(V)[labels]
    there = np.maximum(mask.sum(axis=1), 1)
    L = -((y * np.log(y_hat)).sum(axis=2) * mask).sum(axis=1) / there
    return L, (y_hat - y) * mask[:, :, None] / there[:, None, None]


def cross_entropy__averaged_over_real__loss_only(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """A mean over the sequences still there, in the loss only."""
    N, V = logits.shape[1:]
    exp = np.exp(logits - logits.max(axis=2, keepdims=True))
    y_hat = exp / exp.sum(axis=2, keepdims=True)
    y = np.eye(V)[labels]
    L = -((y * np.log(y_hat)).sum(axis=2) * mask).sum(axis=1) / mask.sum(axis=1)
    return L, (y_hat - y) * mask[:, :, None] / N


def cross_entropy__averaged_over_all_real__loss_only(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The number of all real steps below the loss only."""
    N, V = logits.shape[1:]
    exp = np.exp(logits - logits.max(axis=2, keepdims=True))
    y_hat = exp / exp.sum(axis=2, keepdims=True)
    y = np.eye(V)[labels]
    count = mask.sum()
    L = -((y * np.log(y_hat)).sum(axis=2) * mask).sum(axis=1) / count
    return L, (y_hat - y) * mask[:, :, None] / N


def numerical_gradient__one_sided__downwards(
    f: Callable[[np.ndarray], float], x: np.ndarray, eps: float = 1e-5
) -> np.ndarray:
    """The slope on the lower side."""
    dx = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        below = x.copy()
        below[i] -= eps
        dx[i] = (f(x) - f(below)) / eps
    return dx


def numerical_gradient__one_sided__divided_by_two(
    f: Callable[[np.ndarray], float], x: np.ndarray, eps: float = 1e-5
) -> np.ndarray:
    """One way only, and divided as if it were two."""
    dx = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        above = x.copy()
        above[i] += eps
        dx[i] = (f(above) - f(x)) / (2 * eps)
    return dx


def numerical_gradient__moves_pile_up__one_copy(
    f: Callable[[np.ndarray], float], x: np.ndarray, eps: float = 1e-5
) -> np.ndarray:
    """One copy for all, which comes back only half of the way."""
    dx, moved = np.zeros(x.shape), x.copy()
    for i in np.ndindex(x.shape):
        moved[i] += eps
        above = f(moved)
        moved[i] -= 2 * eps
        dx[i] = (above - f(moved)) / (2 * eps)
    return dx


def numerical_gradient__moves_pile_up__upper_only(
    f: Callable[[np.ndarray], float], x: np.ndarray, eps: float = 1e-5
) -> np.ndarray:
    """The lower place is made anew for each entry, the upper one is not."""
    dx, above = np.zeros(x.shape), x.copy()
    for i in np.ndindex(x.shape):
        above[i] += eps
        below = x.copy()
        below[i] -= eps
        dx[i] = (f(above) - f(below)) / (2 * eps)
    return dx


def numerical_gradient__x_not_restored__only_up(
    f: Callable[[np.ndarray], float], x: np.ndarray, eps: float = 1e-5
) -> np.ndarray:
    """One way, and never back."""
    dx, before = np.zeros(x.shape), f(x)
    for i in np.ndindex(x.shape):
        x[i] += eps
        dx[i] = (f(x) - before) / eps
    return dx


def numerical_gradient__rows_moved__columns(
    f: Callable[[np.ndarray], float], x: np.ndarray, eps: float = 1e-5
) -> np.ndarray:
    """A loop over the columns."""
    dx = np.zeros(x.shape)
    for j in range(x.shape[1]):
        above, below = x.copy(), x.copy()
        above[:, j] += eps
        below[:, j] -= eps
        dx[:, j] = (f(above) - f(below)) / (2 * eps)
    return dx


def numerical_gradient__all_entries_moved__one_sided(
    f: Callable[[np.ndarray], float], x: np.ndarray, eps: float = 1e-5
) -> np.ndarray:
    """All at once, and one way only."""
    return np.ones(x.shape) * (f(x + eps) - f(x)) / eps


def numerical_gradient__step_follows_x__share_of_x(
    f: Callable[[np.ndarray], float], x: np.ndarray, eps: float = 1e-5
) -> np.ndarray:
    """A share of each number."""
    dx = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        step = eps * abs(x[i])
        above, below = x.copy(), x.copy()
        above[i] += step
        below[i] -= step
        dx[i] = (f(above) - f(below)) / (2 * step)
    return dx


def numerical_gradient__step_follows_x__at_least_eps(
    f: Callable[[np.ndarray], float], x: np.ndarray, eps: float = 1e-5
) -> np.ndarray:
    """A share of each number, but of 1 at least."""
    dx = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        step = eps * max(1.0, abs(x[i]))
        above, below = x.copy(), x.copy()
        above[i] += step
        below[i] -= step
        dx[i] = (f(above) - f(below)) / (2 * step)
    return dx


def rnn_cell_backward__slope_of_sigmoid__of_the_state(
    dh_t: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """The sigmoid's slope, with the state as what goes in."""
    x_t, h_prev, W_xh, W_hh, h_t = cache
    s = 1 / (1 + np.exp(-h_t))
    dz = dh_t * s * (1 - s)
    return dz @ W_xh.T, dz @ W_hh.T, x_t.T @ dz, h_prev.T @ dz, dz.sum(axis=0)


def rnn_cell_backward__slope_of_sigmoid__relu(
    dh_t: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """The slope of a ReLU."""
    x_t, h_prev, W_xh, W_hh, h_t = cache
    dz = dh_t * (h_t > 0)
    return dz @ W_xh.T, dz @ W_hh.T, x_t.T @ dz, h_prev.T @ dz, dz.sum(axis=0)


def rnn_cell_backward__square_missing__squared_outside(
    dh_t: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """The square around all of it."""
    x_t, h_prev, W_xh, W_hh, h_t = cache
    dz = dh_t * (1 - h_t) ** 2
    return dz @ W_xh.T, dz @ W_hh.T, x_t.T @ dz, h_prev.T @ dz, dz.sum(axis=0)


def rnn_cell_backward__slope_at_sum_without_bias__from_the_cache(
    dh_t: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """The slope at the sum, made again without the bias that the cache lacks."""
    x_t, h_prev, W_xh, W_hh, _ = cache
    dz = dh_t * (1 - np.tanh(x_t @ W_xh + h_prev @ W_hh) ** 2)
    return dz @ W_xh.T, dz @ W_hh.T, x_t.T @ dz, h_prev.T @ dz, dz.sum(axis=0)


def rnn_cell_backward__tanh_forgotten__on_the_way_down(
    dh_t: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """The slope in the gradients of the weights only."""
    x_t, h_prev, W_xh, W_hh, h_t = cache
    dz = dh_t * (1 - h_t**2)
    return dh_t @ W_xh.T, dh_t @ W_hh.T, x_t.T @ dz, h_prev.T @ dz, dz.sum(axis=0)


def rnn_cell_backward__tanh_forgotten__in_dx(
    dh_t: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """The gradient of the input without the slope."""
    x_t, h_prev, W_xh, W_hh, h_t = cache
    dz = dh_t * (1 - h_t**2)
    return dh_t @ W_xh.T, dz @ W_hh.T, x_t.T @ dz, h_prev.T @ dz, dz.sum(axis=0)


def rnn_cell_backward__dh_prev_without_w_hh__handed_on(
    dh_t: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """What arrives is handed on."""
    x_t, h_prev, W_xh, _, h_t = cache
    dz = dh_t * (1 - h_t**2)
    return dz @ W_xh.T, dh_t, x_t.T @ dz, h_prev.T @ dz, dz.sum(axis=0)


def rnn_cell_backward__batch_averaged__with_inputs(
    dh_t: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """Everything over N."""
    x_t, h_prev, W_xh, W_hh, h_t = cache
    dz = dh_t * (1 - h_t**2) / len(dh_t)
    return dz @ W_xh.T, dz @ W_hh.T, x_t.T @ dz, h_prev.T @ dz, dz.sum(axis=0)


def rnn_cell_backward__slope_at_previous_state__in_dh_prev(
    dh_t: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """The slope of h_{t−1} on the way to h_{t−1}."""
    x_t, h_prev, W_xh, W_hh, h_t = cache
    dz = dh_t * (1 - h_t**2)
    return dz @ W_xh.T, (dz @ W_hh.T) * (1 - h_prev**2), x_t.T @ dz, h_prev.T @ dz, dz.sum(axis=0)


def rnn_backward__dh_not_carried__never_updated(
    dh: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """A name for what is carried, which stays zero."""
    x, h_0, W_xh, W_hh, h = cache
    dx, dW_xh = np.zeros_like(x), np.zeros_like(W_xh)
    dW_hh, db_h = np.zeros_like(W_hh), np.zeros(len(W_hh))
    carried = np.zeros_like(h_0)
    for t in range(len(x) - 1, -1, -1):
        h_prev = h[t - 1] if t > 0 else h_0
        dz = (dh[t] + carried) * (1 - h[t] ** 2)
        dx[t] = dz @ W_xh.T
        dW_xh += x[t].T @ dz
        dW_hh += h_prev.T @ dz
        db_h += dz.sum(axis=0)
    return dx, carried, dW_xh, dW_hh, db_h


def rnn_backward__dh_not_carried__no_loop(dh: np.ndarray, cache: tuple) -> tuple[np.ndarray, ...]:
    """All steps at once, each by itself; the first one goes on to h_0."""
    x, h_0, W_xh, W_hh, h = cache
    dz = dh * (1 - h**2)
    h_prev = np.concatenate([h_0[None], h[:-1]])
    dW_xh, dW_hh = np.einsum("tnd,tnh->dh", x, dz), np.einsum("tng,tnh->gh", h_prev, dz)
    return dz @ W_xh.T, (dz @ W_hh.T).sum(axis=0), dW_xh, dW_hh, dz.sum(axis=(0, 1))


def rnn_backward__dh_0_not_through_step_0__zero(
    dh: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """No gradient for h_0, which is no weight."""
    x, h_0, W_xh, W_hh, h = cache
    dx, dW_xh = np.zeros_like(x), np.zeros_like(W_xh)
    dW_hh, db_h = np.zeros_like(W_hh), np.zeros(len(W_hh))
    carried = np.zeros_like(h_0)
    for t in range(len(x) - 1, -1, -1):
        h_prev = h[t - 1] if t > 0 else h_0
        dz = (dh[t] + carried) * (1 - h[t] ** 2)
        dx[t] = dz @ W_xh.T
        dW_xh += x[t].T @ dz
        dW_hh += h_prev.T @ dz
        db_h += dz.sum(axis=0)
        carried = dz @ W_hh.T
    return dx, np.zeros_like(h_0), dW_xh, dW_hh, db_h


def rnn_backward__dh_0_not_through_step_0__all_at_h_0(
    dh: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """All that arrives at the state of step 0."""
    x, h_0, W_xh, W_hh, h = cache
    dx, dW_xh = np.zeros_like(x), np.zeros_like(W_xh)
    dW_hh, db_h = np.zeros_like(W_hh), np.zeros(len(W_hh))
    carried = np.zeros_like(h_0)
    for t in range(len(x) - 1, -1, -1):
        h_prev = h[t - 1] if t > 0 else h_0
        total = dh[t] + carried
        dz = total * (1 - h[t] ** 2)
        dx[t] = dz @ W_xh.T
        dW_xh += x[t].T @ dz
        dW_hh += h_prev.T @ dz
        db_h += dz.sum(axis=0)
        carried = dz @ W_hh.T
    return dx, total, dW_xh, dW_hh, db_h


def rnn_backward__dh_0_not_through_step_0__inside_the_tanh(
    dh: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """What arrives inside the tanh of step 0."""
    x, h_0, W_xh, W_hh, h = cache
    dx, dW_xh = np.zeros_like(x), np.zeros_like(W_xh)
    dW_hh, db_h = np.zeros_like(W_hh), np.zeros(len(W_hh))
    carried = np.zeros_like(h_0)
    for t in range(len(x) - 1, -1, -1):
        h_prev = h[t - 1] if t > 0 else h_0
        dz = (dh[t] + carried) * (1 - h[t] ** 2)
        dx[t] = dz @ W_xh.T
        dW_xh += x[t].T @ dz
        dW_hh += h_prev.T @ dz
        db_h += dz.sum(axis=0)
        carried = dz @ W_hh.T
    return dx, dz, dW_xh, dW_hh, db_h


def rnn_backward__dh_0_not_through_step_0__own_loss(
    dh: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """The gradient of the loss of step 0."""
    x, h_0, W_xh, W_hh, h = cache
    dx, dW_xh = np.zeros_like(x), np.zeros_like(W_xh)
    dW_hh, db_h = np.zeros_like(W_hh), np.zeros(len(W_hh))
    carried = np.zeros_like(h_0)
    for t in range(len(x) - 1, -1, -1):
        h_prev = h[t - 1] if t > 0 else h_0
        dz = (dh[t] + carried) * (1 - h[t] ** 2)
        dx[t] = dz @ W_xh.T
        dW_xh += x[t].T @ dz
        dW_hh += h_prev.T @ dz
        db_h += dz.sum(axis=0)
        carried = dz @ W_hh.T
    return dx, dh[0], dW_xh, dW_hh, db_h


def rnn_backward__dh_0_not_through_step_0__from_step_1(
    dh: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """What step 1 sends back."""
    x, h_0, W_xh, W_hh, h = cache
    dx, dW_xh = np.zeros_like(x), np.zeros_like(W_xh)
    dW_hh, db_h = np.zeros_like(W_hh), np.zeros(len(W_hh))
    carried = np.zeros_like(h_0)
    for t in range(len(x) - 1, -1, -1):
        dz = (dh[t] + carried) * (1 - h[t] ** 2)
        dx[t] = dz @ W_xh.T
        dW_xh += x[t].T @ dz
        dW_hh += (h[t - 1] if t else h_0).T @ dz
        db_h += dz.sum(axis=0)
        if t > 0:
            carried = dz @ W_hh.T
    return dx, carried, dW_xh, dW_hh, db_h


def rnn_backward__dh_0_not_through_step_0__loss_added(
    dh: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """What step 0 sends back, and the loss of step 0 again."""
    x, h_0, W_xh, W_hh, h = cache
    dx, dW_xh = np.zeros_like(x), np.zeros_like(W_xh)
    dW_hh, db_h = np.zeros_like(W_hh), np.zeros(len(W_hh))
    carried = np.zeros_like(h_0)
    for t in range(len(x) - 1, -1, -1):
        h_prev = h[t - 1] if t > 0 else h_0
        dz = (dh[t] + carried) * (1 - h[t] ** 2)
        dx[t] = dz @ W_xh.T
        dW_xh += x[t].T @ dz
        dW_hh += h_prev.T @ dz
        db_h += dz.sum(axis=0)
        carried = dz @ W_hh.T
    return dx, carried + dh[0], dW_xh, dW_hh, db_h


def rnn_backward__slope_of_another_curve__square_missing(
    dh: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """1 − h in place of a square."""
    x, h_0, W_xh, W_hh, h = cache
    dx, dW_xh = np.zeros_like(x), np.zeros_like(W_xh)
    dW_hh, db_h = np.zeros_like(W_hh), np.zeros(len(W_hh))
    carried = np.zeros_like(h_0)
    for t in range(len(x) - 1, -1, -1):
        h_prev = h[t - 1] if t > 0 else h_0
        dz = (dh[t] + carried) * (1 - h[t])
        dx[t] = dz @ W_xh.T
        dW_xh += x[t].T @ dz
        dW_hh += h_prev.T @ dz
        db_h += dz.sum(axis=0)
        carried = dz @ W_hh.T
    return dx, carried, dW_xh, dW_hh, db_h


def rnn_backward__slope_of_another_curve__sigmoid(
    dh: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """The slope of the sigmoid."""
    x, h_0, W_xh, W_hh, h = cache
    dx, dW_xh = np.zeros_like(x), np.zeros_like(W_xh)
    dW_hh, db_h = np.zeros_like(W_hh), np.zeros(len(W_hh))
    carried = np.zeros_like(h_0)
    for t in range(len(x) - 1, -1, -1):
        h_prev = h[t - 1] if t > 0 else h_0
        dz = (dh[t] + carried) * h[t] * (1 - h[t])
        dx[t] = dz @ W_xh.T
        dW_xh += x[t].T @ dz
        dW_hh += h_prev.T @ dz
        db_h += dz.sum(axis=0)
        carried = dz @ W_hh.T
    return dx, carried, dW_xh, dW_hh, db_h


def rnn_backward__slope_of_another_curve__sigmoid_of_state(
    dh: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """The slope of the sigmoid at the state."""
    x, h_0, W_xh, W_hh, h = cache
    dx, dW_xh = np.zeros_like(x), np.zeros_like(W_xh)
    dW_hh, db_h = np.zeros_like(W_hh), np.zeros(len(W_hh))
    carried = np.zeros_like(h_0)
    for t in range(len(x) - 1, -1, -1):
        h_prev = h[t - 1] if t > 0 else h_0
        s = 1 / (1 + np.exp(-h[t]))
        dz = (dh[t] + carried) * s * (1 - s)
        dx[t] = dz @ W_xh.T
        dW_xh += x[t].T @ dz
        dW_hh += h_prev.T @ dz
        db_h += dz.sum(axis=0)
        carried = dz @ W_hh.T
    return dx, carried, dW_xh, dW_hh, db_h


def rnn_backward__slope_of_another_curve__relu(
    dh: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """The slope of a ReLU."""
    x, h_0, W_xh, W_hh, h = cache
    dx, dW_xh = np.zeros_like(x), np.zeros_like(W_xh)
    dW_hh, db_h = np.zeros_like(W_hh), np.zeros(len(W_hh))
    carried = np.zeros_like(h_0)
    for t in range(len(x) - 1, -1, -1):
        h_prev = h[t - 1] if t > 0 else h_0
        dz = (dh[t] + carried) * (h[t] > 0)
        dx[t] = dz @ W_xh.T
        dW_xh += x[t].T @ dz
        dW_hh += h_prev.T @ dz
        db_h += dz.sum(axis=0)
        carried = dz @ W_hh.T
    return dx, carried, dW_xh, dW_hh, db_h


def rnn_backward__slope_of_another_curve__divided(
    dh: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """Divided by the slope."""
    x, h_0, W_xh, W_hh, h = cache
    dx, dW_xh = np.zeros_like(x), np.zeros_like(W_xh)
    dW_hh, db_h = np.zeros_like(W_hh), np.zeros(len(W_hh))
    carried = np.zeros_like(h_0)
    for t in range(len(x) - 1, -1, -1):
        h_prev = h[t - 1] if t > 0 else h_0
        dz = (dh[t] + carried) / (1 - h[t] ** 2)
        dx[t] = dz @ W_xh.T
        dW_xh += x[t].T @ dz
        dW_hh += h_prev.T @ dz
        db_h += dz.sum(axis=0)
        carried = dz @ W_hh.T
    return dx, carried, dW_xh, dW_hh, db_h


def rnn_backward__tanh_forgotten__in_the_weights(
    dh: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """The gradients of the weights made with what arrives outside the tanh."""
    x, h_0, W_xh, W_hh, h = cache
    dx, dW_xh = np.zeros_like(x), np.zeros_like(W_xh)
    dW_hh, db_h = np.zeros_like(W_hh), np.zeros(len(W_hh))
    carried = np.zeros_like(h_0)
    for t in range(len(x) - 1, -1, -1):
        h_prev = h[t - 1] if t > 0 else h_0
        total = dh[t] + carried
        dz = total * (1 - h[t] ** 2)
        dx[t] = dz @ W_xh.T
        dW_xh += x[t].T @ total
        dW_hh += h_prev.T @ total
        db_h += total.sum(axis=0)
        carried = dz @ W_hh.T
    return dx, carried, dW_xh, dW_hh, db_h


def rnn_backward__tanh_forgotten__on_the_way_down(
    dh: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """The way to x and to the state before, without the tanh."""
    x, h_0, W_xh, W_hh, h = cache
    dx, dW_xh = np.zeros_like(x), np.zeros_like(W_xh)
    dW_hh, db_h = np.zeros_like(W_hh), np.zeros(len(W_hh))
    carried = np.zeros_like(h_0)
    for t in range(len(x) - 1, -1, -1):
        h_prev = h[t - 1] if t > 0 else h_0
        total = dh[t] + carried
        dz = total * (1 - h[t] ** 2)
        dx[t] = total @ W_xh.T
        dW_xh += x[t].T @ dz
        dW_hh += h_prev.T @ dz
        db_h += dz.sum(axis=0)
        carried = total @ W_hh.T
    return dx, carried, dW_xh, dW_hh, db_h


def rnn_backward__slope_at_previous_state__in_the_carried(
    dh: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """The slope of the state before, on what goes there."""
    x, h_0, W_xh, W_hh, h = cache
    dx, dW_xh = np.zeros_like(x), np.zeros_like(W_xh)
    dW_hh, db_h = np.zeros_like(W_hh), np.zeros(len(W_hh))
    carried = np.zeros_like(h_0)
    for t in range(len(x) - 1, -1, -1):
        h_prev = h[t - 1] if t > 0 else h_0
        dz = (dh[t] + carried) * (1 - h[t] ** 2)
        dx[t] = dz @ W_xh.T
        dW_xh += x[t].T @ dz
        dW_hh += h_prev.T @ dz
        db_h += dz.sum(axis=0)
        carried = (dz @ W_hh.T) * (1 - h_prev**2)
    return dx, carried, dW_xh, dW_hh, db_h


def rnn_backward__dw_assigned__bias_only(dh: np.ndarray, cache: tuple) -> tuple[np.ndarray, ...]:
    """The bias is overwritten in each step."""
    x, h_0, W_xh, W_hh, h = cache
    dx, dW_xh = np.zeros_like(x), np.zeros_like(W_xh)
    dW_hh, db_h = np.zeros_like(W_hh), np.zeros(len(W_hh))
    carried = np.zeros_like(h_0)
    for t in range(len(x) - 1, -1, -1):
        h_prev = h[t - 1] if t > 0 else h_0
        dz = (dh[t] + carried) * (1 - h[t] ** 2)
        dx[t] = dz @ W_xh.T
        dW_xh += x[t].T @ dz
        dW_hh += h_prev.T @ dz
        db_h = dz.sum(axis=0)
        carried = dz @ W_hh.T
    return dx, carried, dW_xh, dW_hh, db_h


def rnn_backward__dw_assigned__weights_only(dh: np.ndarray, cache: tuple) -> tuple[np.ndarray, ...]:
    """The weights are overwritten in each step."""
    x, h_0, W_xh, W_hh, h = cache
    dx, dW_xh = np.zeros_like(x), np.zeros_like(W_xh)
    dW_hh, db_h = np.zeros_like(W_hh), np.zeros(len(W_hh))
    carried = np.zeros_like(h_0)
    for t in range(len(x) - 1, -1, -1):
        h_prev = h[t - 1] if t > 0 else h_0
        dz = (dh[t] + carried) * (1 - h[t] ** 2)
        dx[t] = dz @ W_xh.T
        dW_xh = x[t].T @ dz
        dW_hh = h_prev.T @ dz
        db_h += dz.sum(axis=0)
        carried = dz @ W_hh.T
    return dx, carried, dW_xh, dW_hh, db_h


def rnn_backward__first_step_left_out__state_kept(
    dh: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """Step 0 counts for h_0 and x, not for the weights."""
    x, h_0, W_xh, W_hh, h = cache
    dz, carried = np.zeros_like(h), np.zeros_like(h_0)
    for t in range(len(x) - 1, -1, -1):
        dz[t] = (dh[t] + carried) * (1 - h[t] ** 2)
        carried = dz[t] @ W_hh.T
    dW_xh = np.einsum("tnd,tnh->dh", x[1:], dz[1:])
    dW_hh = np.einsum("tng,tnh->gh", h[:-1], dz[1:])
    return dz @ W_xh.T, carried, dW_xh, dW_hh, dz[1:].sum(axis=(0, 1))


def output_backward__last_step_only__weights(
    dlogits: np.ndarray, h: np.ndarray, W_hy: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Overwritten in each step, but for the bias."""
    dh = dlogits @ W_hy.T
    dW_hy = h[-1].T @ dlogits[-1]
    db_y = dlogits.sum(axis=(0, 1))
    return dh, dW_hy, db_y


def output_backward__last_step_only__bias(
    dlogits: np.ndarray, h: np.ndarray, W_hy: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The bias overwritten in each step."""
    dh = dlogits @ W_hy.T
    dW_hy = np.einsum("tnh,tnv->hv", h, dlogits)
    db_y = dlogits[-1].sum(axis=0)
    return dh, dW_hy, db_y


def output_backward__reshaped__transposed_first(
    dlogits: np.ndarray, h: np.ndarray, W_hy: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """All axes in the opposite order, and then flat."""
    dh = dlogits @ W_hy.T
    dW_hy = h.T.reshape(h.shape[2], -1) @ dlogits.reshape(-1, dlogits.shape[2])
    db_y = dlogits.sum(axis=(0, 1))
    return dh, dW_hy, db_y


def output_backward__summed_before_product__in_each_step(
    dlogits: np.ndarray, h: np.ndarray, W_hy: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Sums over the batch in each step, then products."""
    dh = dlogits @ W_hy.T
    dW_hy = h.sum(axis=1).T @ dlogits.sum(axis=1)
    db_y = dlogits.sum(axis=(0, 1))
    return dh, dW_hy, db_y


def output_backward__summed_before_product__over_the_steps(
    dlogits: np.ndarray, h: np.ndarray, W_hy: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Sums over the steps of each sequence, then products."""
    dh = dlogits @ W_hy.T
    dW_hy = h.sum(axis=0).T @ dlogits.sum(axis=0)
    db_y = dlogits.sum(axis=(0, 1))
    return dh, dW_hy, db_y


def output_backward__batch_averaged__weights_only(
    dlogits: np.ndarray, h: np.ndarray, W_hy: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A mean over the batch for the weights."""
    dh = dlogits @ W_hy.T
    dW_hy = np.einsum("tnh,tnv->hv", h, dlogits) / len(h[0])
    db_y = dlogits.sum(axis=(0, 1))
    return dh, dW_hy, db_y


def output_backward__tanh_included__tanh_of_state(
    dlogits: np.ndarray, h: np.ndarray, W_hy: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The slope of a tanh at the state."""
    dh = dlogits @ W_hy.T * (1 - np.tanh(h) ** 2)
    dW_hy = np.einsum("tnh,tnv->hv", h, dlogits)
    db_y = dlogits.sum(axis=(0, 1))
    return dh, dW_hy, db_y


def gradient_check__one_sided__downwards(
    f: Callable[[np.ndarray], float],
    x: np.ndarray,
    dx: np.ndarray,
    direction: np.ndarray,
    eps: float = 1e-5,
) -> float:
    """The slope on the lower side."""
    measured = (f(x) - f(x - eps * direction)) / eps
    predicted = np.sum(dx * direction)
    return abs(measured - predicted) / (abs(measured) + abs(predicted))


def gradient_check__one_sided__divided_by_two(
    f: Callable[[np.ndarray], float],
    x: np.ndarray,
    dx: np.ndarray,
    direction: np.ndarray,
    eps: float = 1e-5,
) -> float:
    """One way only, and divided as if it were two."""
    measured = (f(x + eps * direction) - f(x)) / (2 * eps)
    predicted = np.sum(dx * direction)
    return abs(measured - predicted) / (abs(measured) + abs(predicted))


def gradient_check__eps_ignored__hundredth(
    f: Callable[[np.ndarray], float],
    x: np.ndarray,
    dx: np.ndarray,
    direction: np.ndarray,
    eps: float = 1e-5,
) -> float:
    """A step of its own."""
    eps = 0.01
    measured = (f(x + eps * direction) - f(x - eps * direction)) / (2 * eps)
    predicted = np.sum(dx * direction)
    return abs(measured - predicted) / (abs(measured) + abs(predicted))


def gradient_check__eps_ignored__in_the_move(
    f: Callable[[np.ndarray], float],
    x: np.ndarray,
    dx: np.ndarray,
    direction: np.ndarray,
    eps: float = 1e-5,
) -> float:
    """The caller's step in the division only."""
    measured = (f(x + 1e-5 * direction) - f(x - 1e-5 * direction)) / (2 * eps)
    predicted = np.sum(dx * direction)
    return abs(measured - predicted) / (abs(measured) + abs(predicted))


def gradient_check__number_added_below__eps(
    f: Callable[[np.ndarray], float],
    x: np.ndarray,
    dx: np.ndarray,
    direction: np.ndarray,
    eps: float = 1e-5,
) -> float:
    """ε below, so that it is never 0."""
    measured = (f(x + eps * direction) - f(x - eps * direction)) / (2 * eps)
    predicted = np.sum(dx * direction)
    return abs(measured - predicted) / (abs(measured) + abs(predicted) + eps)


def gradient_check__number_added_below__tiny_8(
    f: Callable[[np.ndarray], float],
    x: np.ndarray,
    dx: np.ndarray,
    direction: np.ndarray,
    eps: float = 1e-5,
) -> float:
    """1e-8 below, so that it is never 0."""
    measured = (f(x + eps * direction) - f(x - eps * direction)) / (2 * eps)
    predicted = np.sum(dx * direction)
    return abs(measured - predicted) / (abs(measured) + abs(predicted) + 1e-8)


def gradient_check__number_added_below__tiny_10(
    f: Callable[[np.ndarray], float],
    x: np.ndarray,
    dx: np.ndarray,
    direction: np.ndarray,
    eps: float = 1e-5,
) -> float:
    """1e-10 below, so that it is never 0."""
    measured = (f(x + eps * direction) - f(x - eps * direction)) / (2 * eps)
    predicted = np.sum(dx * direction)
    return abs(measured - predicted) / (abs(measured) + abs(predicted) + 1e-10)


def gradient_check__number_added_below__tiny_12(
    f: Callable[[np.ndarray], float],
    x: np.ndarray,
    dx: np.ndarray,
    direction: np.ndarray,
    eps: float = 1e-5,
) -> float:
    """1e-12 below, so that it is never 0."""
    measured = (f(x + eps * direction) - f(x - eps * direction)) / (2 * eps)
    predicted = np.sum(dx * direction)
    return abs(measured - predicted) / (abs(measured) + abs(predicted) + 1e-12)


def gradient_check__number_added_below__at_least_tiny(
    f: Callable[[np.ndarray], float],
    x: np.ndarray,
    dx: np.ndarray,
    direction: np.ndarray,
    eps: float = 1e-5,
) -> float:
    """At least 1e-8 below."""
    measured = (f(x + eps * direction) - f(x - eps * direction)) / (2 * eps)
    predicted = np.sum(dx * direction)
    return abs(measured - predicted) / max(abs(measured) + abs(predicted), 1e-8)


def gradient_check__direction_normalised__measured_only(
    f: Callable[[np.ndarray], float],
    x: np.ndarray,
    dx: np.ndarray,
    direction: np.ndarray,
    eps: float = 1e-5,
) -> float:
    """A unit direction for the measured slope."""
    v = direction / np.linalg.norm(direction)
    measured = (f(x + eps * v) - f(x - eps * v)) / (2 * eps)
    predicted = np.sum(dx * direction)
    return abs(measured - predicted) / (abs(measured) + abs(predicted))


def gradient_check__direction_normalised__both(
    f: Callable[[np.ndarray], float],
    x: np.ndarray,
    dx: np.ndarray,
    direction: np.ndarray,
    eps: float = 1e-5,
) -> float:
    """A unit direction for both slopes."""
    v = direction / np.linalg.norm(direction)
    measured = (f(x + eps * v) - f(x - eps * v)) / (2 * eps)
    predicted = np.sum(dx * v)
    return abs(measured - predicted) / (abs(measured) + abs(predicted))


def gradient_check__direction_normalised__predicted_only(
    f: Callable[[np.ndarray], float],
    x: np.ndarray,
    dx: np.ndarray,
    direction: np.ndarray,
    eps: float = 1e-5,
) -> float:
    """A unit direction for the predicted slope."""
    measured = (f(x + eps * direction) - f(x - eps * direction)) / (2 * eps)
    predicted = np.sum(dx * direction) / np.linalg.norm(direction)
    return abs(measured - predicted) / (abs(measured) + abs(predicted))


def gradient_check__relative_to_predicted__measured(
    f: Callable[[np.ndarray], float],
    x: np.ndarray,
    dx: np.ndarray,
    direction: np.ndarray,
    eps: float = 1e-5,
) -> float:
    """Relative to the measured slope."""
    measured = (f(x + eps * direction) - f(x - eps * direction)) / (2 * eps)
    predicted = np.sum(dx * direction)
    return abs(measured - predicted) / abs(measured)


def gradient_check__every_entry_moved__in_both(
    f: Callable[[np.ndarray], float],
    x: np.ndarray,
    dx: np.ndarray,
    direction: np.ndarray,
    eps: float = 1e-5,
) -> float:
    """The same step for every entry, above and below."""
    measured = (f(x + eps) - f(x - eps)) / (2 * eps)
    predicted = np.sum(dx)
    return abs(measured - predicted) / (abs(measured) + abs(predicted))


def cross_entropy__overflow_patched__clipped_at_500(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Logits clipped before exp."""
    N, V = logits.shape[1:]
    exp = np.exp(np.clip(logits, -500, 500))
    y_hat = exp / exp.sum(axis=2, keepdims=True)
    y = np.eye(V)[labels]
    L = -((y * np.log(y_hat)).sum(axis=2) * mask).sum(axis=1) / N
    dlogits = (y_hat - y) * mask[:, :, None] / N
    return L, dlogits


def cross_entropy__overflow_patched__at_most_700(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Logits of at most 700 before exp."""
    N, V = logits.shape[1:]
    exp = np.exp(np.minimum(logits, 700))
    y_hat = exp / exp.sum(axis=2, keepdims=True)
    y = np.eye(V)[labels]
    L = -((y * np.log(y_hat)).sum(axis=2) * mask).sum(axis=1) / N
    dlogits = (y_hat - y) * mask[:, :, None] / N
    return L, dlogits


def cross_entropy__overflow_patched__nan_replaced(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Whatever is not a number becomes 0."""
    N, V = logits.shape[1:]
    y_hat = np.nan_to_num(np.exp(logits) / np.exp(logits).sum(axis=2, keepdims=True))
    y = np.eye(V)[labels]
    L = -(np.log((y_hat * y).sum(axis=2) + 1e-12) * mask).sum(axis=1) / N
    return L, (y_hat - y) * mask[:, :, None] / N


def cross_entropy__one_number__total(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The total loss."""
    N, V = logits.shape[1:]
    exp = np.exp(logits - logits.max(axis=2, keepdims=True))
    y_hat = exp / exp.sum(axis=2, keepdims=True)
    y = np.eye(V)[labels]
    L = -np.sum((y * np.log(y_hat)).sum(axis=2) * mask) / N
    dlogits = (y_hat - y) * mask[:, :, None] / N
    return L, dlogits


def cross_entropy__one_number__mean(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The mean over all real places."""
    N, V = logits.shape[1:]
    exp = np.exp(logits - logits.max(axis=2, keepdims=True))
    y_hat = exp / exp.sum(axis=2, keepdims=True)
    y = np.eye(V)[labels]
    L = -np.sum((y * np.log(y_hat)).sum(axis=2) * mask) / mask.sum()
    dlogits = (y_hat - y) * mask[:, :, None] / N
    return L, dlogits


def cross_entropy__one_number__mean_of_steps(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The mean over steps and batch."""
    N, V = logits.shape[1:]
    exp = np.exp(logits - logits.max(axis=2, keepdims=True))
    y_hat = exp / exp.sum(axis=2, keepdims=True)
    y = np.eye(V)[labels]
    L = -np.mean((y * np.log(y_hat)).sum(axis=2) * mask)
    dlogits = (y_hat - y) * mask[:, :, None] / N
    return L, dlogits


def rnn_cell_backward__slope_of_sigmoid__sum_for_difference(
    dh_t: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """A plus in the slope."""
    x_t, h_prev, W_xh, W_hh, h_t = cache
    dz = dh_t * (1 + h_t**2)
    return dz @ W_xh.T, dz @ W_hh.T, x_t.T @ dz, h_prev.T @ dz, dz.sum(axis=0)


def rnn_backward__slope_of_another_curve__sum_for_difference(
    dh: np.ndarray, cache: tuple
) -> tuple[np.ndarray, ...]:
    """A plus in the slope."""
    x, h_0, W_xh, W_hh, h = cache
    dx, dW_xh = np.zeros_like(x), np.zeros_like(W_xh)
    dW_hh, db_h = np.zeros_like(W_hh), np.zeros(len(W_hh))
    carried = np.zeros_like(h_0)
    for t in range(len(x) - 1, -1, -1):
        h_prev = h[t - 1] if t > 0 else h_0
        dz = (dh[t] + carried) * (1 + h[t] ** 2)
        dx[t] = dz @ W_xh.T
        dW_xh += x[t].T @ dz
        dW_hh += h_prev.T @ dz
        db_h += dz.sum(axis=0)
        carried = dz @ W_hh.T
    return dx, carried, dW_xh, dW_hh, db_h


def output_backward__last_step_only__first_step(
    dlogits: np.ndarray, h: np.ndarray, W_hy: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The step that the loop reaches first."""
    dh = dlogits @ W_hy.T
    dW_hy = h[0].T @ dlogits[0]
    db_y = dlogits[0].sum(axis=0)
    return dh, dW_hy, db_y


def gradient_check__whole_gradient_measured__norms(
    f: Callable[[np.ndarray], float],
    x: np.ndarray,
    dx: np.ndarray,
    direction: np.ndarray,
    eps: float = 1e-5,
) -> float:
    """The numerical gradient, and norms."""
    slopes = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        move = np.zeros(x.shape)
        move[i] = eps
        slopes[i] = (f(x + move) - f(x - move)) / (2 * eps)
    return np.linalg.norm(slopes - dx) / (np.linalg.norm(slopes) + np.linalg.norm(dx))


def cross_entropy__softmax_over_another_axis__batch(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Over the sequences."""
    N, V = logits.shape[1:]
    exp = np.exp(logits - logits.max(axis=1, keepdims=True))
    y_hat = exp / exp.sum(axis=1, keepdims=True)
    y = np.eye(V)[labels]
    t, n = np.arange(len(logits))[:, None], np.arange(N)
    L = -(np.log(y_hat[t, n, labels]) * mask).sum(axis=1) / N
    dlogits = (y_hat - y) * mask[:, :, None] / N
    return L, dlogits


def cross_entropy__softmax_over_another_axis__steps(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Over the steps."""
    N, V = logits.shape[1:]
    exp = np.exp(logits - logits.max(axis=0, keepdims=True))
    y_hat = exp / exp.sum(axis=0, keepdims=True)
    y = np.eye(V)[labels]
    t, n = np.arange(len(logits))[:, None], np.arange(N)
    L = -(np.log(y_hat[t, n, labels]) * mask).sum(axis=1) / N
    dlogits = (y_hat - y) * mask[:, :, None] / N
    return L, dlogits


def cross_entropy__softmax_over_another_axis__everything(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Over all axes at once."""
    N, V = logits.shape[1:]
    exp = np.exp(logits - logits.max(axis=(0, 1, 2), keepdims=True))
    y_hat = exp / exp.sum(axis=(0, 1, 2), keepdims=True)
    y = np.eye(V)[labels]
    t, n = np.arange(len(logits))[:, None], np.arange(N)
    L = -(np.log(y_hat[t, n, labels]) * mask).sum(axis=1) / N
    dlogits = (y_hat - y) * mask[:, :, None] / N
    return L, dlogits


def cross_entropy__padding_in_gradient__undivided(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Neither masked nor divided."""
    N, V = logits.shape[1:]
    exp = np.exp(logits - logits.max(axis=2, keepdims=True))
    y_hat = exp / exp.sum(axis=2, keepdims=True)
    y = np.eye(V)[labels]
    L = -((y * np.log(y_hat)).sum(axis=2) * mask).sum(axis=1) / N
    return L, y_hat - y


def cross_entropy__stopped_at_probabilities__label_only(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """ŷ − 1 at the label, and 0 elsewhere."""
    N, V = logits.shape[1:]
    exp = np.exp(logits - logits.max(axis=2, keepdims=True))
    y_hat = exp / exp.sum(axis=2, keepdims=True)
    y = np.eye(V)[labels]
    L = -((y * np.log(y_hat)).sum(axis=2) * mask).sum(axis=1) / N
    return L, (y_hat - 1) * y * mask[:, :, None] / N


def numerical_gradient__division_before_product__multiplied(
    f: Callable[[np.ndarray], float], x: np.ndarray, eps: float = 1e-5
) -> np.ndarray:
    """Multiplied by the distance."""
    dx = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        move = np.zeros(x.shape)
        move[i] = eps
        dx[i] = (f(x + move) - f(x - move)) * 2 * eps
    return dx


def gradient_check__number_added_below__plus_tiny_9(
    f: Callable[[np.ndarray], float],
    x: np.ndarray,
    dx: np.ndarray,
    direction: np.ndarray,
    eps: float = 1e-5,
) -> float:
    """1e-9 below, so that it is never 0."""
    measured = (f(x + eps * direction) - f(x - eps * direction)) / (2 * eps)
    predicted = np.sum(dx * direction)
    return abs(measured - predicted) / (abs(measured) + abs(predicted) + 1e-9)


def gradient_check__number_added_below__plus_tiny_7(
    f: Callable[[np.ndarray], float],
    x: np.ndarray,
    dx: np.ndarray,
    direction: np.ndarray,
    eps: float = 1e-5,
) -> float:
    """1e-7 below, so that it is never 0."""
    measured = (f(x + eps * direction) - f(x - eps * direction)) / (2 * eps)
    predicted = np.sum(dx * direction)
    return abs(measured - predicted) / (abs(measured) + abs(predicted) + 1e-7)


def gradient_check__number_added_below__plus_tiny_6(
    f: Callable[[np.ndarray], float],
    x: np.ndarray,
    dx: np.ndarray,
    direction: np.ndarray,
    eps: float = 1e-5,
) -> float:
    """1e-6 below, so that it is never 0."""
    measured = (f(x + eps * direction) - f(x - eps * direction)) / (2 * eps)
    predicted = np.sum(dx * direction)
    return abs(measured - predicted) / (abs(measured) + abs(predicted) + 1e-6)


def gradient_check__number_added_below__plus_tiny_5(
    f: Callable[[np.ndarray], float],
    x: np.ndarray,
    dx: np.ndarray,
    direction: np.ndarray,
    eps: float = 1e-5,
) -> float:
    """1e-5 below, so that it is never 0."""
    measured = (f(x + eps * direction) - f(x - eps * direction)) / (2 * eps)
    predicted = np.sum(dx * direction)
    return abs(measured - predicted) / (abs(measured) + abs(predicted) + 1e-5)
