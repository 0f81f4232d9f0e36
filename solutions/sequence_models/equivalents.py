"""Right answers of chapter 04 in other words."""

import numpy as np


def choose_shapes__sets(tasks: list[list[tuple[int, int]]]) -> tuple[str, ...]:
    """Sets of lengths, a dictionary of names, and a tuple for a list."""
    names = {
        (True, True): "one-to-one",
        (True, False): "one-to-many",
        (False, True): "many-to-one",
    }
    shapes = []
    for pairs in tasks:
        ins, outs = zip(*pairs, strict=True)
        key = (set(ins) == {1}, set(outs) == {1})
        shapes.append(names.get(key, "synchronous" if ins == outs else "asynchronous"))
    return tuple(shapes)


def choose_shapes__arrays(tasks: list[list[tuple[int, int]]]) -> np.ndarray:
    """One array a task, and np.select; an array of strings."""
    shapes = []
    for pairs in tasks:
        ins, outs = np.array(pairs).T
        one_in, one_out = (ins == 1).all(), (outs == 1).all()
        tests = [one_in and one_out, one_in, one_out, (ins == outs).all()]
        names = ["one-to-one", "one-to-many", "many-to-one", "synchronous"]
        shapes.append(str(np.select(tests, names, default="asynchronous")))
    return np.array(shapes)


def one_to_one_forward__row_by_row(
    x: np.ndarray, W_xh: np.ndarray, b_h: np.ndarray, W_hy: np.ndarray, b_y: np.ndarray
) -> tuple[list, list]:
    """A loop over the batch, and lists."""
    h = [np.tanh(W_xh.T @ row + b_h) for row in x]
    return h, [W_hy.T @ row + b_y for row in h]


def one_to_one_forward__einsum(
    x: np.ndarray, W_xh: np.ndarray, b_h: np.ndarray, W_hy: np.ndarray, b_y: np.ndarray
) -> list[np.ndarray]:
    """The bias as one more input, and einsum."""
    ones = np.ones((len(x), 1))
    h = np.tanh(np.hstack([x, ones]) @ np.vstack([W_xh, b_h]))
    return [h, np.einsum("nh,hv->nv", h, W_hy) + b_y]


def one_to_many_forward__one_hot(
    first: np.ndarray,
    h_0: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    b_y: np.ndarray,
    T: int,
) -> tuple[list, list]:
    """One-hot vectors, one matrix for input and state, and lists."""
    one_hot, h = np.eye(len(b_y)), h_0
    x, classes, logits = one_hot[first], [], []
    for _ in range(T):
        h = np.tanh(np.concatenate([x, h], axis=1) @ np.concatenate([W_xh, W_hh]) + b_h)
        logits.append(h.dot(W_hy) + b_y)
        classes.append(np.argmax(logits[-1], axis=-1))
        x = one_hot[classes[-1]]
    return classes, logits


def one_to_many_forward__by_probability(
    first: np.ndarray,
    h_0: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    b_y: np.ndarray,
    T: int,
) -> tuple[np.ndarray, np.ndarray]:
    """The largest probability in place of the largest score; classes in a small integer type."""
    N, V = len(first), len(b_y)
    classes, logits = np.zeros((T + 1, N), dtype=np.int16), np.zeros((T, N, V))
    classes[0] = first
    h = h_0.copy()
    for t in range(T):
        h = np.tanh(W_xh[classes[t]] + h @ W_hh + b_h)
        logits[t] = h @ W_hy + b_y
        exp = np.exp(logits[t])
        classes[t + 1] = (exp / exp.sum(axis=1, keepdims=True)).argmax(axis=1)
    return classes[1:], logits


def many_to_one_forward__sequence_by_sequence(h: np.ndarray, mask: np.ndarray) -> tuple[list, list]:
    """A loop over the batch that keeps the real states only."""
    real = [h[mask[:, n] == 1, n] for n in range(h.shape[1])]
    return [states[-1] for states in real], [states.mean(axis=0) for states in real]


def many_to_one_forward__last_by_weights(
    h: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Weights over the steps: 1 where the mask ends, or shares; einsum."""
    after = np.concatenate([mask[1:], np.zeros((1, mask.shape[1]))])
    h_last = np.einsum("tnh,tn->nh", h, mask - after)
    return h_last, np.einsum("tnh,tn->nh", h, mask / mask.sum(axis=0))


def many_to_one_backward__sequence_by_sequence(
    dh_last: np.ndarray, dh_mean: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Loops over steps and batch."""
    shape = (*mask.shape, dh_last.shape[-1])
    dh_from_last, dh_from_mean = np.zeros(shape), np.zeros(shape)
    for n in range(shape[1]):
        length = int(mask[:, n].sum())
        dh_from_last[length - 1, n] = dh_last[n]
        for t in range(length):
            dh_from_mean[t, n] += dh_mean[n] / length
    return dh_from_last, dh_from_mean


def many_to_one_backward__weights(
    dh_last: np.ndarray, dh_mean: np.ndarray, mask: np.ndarray
) -> list[np.ndarray]:
    """Outer products with weights over the steps."""
    is_last = mask - np.vstack([mask[1:], np.zeros(mask.shape[1])])
    share = mask / mask.sum(axis=0, keepdims=True)
    return [is_last[..., None] * dh_last, share[..., None] * dh_mean[None]]


def accuracy_and_chance__loops(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    """Three counters and a dictionary."""
    right = total = 0
    seen: dict[int, int] = {}
    for t, n in zip(*np.nonzero(mask), strict=True):
        label = int(labels[t, n])
        right += int(np.argmax(logits[t, n])) == label
        total += 1
        seen[label] = seen.get(label, 0) + 1
    return right / total, max(seen.values()) / total


def accuracy_and_chance__weights(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Weighted means with the mask; the share of every class, and the largest of them."""
    right = np.equal(np.argmax(logits, axis=2), labels)
    is_class = np.eye(logits.shape[2])[labels] * mask[:, :, None]
    return np.average(right, weights=mask), is_class.sum(axis=(0, 1)).max() / mask.sum()


def pack_pairs__columns(
    sources: list[list[int]], targets: list[list[int]], pad: int, bos: int, eos: int
) -> tuple[np.ndarray, ...]:
    """Rows filled up to one length, turned over; masks from lengths."""

    def columns(rows: list[list[int]]) -> tuple[np.ndarray, np.ndarray]:
        longest = max(len(row) for row in rows)
        filled = [row + [pad] * (longest - len(row)) for row in rows]
        lengths = np.array([len(row) for row in rows])
        return np.array(filled).T, np.arange(longest)[:, None] < lengths

    source, source_mask = columns(sources)
    decoder_input, _ = columns([[bos, *row] for row in targets])
    decoder_target, target_mask = columns([[*row, eos] for row in targets])
    return source, source_mask, decoder_input, decoder_target, target_mask


def pack_pairs__one_array(
    sources: list[list[int]], targets: list[list[int]], pad: int, bos: int, eos: int
) -> list[np.ndarray]:
    """Input and target cut out of one array (U + 1, N); the end token put in after."""
    N, U = len(targets), max(map(len, targets)) + 1
    source = np.full((max(map(len, sources)), N), pad)
    written = np.full((U + 1, N), pad)
    written[0] = bos
    source_mask, target_mask = np.zeros(source.shape), np.zeros((U, N))
    for n, (read, write) in enumerate(zip(sources, targets, strict=True)):
        source[: len(read), n], source_mask[: len(read), n] = read, 1
        written[1 : len(write) + 1, n], target_mask[: len(write) + 1, n] = write, 1
    decoder_input, decoder_target = written[:-1].copy(), written[1:].copy()
    ends = target_mask.sum(axis=0).astype(int) - 1
    decoder_target[ends, np.arange(N)] = eos
    return [source, source_mask, decoder_input, decoder_target, target_mask]
