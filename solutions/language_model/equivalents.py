"""Right answers of chapter 05 in other words."""

import numpy as np


def shift_inputs_and_labels__loops(ids: np.ndarray, pad: int) -> tuple[list, list, list]:
    """Three loops, and lists in place of arrays."""
    x, labels, mask = [], [], []
    for t in range(len(ids) - 1):
        x.append(list(ids[t]))
        labels.append([int(token) for token in ids[t + 1]])
        mask.append([0 if token == pad else 1 for token in labels[-1]])
    return x, labels, mask


def shift_inputs_and_labels__from_lengths(
    ids: np.ndarray, pad: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The mask from the length of each sentence, as truth values."""
    steps = ids.shape[0] - 1
    lengths = np.count_nonzero(ids != pad, axis=0)
    mask = np.arange(steps)[:, None] < lengths - 1
    return ids[:steps].copy(), ids[-steps:].copy(), mask


def shift_inputs_and_labels__roll(ids: np.ndarray, pad: int) -> list[np.ndarray]:
    """Turned by one step, and the last row dropped; a list of results."""
    labels = np.roll(ids, -1, axis=0)[:-1]
    return [np.delete(ids, -1, axis=0), labels, np.where(labels == pad, 0.0, 1.0)]


def perplexity__real_tokens_only(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    """The real places chosen first; the perplexity as 1 over the geometric mean."""
    real = mask.astype(bool)
    p = np.take_along_axis(y_hat, labels[:, :, None], axis=2)[:, :, 0][real]
    ppl = np.prod(p ** (-1 / len(p)))
    return np.log(ppl), ppl


def perplexity__loops(y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray) -> list[float]:
    """A sum in two loops, in bits and back; a list of results."""
    bits, count = 0.0, 0
    for t in range(len(labels)):
        for n in range(len(labels[t])):
            if mask[t, n]:
                bits -= np.log2(y_hat[t, n, labels[t, n]])
                count += 1
    return [bits / count * np.log(2), 2 ** (bits / count)]


def perplexity__one_hot(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, np.ndarray]:
    """Labels as one-hot vectors, a weighted mean, and an array without axes."""
    one_hot = np.eye(y_hat.shape[-1])[labels]
    loss = np.average(-np.log((y_hat * one_hot).sum(axis=-1)), weights=mask)
    return float(loss), np.asarray(np.e**loss)


def training_step__one_hot(
    W: np.ndarray, x: np.ndarray, labels: np.ndarray, mask: np.ndarray, learning_rate: float
) -> tuple[float, np.ndarray]:
    """One-hot inputs and a matrix product, as the other layers of the course do it."""
    V = len(W)
    real = mask.ravel() > 0
    inputs, outputs = np.eye(V)[x.ravel()[real]], np.eye(V)[labels.ravel()[real]]
    logits = inputs @ W
    logits = logits - logits.max(axis=1, keepdims=True)
    log_y_hat = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    loss = -(outputs * log_y_hat).sum() / real.sum()
    dW = inputs.T @ (np.exp(log_y_hat) - outputs) / real.sum()
    return loss, W - learning_rate * dW


def training_step__place_by_place(
    W: np.ndarray, x: np.ndarray, labels: np.ndarray, mask: np.ndarray, learning_rate: float
) -> tuple[float, np.ndarray]:
    """A loop over the real places, and the step made on a copy."""
    W_new, loss, M = W.copy(), 0.0, int(mask.sum())
    for t, n in zip(*np.nonzero(mask), strict=True):
        row = W[x[t, n]] - max(W[x[t, n]])
        y_hat = np.exp(row) / np.exp(row).sum()
        loss += -np.log(y_hat[labels[t, n]]) / M
        W_new[x[t, n]] -= learning_rate / M * y_hat
        W_new[x[t, n], labels[t, n]] += learning_rate / M
    return loss, W_new


def training_step__from_counts(
    W: np.ndarray, x: np.ndarray, labels: np.ndarray, mask: np.ndarray, learning_rate: float
) -> tuple[float, np.ndarray]:
    """Everything from a table of how often which token came after which."""
    V = len(W)
    pairs = (x * V + labels)[mask == 1]
    counts = np.bincount(pairs, minlength=V * V).reshape(V, V)
    exp = np.exp(W - W.max(axis=1)[:, None])
    y_hat = exp / exp.sum(axis=1, keepdims=True)
    loss = -np.sum(counts * np.log(y_hat)) / counts.sum()
    gradient = (counts.sum(axis=1, keepdims=True) * y_hat - counts) / counts.sum()
    return loss, W - learning_rate * gradient


def temperature_probabilities__row_by_row(logits: np.ndarray, temperature: float) -> list:
    """A loop over the rows, and a list."""
    rows = []
    for z in logits:
        exp = np.exp((z - max(z)) / temperature)
        rows.append(exp / sum(exp))
    return rows


def temperature_probabilities__power(logits: np.ndarray, temperature: float) -> np.ndarray:
    """A softmax first, then a power of it, and once more to a sum of 1."""
    exp = np.exp(logits - logits.max(axis=1)[:, None])
    y_hat = (exp / exp.sum(axis=1)[:, None]) ** (1 / temperature)
    y_hat /= y_hat.sum(axis=1)[:, None]
    return y_hat


def temperature_probabilities__log_sum(logits: np.ndarray, temperature: float) -> np.ndarray:
    """By way of the logarithm of the sum."""
    z = logits / temperature
    log_sum = np.logaddexp.reduce(z, axis=1, keepdims=True)
    return np.exp(z - log_sum)


def sample_tokens__search(y_hat: np.ndarray, u: np.ndarray) -> list[int]:
    """A binary search in each row."""
    rows = zip(y_hat, u, strict=True)
    return [int(np.searchsorted(np.cumsum(row), number, side="right")) for row, number in rows]


def sample_tokens__walk(y_hat: np.ndarray, u: np.ndarray) -> np.ndarray:
    """Take pieces off u until nothing is left of it."""
    tokens = np.zeros(len(y_hat), dtype=int)
    for n, rest in enumerate(u):
        while rest >= y_hat[n, tokens[n]]:
            rest = rest - y_hat[n, tokens[n]]
            tokens[n] += 1
    return tokens


def sample_tokens__count(y_hat: np.ndarray, u: np.ndarray) -> np.ndarray:
    """Count the pieces that end before u, or at it."""
    return np.sum(y_hat.cumsum(-1) <= u.reshape(-1, 1), axis=-1)
