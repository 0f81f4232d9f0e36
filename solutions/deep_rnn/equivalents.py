"""Right answers of chapter 10 in other words."""

import numpy as np


def stacked_forward__step_by_step(
    x: np.ndarray, h_0: np.ndarray, layers: list[tuple]
) -> tuple[np.ndarray, list[tuple]]:
    """Time outside, layers inside: every layer takes step t before any takes t + 1."""
    T, N, _ = x.shape
    L, H = len(layers), h_0.shape[-1]
    h = np.zeros((L, T, N, H))
    for t in range(T):
        read = x[t]
        for k, (W_xh, W_hh, b_h) in enumerate(layers):
            before = h_0[k] if t == 0 else h[k, t - 1]
            read = h[k, t] = np.tanh(read @ W_xh + before @ W_hh + b_h)
    caches = []
    for k, (W_xh, W_hh, _) in enumerate(layers):
        caches.append((h[k - 1] if k else x, h_0[k], W_xh, W_hh, h[k]))
    return h, caches


def stacked_forward__lists_and_one_matrix(
    x: np.ndarray, h_0: np.ndarray, layers: list[tuple]
) -> tuple[list, tuple]:
    """A layer at a time with W_xh on top of W_hh; lists for arrays, a tuple for the list."""
    h, caches = [], ()
    for k, (W_xh, W_hh, b_h) in enumerate(layers):
        read, W = (h[-1] if h else x), np.vstack([W_xh, W_hh])
        states, h_t = [], h_0[k]
        for x_t in read:
            h_t = np.tanh(np.hstack([x_t, h_t]) @ W + b_h)
            states.append(h_t)
        h.append(states)
        caches += ((np.array(read), h_0[k], W_xh, W_hh, np.array(states)),)
    return h, caches


def stacked_forward__recursive(
    x: np.ndarray, h_0: np.ndarray, layers: list[tuple]
) -> tuple[np.ndarray, list[tuple]]:
    """The lowest layer, and then a stack that is one layer lower."""

    def upwards(read: np.ndarray, k: int) -> list[tuple]:
        if k == len(layers):
            return []
        W_xh, W_hh, b_h = layers[k]
        h = np.einsum("tnd,dh->tnh", read, W_xh) + b_h
        for t in range(len(h)):
            h[t] = np.tanh(h[t] + (h[t - 1] if t else h_0[k]) @ W_hh)
        return [(read, h_0[k], W_xh, W_hh, h), *upwards(h, k + 1)]

    caches = upwards(x, 0)
    return np.array([cache[-1] for cache in caches]), caches


def parameter_counts__arrays_made(D: int, H: int, L: int, directions: int) -> list[int]:
    """Makes every array and asks for its size."""
    counts = []
    for k in range(L):
        width = D if k == 0 else H * directions
        arrays = [np.empty((width, H)), np.empty((H, H)), np.empty(H)] * directions
        counts.append(sum(array.size for array in arrays))
    return counts


def parameter_counts__one_matrix(D: int, H: int, L: int, directions: int) -> np.ndarray:
    """One matrix for input, state and the constant 1; an array for the list."""
    rows = np.full(L, directions * H) + H + 1
    rows[0] = D + H + 1
    return directions * H * rows


def parameter_counts__unit_by_unit(D: int, H: int, L: int, directions: int) -> tuple[int, ...]:
    """The numbers that end at one unit, times the units; a tuple for the list."""
    first = (D + H + 1) * H * directions
    other = (H * directions + H + 1) * H * directions
    return (first, *[other for _ in range(1, L)])


def stacked_backward__by_index(
    dh: np.ndarray, caches: list[tuple]
) -> tuple[np.ndarray, np.ndarray, list[tuple]]:
    """Layers counted down, a copy of dh that collects, and BPTT written out."""
    collected, L = dh.copy(), len(caches)
    dh_0, dlayers = np.zeros((L, *dh.shape[2:])), [()] * L
    for k in range(L - 1, -1, -1):
        x, h_before, W_xh, W_hh, h = caches[k]
        dz = np.zeros(h.shape)
        carried = np.zeros(h_before.shape)
        for t in range(len(h) - 1, -1, -1):
            dz[t] = (collected[k, t] + carried) * (1 - h[t] ** 2)
            carried = dz[t] @ W_hh.T
        dh_0[k] = carried
        dx = dz @ W_xh.T
        if k > 0:
            collected[k - 1] += dx
        before = np.concatenate([h_before[None], h[:-1]])
        dW_xh = np.einsum("tnd,tnh->dh", x, dz)
        dW_hh = np.einsum("tng,tnh->gh", before, dz)
        dlayers[k] = (dW_xh, dW_hh, dz.sum(axis=(0, 1)))
    return dx, dh_0, dlayers


def stacked_backward__time_outside(dh: np.ndarray, caches: list[tuple]) -> tuple[list, list, tuple]:
    """From the last step to the first, and in each step from the top layer to the lowest."""
    L, T = dh.shape[:2]
    dx, carried = [None] * T, [0.0] * L
    dlayers = [[np.zeros(W.shape) for W in (*cache[2:4], cache[3][0])] for cache in caches]
    for t in reversed(range(T)):
        down = 0.0
        for k in reversed(range(L)):
            x, h_before, W_xh, W_hh, h = caches[k]
            dz = (dh[k, t] + carried[k] + down) * (1 - h[t]) * (1 + h[t])
            entered = h[t - 1] if t > 0 else h_before
            parts = (x[t].T @ dz, entered.T @ dz, dz.sum(0))
            for total, part in zip(dlayers[k], parts, strict=True):
                total += part
            down, carried[k] = dz @ W_xh.T, dz @ W_hh.T
        dx[t] = down
    return dx, carried, tuple(dlayers)


def dropout_forward__where(
    x: np.ndarray, h_0: np.ndarray, weights: tuple, u: np.ndarray, rate: float, training: bool
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """np.where, the scale first, and a loop over the steps."""
    W_xh, W_hh, b_h = weights
    states = [h_0]
    for x_t in x:
        states.append(np.tanh(x_t @ W_xh + states[-1] @ W_hh + b_h))
    h = np.array(states[1:])
    keep = 1.0 - rate
    mask = np.where(u < rate, 0.0, 1 / keep) if training else np.ones(u.shape)
    return h, mask * h, mask


def dropout_forward__lists(
    x: np.ndarray, h_0: np.ndarray, weights: tuple, u: np.ndarray, rate: float, training: bool
) -> list:
    """At test time a rate of 0, lists, and a copy in which numbers are put to zero."""
    W_xh, W_hh, b_h = weights
    rate = rate if training else 0.0
    h, up, masks, h_t = [], [], [], h_0
    for x_t, u_t in zip(x, u, strict=True):
        h_t = np.tanh(b_h + h_t.dot(W_hh) + x_t.dot(W_xh))
        thinned = h_t / (1 - rate)
        thinned[u_t < rate] = 0
        h.append(h_t)
        up.append(thinned)
        masks.append((1 - (u_t < rate)) / (1 - rate))
    return [h, up, masks]


def dropout_forward__two_returns(
    x: np.ndarray, h_0: np.ndarray, weights: tuple, u: np.ndarray, rate: float, training: bool
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The test time leaves early; the product with W_xh for all steps at once."""
    W_xh, W_hh, b_h = weights
    h = x @ W_xh
    before = h_0
    for t in range(len(h)):
        before = h[t] = np.tanh(h[t] + before @ W_hh + b_h)
    if not training:
        return h, h.copy(), np.ones(h.shape)
    mask = np.greater_equal(u, rate).astype(float)
    mask /= 1 - rate
    return h, np.multiply(h, mask), mask


def dropout_backward__in_place_on_a_copy(
    dup: np.ndarray, dh: np.ndarray, mask: np.ndarray
) -> np.ndarray:
    """A copy that is masked and added to."""
    total = dup.copy()
    total *= mask
    total += dh
    return total


def dropout_backward__number_by_number(dup: np.ndarray, dh: np.ndarray, mask: np.ndarray) -> list:
    """What was kept, place by place, and a nested list."""
    total = dh.tolist()
    for t, n, i in np.argwhere(mask > 0):
        total[t][n][i] += float(dup[t, n, i] * mask[t, n, i])
    return total
