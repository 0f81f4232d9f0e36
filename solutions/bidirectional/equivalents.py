"""Right answers of chapter 09 in other words."""

import numpy as np


def reverse_padded__slices(x: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """A copy, and a slice turned round for each sequence."""
    x_reversed = x.copy()
    for n, length in enumerate(lengths):
        x_reversed[:length, n] = x[:length, n][::-1]
    return x_reversed


def reverse_padded__flip_and_join(x: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """Each column by itself: the real part flipped, the rest behind it, all stacked."""
    columns = [
        np.concatenate([np.flip(x[: lengths[n], n], axis=0), x[lengths[n] :, n]])
        for n in range(x.shape[1])
    ]
    return np.stack(columns, axis=1)


def reverse_padded__cell_by_cell(x: np.ndarray, lengths: np.ndarray) -> list:
    """Nested lists, one vector at a time."""
    T, N = len(x), len(lengths)
    return [
        [x[lengths[n] - 1 - t, n] if t < lengths[n] else x[t, n] for n in range(N)]
        for t in range(T)
    ]


def reverse_padded__take_along_axis(x: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """Rolls the flipped box up by the padding, then puts the padding back."""
    steps = np.arange(x.shape[0]).reshape(-1, 1)
    mirror = (lengths - 1 - steps) % len(x)
    turned = np.take_along_axis(x, mirror[:, :, np.newaxis], axis=0)
    return np.where((steps < lengths)[..., np.newaxis], turned, x)


def bidirectional_forward__walks_back_in_place(
    x: np.ndarray,
    lengths: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_xh_reverse: np.ndarray,
    W_hh_reverse: np.ndarray,
    b_h_reverse: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, tuple]:
    """Turns nothing round: the second loop runs down, and a mask holds the state at zero."""
    T, N, H = len(x), x.shape[1], len(b_h)
    h, h_last = np.zeros((T, N, 2 * H)), np.zeros((N, 2 * H))
    state = np.zeros((N, H))
    for t in range(T):
        real = (t < lengths)[:, None]
        state = np.where(real, np.tanh(x[t] @ W_xh + state @ W_hh + b_h), state)
        h[t, :, :H] = real * state
    h_last[:, :H] = state
    state = np.zeros((N, H))
    for t in range(T - 1, -1, -1):
        z = x[t] @ W_xh_reverse + state @ W_hh_reverse + b_h_reverse
        state = np.tanh(z) * (t < lengths)[:, None]
        h[t, :, H:] = state
    h_last[:, H:] = state
    return h, h_last, (x, lengths, W_xh, W_hh, W_xh_reverse, W_hh_reverse, h)


def bidirectional_forward__sentence_by_sentence(
    x: np.ndarray,
    lengths: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_xh_reverse: np.ndarray,
    W_hh_reverse: np.ndarray,
    b_h_reverse: np.ndarray,
) -> list:
    """A loop over the batch: no padding is ever read."""

    def read(steps: np.ndarray, W_x: np.ndarray, W_h: np.ndarray, b: np.ndarray) -> list:
        states = [np.zeros(len(b))]
        for x_t in steps:
            states.append(np.tanh(np.dot(x_t, W_x) + np.dot(states[-1], W_h) + b))
        return states[1:]

    H = len(b_h)
    h, h_last = np.zeros((*x.shape[:2], 2 * H)), []
    for n, T in enumerate(lengths):
        right = read(x[:T, n], W_xh, W_hh, b_h)
        left = read(x[:T, n][::-1], W_xh_reverse, W_hh_reverse, b_h_reverse)
        h_last.append(np.concatenate([right[-1], left[-1]]))
        h[:T, n, :H], h[:T, n, H:] = right, left[::-1]
    return [h, h_last, (x, lengths, W_xh, W_hh, W_xh_reverse, W_hh_reverse, h)]


def bidirectional_forward__one_function_twice(
    x: np.ndarray,
    lengths: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_xh_reverse: np.ndarray,
    W_hh_reverse: np.ndarray,
    b_h_reverse: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, tuple]:
    """Two helpers, one that turns and one that runs; last states by indices from the end."""

    def turn(a: np.ndarray) -> np.ndarray:
        a = a.copy()
        for n, length in enumerate(lengths):
            a[:length, n] = a[length - 1 :: -1, n] if length else a[:length, n]
        return a

    def run(inputs: np.ndarray, W_x: np.ndarray, W_h: np.ndarray, b: np.ndarray) -> np.ndarray:
        state, states = np.zeros((inputs.shape[1], b.size)), []
        for x_t in inputs:
            state = np.tanh(np.concatenate([x_t, state], axis=1) @ np.vstack([W_x, W_h]) + b)
            states.append(state)
        return np.array(states)

    right = run(x, W_xh, W_hh, b_h)
    left = run(turn(x), W_xh_reverse, W_hh_reverse, b_h_reverse)
    ends = (lengths - 1, np.arange(len(lengths)))
    h = np.concatenate((right, turn(left)), axis=-1)
    h[np.arange(len(x))[:, None] >= lengths] = 0
    cache = (x, lengths, W_xh, W_hh, W_xh_reverse, W_hh_reverse, h)
    return h, np.hstack([right[ends], left[ends]]), cache


def bidirectional_backward__turns_nothing(dh: np.ndarray, cache: tuple) -> tuple[np.ndarray, ...]:
    """One loop down and one loop up, over the steps as they lie in the sentence."""
    x, lengths, W_xh, W_hh, W_xh_reverse, W_hh_reverse, h = cache
    T, N, H = len(x), len(lengths), len(W_hh)
    real = (np.arange(T)[:, None] < lengths).astype(float)[:, :, None]
    padded = np.zeros((T + 2, N, 2 * H))  # a state of zeros before the first and after the last
    padded[1:-1] = h
    dz = np.zeros((T + 2, N, 2 * H))
    for t in range(T, 0, -1):
        back = dh[t - 1, :, :H] * real[t - 1] + dz[t + 1, :, :H] @ W_hh.T
        dz[t, :, :H] = back * (1 - padded[t, :, :H] ** 2)
    for t in range(1, T + 1):
        back = dh[t - 1, :, H:] * real[t - 1] + dz[t - 1, :, H:] @ W_hh_reverse.T
        dz[t, :, H:] = back * (1 - padded[t, :, H:] ** 2) * real[t - 1]
    right, left = dz[1:-1, :, :H], dz[1:-1, :, H:]
    both = "tna,tnb->ab"
    return (
        right @ W_xh.T + left @ W_xh_reverse.T,
        np.einsum(both, x, right),
        np.einsum(both, padded[:-2, :, :H], right),
        right.sum(axis=(0, 1)),
        np.einsum(both, x, left),
        np.einsum(both, padded[2:, :, H:], left),
        left.sum(axis=(0, 1)),
    )


def bidirectional_backward__sentence_by_sentence(dh: np.ndarray, cache: tuple) -> list:
    """A loop over the batch; each direction's gradients summed up in a list."""
    x, lengths, *weights, h = cache
    H = h.shape[2] // 2
    dx = np.zeros(x.shape)
    grads = [np.zeros(shape) for W in weights[::2] for shape in (W.shape, (H, H), (H,))]
    for n, T in enumerate(lengths):
        for k, order in enumerate((slice(None), slice(None, None, -1))):
            W_x, W_h = weights[2 * k : 2 * k + 2]
            part = slice(k * H, (k + 1) * H)
            steps, states, own = x[:T, n][order], h[:T, n, part][order], dh[:T, n, part][order]
            carried, dsteps = np.zeros(H), np.zeros((T, x.shape[2]))
            for t in reversed(range(T)):
                dz = (own[t] + carried) * (1 - states[t] ** 2)
                dsteps[t] = W_x @ dz
                grads[3 * k] += np.outer(steps[t], dz)
                if t:
                    grads[3 * k + 1] += np.outer(states[t - 1], dz)
                grads[3 * k + 2] += dz
                carried = W_h @ dz
            dx[:T, n] += dsteps[order]
    return [dx, *grads]


def tags_to_words__hand(sentence: str, tags: str) -> list[str]:
    """Collects characters in a hand that is emptied in front and behind."""
    words, hand = [], ""
    for character, tag in zip(sentence, tags, strict=True):
        if tag in "BS" and hand:
            words.append(hand)
            hand = ""
        hand += character
        if tag in "ES":
            words.append(hand)
            hand = ""
    if hand:
        words.append(hand)
    return words


def tags_to_words__marks(sentence: str, tags: str) -> list[str]:
    """Puts blanks round the characters and lets split throw the empty ones away."""
    marked = ""
    for t in range(len(sentence)):
        before = " " if tags[t] == "B" or tags[t] == "S" else ""
        after = " " if tags[t] == "E" or tags[t] == "S" else ""
        marked += before + sentence[t] + after
    return marked.split()


def tags_to_words__grows_last_word(sentence: str, tags: str) -> tuple[str, ...]:
    """Adds to the last word of a list, or begins a new one; a tuple at the end."""
    words: list = []
    previous = "E"
    for character, tag in zip(sentence, tags, strict=True):
        joined = previous in ("B", "M") and tag in ("M", "E")
        words[-1:] = [words[-1] + character] if joined else [*words[-1:], character]
        previous = tag
    return tuple(words)


def tags_to_words__numpy(sentence: str, tags: str) -> np.ndarray:
    """Arrays of characters, split where a condition holds; an array of words."""
    letters = np.array(list(tags))
    cut = np.isin(letters[:-1], ["E", "S"]) | np.isin(letters[1:], ["B", "S"])
    pieces = np.split(np.array(list(sentence)), np.flatnonzero(cut) + 1)
    return np.array(["".join(piece) for piece in pieces])


def word_scores__counts(
    found: list[list[str]], truth: list[list[str]]
) -> tuple[float, float, float]:
    """Sums of counts over the sentences, and F1 from the counts."""

    def spans(words: list[str]) -> list[tuple[int, int]]:
        places, start = [], 0
        for word in words:
            places.append((start, start + len(word)))
            start += len(word)
        return places

    right = 0
    for ours, theirs in zip(found, truth, strict=True):
        theirs = spans(theirs)
        right += sum(span in theirs for span in spans(ours))
    n_found, n_true = sum(map(len, found)), sum(map(len, truth))
    return right / n_found, right / n_true, 2 * right / (n_found + n_true)


def word_scores__one_long_text(found: list[list[str]], truth: list[list[str]]) -> list[np.ndarray]:
    """All sentences one behind the other, so that places differ without a number."""
    sets = []
    for cut in (found, truth):
        ends = np.cumsum([len(word) for words in cut for word in words])
        sets.append(set(zip(np.r_[0, ends[:-1]].tolist(), ends.tolist(), strict=True)))
    right = len(sets[0].intersection(sets[1]))
    precision, recall = np.float64(right) / len(sets[0]), np.float64(right) / len(sets[1])
    return [precision, recall, 1 / np.mean([1 / precision, 1 / recall])]


def word_scores__walks_along(
    found: list[list[str]], truth: list[list[str]]
) -> tuple[float, float, float]:
    """Two pointers go along each sentence; a word is right if both begin and end together."""
    right = 0
    for ours, theirs in zip(found, truth, strict=True):
        i = j = at_i = at_j = 0
        while i < len(ours) and j < len(theirs):
            if at_i == at_j and len(ours[i]) == len(theirs[j]):
                right += 1
            if at_i + len(ours[i]) <= at_j + len(theirs[j]):
                at_i, i = at_i + len(ours[i]), i + 1
            else:
                at_j, j = at_j + len(theirs[j]), j + 1
    precision = right / sum(len(words) for words in found)
    recall = right / sum(len(words) for words in truth)
    return precision, recall, 2 / (1 / precision + 1 / recall)
