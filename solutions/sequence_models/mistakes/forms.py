"""Wrong answers of chapter 04, as people write them. A table, and so long."""

import numpy as np


def choose_shapes__first_example_only__last_example(
    tasks: list[list[tuple[int, int]]],
) -> list[str]:
    """The last example decides."""
    shapes = []
    for pairs in tasks:
        one_in = pairs[-1][0] == 1
        one_out = pairs[-1][1] == 1
        if one_in and one_out:
            shapes.append("one-to-one")
        elif one_in:
            shapes.append("one-to-many")
        elif one_out:
            shapes.append("many-to-one")
        elif pairs[-1][0] == pairs[-1][1]:
            shapes.append("synchronous")
        else:
            shapes.append("asynchronous")
    return shapes


def choose_shapes__first_example_only__first_and_last(
    tasks: list[list[tuple[int, int]]],
) -> list[str]:
    """The first and the last example decide."""
    shapes = []
    for pairs in tasks:
        pairs = [pairs[0], pairs[-1]]
        one_in = all(n_in == 1 for n_in, _ in pairs)
        one_out = all(n_out == 1 for _, n_out in pairs)
        if one_in and one_out:
            shapes.append("one-to-one")
        elif one_in:
            shapes.append("one-to-many")
        elif one_out:
            shapes.append("many-to-one")
        elif all(n_in == n_out for n_in, n_out in pairs):
            shapes.append("synchronous")
        else:
            shapes.append("asynchronous")
    return shapes


def choose_shapes__first_example_only__longest_example(
    tasks: list[list[tuple[int, int]]],
) -> list[str]:
    """The longest example decides."""
    shapes = []
    for pairs in tasks:
        longest = max(pairs, key=sum)
        one_in = longest[0] == 1
        one_out = longest[1] == 1
        if one_in and one_out:
            shapes.append("one-to-one")
        elif one_in:
            shapes.append("one-to-many")
        elif one_out:
            shapes.append("many-to-one")
        elif longest[0] == longest[1]:
            shapes.append("synchronous")
        else:
            shapes.append("asynchronous")
    return shapes


def choose_shapes__one_example_is_enough__pair_by_pair(
    tasks: list[list[tuple[int, int]]],
) -> list[str]:
    """The first name that fits any example."""
    shapes = []
    for pairs in tasks:
        one_in = any(n_in == 1 for n_in, _ in pairs)
        one_out = any(n_out == 1 for _, n_out in pairs)
        if (1, 1) in pairs:
            shapes.append("one-to-one")
        elif one_in:
            shapes.append("one-to-many")
        elif one_out:
            shapes.append("many-to-one")
        elif any(n_in == n_out for n_in, n_out in pairs):
            shapes.append("synchronous")
        else:
            shapes.append("asynchronous")
    return shapes


def choose_shapes__one_example_is_enough__but_for_synchronous(
    tasks: list[list[tuple[int, int]]],
) -> list[str]:
    """The first name that fits any example, where a 1 is in it."""
    shapes = []
    for pairs in tasks:
        if (1, 1) in pairs:
            shapes.append("one-to-one")
        elif 1 in [n_in for n_in, _ in pairs]:
            shapes.append("one-to-many")
        elif 1 in [n_out for _, n_out in pairs]:
            shapes.append("many-to-one")
        else:
            is_synchronous = all(n_in == n_out for n_in, n_out in pairs)
            shapes.append("synchronous" if is_synchronous else "asynchronous")
    return shapes


def choose_shapes__one_example_is_enough__inputs_only(
    tasks: list[list[tuple[int, int]]],
) -> list[str]:
    """One input of length 1 is enough."""
    shapes = []
    for pairs in tasks:
        one_in = any(n_in == 1 for n_in, _ in pairs)
        one_out = all(n_out == 1 for _, n_out in pairs)
        if one_in and one_out:
            shapes.append("one-to-one")
        elif one_in:
            shapes.append("one-to-many")
        elif one_out:
            shapes.append("many-to-one")
        elif all(n_in == n_out for n_in, n_out in pairs):
            shapes.append("synchronous")
        else:
            shapes.append("asynchronous")
    return shapes


def choose_shapes__one_example_is_enough__outputs_only(
    tasks: list[list[tuple[int, int]]],
) -> list[str]:
    """One output of length 1 is enough."""
    shapes = []
    for pairs in tasks:
        one_in = all(n_in == 1 for n_in, _ in pairs)
        one_out = any(n_out == 1 for _, n_out in pairs)
        if one_in and one_out:
            shapes.append("one-to-one")
        elif one_in:
            shapes.append("one-to-many")
        elif one_out:
            shapes.append("many-to-one")
        elif all(n_in == n_out for n_in, n_out in pairs):
            shapes.append("synchronous")
        else:
            shapes.append("asynchronous")
    return shapes


def choose_shapes__one_example_is_enough__shortest(tasks: list[list[tuple[int, int]]]) -> list[str]:
    """The shortest lengths decide."""
    shapes = []
    for pairs in tasks:
        one_in = min(n_in for n_in, _ in pairs) == 1
        one_out = min(n_out for _, n_out in pairs) == 1
        if one_in and one_out:
            shapes.append("one-to-one")
        elif one_in:
            shapes.append("one-to-many")
        elif one_out:
            shapes.append("many-to-one")
        elif all(n_in == n_out for n_in, n_out in pairs):
            shapes.append("synchronous")
        else:
            shapes.append("asynchronous")
    return shapes


def choose_shapes__total_lengths_compared__sets(tasks: list[list[tuple[int, int]]]) -> list[str]:
    """Sets of lengths."""
    shapes = []
    for pairs in tasks:
        one_in = all(n_in == 1 for n_in, _ in pairs)
        one_out = all(n_out == 1 for _, n_out in pairs)
        if one_in and one_out:
            shapes.append("one-to-one")
        elif one_in:
            shapes.append("one-to-many")
        elif one_out:
            shapes.append("many-to-one")
        elif {n_in for n_in, _ in pairs} == {n_out for _, n_out in pairs}:
            shapes.append("synchronous")
        else:
            shapes.append("asynchronous")
    return shapes


def choose_shapes__total_lengths_compared__longest(tasks: list[list[tuple[int, int]]]) -> list[str]:
    """The longest input and the longest output."""
    shapes = []
    for pairs in tasks:
        one_in = all(n_in == 1 for n_in, _ in pairs)
        one_out = all(n_out == 1 for _, n_out in pairs)
        if one_in and one_out:
            shapes.append("one-to-one")
        elif one_in:
            shapes.append("one-to-many")
        elif one_out:
            shapes.append("many-to-one")
        elif max(n_in for n_in, _ in pairs) == max(n_out for _, n_out in pairs):
            shapes.append("synchronous")
        else:
            shapes.append("asynchronous")
    return shapes


def choose_shapes__one_equal_pair_is_enough__first_pair(
    tasks: list[list[tuple[int, int]]],
) -> list[str]:
    """The first example decides about equal lengths."""
    shapes = []
    for pairs in tasks:
        one_in = all(n_in == 1 for n_in, _ in pairs)
        one_out = all(n_out == 1 for _, n_out in pairs)
        if one_in and one_out:
            shapes.append("one-to-one")
        elif one_in:
            shapes.append("one-to-many")
        elif one_out:
            shapes.append("many-to-one")
        elif pairs[0][0] == pairs[0][1]:
            shapes.append("synchronous")
        else:
            shapes.append("asynchronous")
    return shapes


def choose_shapes__one_equal_pair_is_enough__last_pair(
    tasks: list[list[tuple[int, int]]],
) -> list[str]:
    """The last example decides about equal lengths."""
    shapes = []
    for pairs in tasks:
        one_in = all(n_in == 1 for n_in, _ in pairs)
        one_out = all(n_out == 1 for _, n_out in pairs)
        if one_in and one_out:
            shapes.append("one-to-one")
        elif one_in:
            shapes.append("one-to-many")
        elif one_out:
            shapes.append("many-to-one")
        elif pairs[-1][0] == pairs[-1][1]:
            shapes.append("synchronous")
        else:
            shapes.append("asynchronous")
    return shapes


def choose_shapes__one_to_one_unknown__outputs_first(
    tasks: list[list[tuple[int, int]]],
) -> list[str]:
    """The outputs are asked about first."""
    shapes = []
    for pairs in tasks:
        if all(n_out == 1 for _, n_out in pairs):
            shapes.append("many-to-one")
        elif all(n_in == 1 for n_in, _ in pairs):
            shapes.append("one-to-many")
        elif all(n_in == n_out for n_in, n_out in pairs):
            shapes.append("synchronous")
        else:
            shapes.append("asynchronous")
    return shapes


def choose_shapes__same_length_is_one__sets(tasks: list[list[tuple[int, int]]]) -> list[str]:
    """One length in a set counts as one."""
    shapes = []
    for pairs in tasks:
        n_ins, n_outs = {n_in for n_in, _ in pairs}, {n_out for _, n_out in pairs}
        if len(n_ins) == 1 and len(n_outs) == 1:
            shapes.append("one-to-one")
        elif len(n_ins) == 1:
            shapes.append("one-to-many")
        elif len(n_outs) == 1:
            shapes.append("many-to-one")
        elif all(n_in == n_out for n_in, n_out in pairs):
            shapes.append("synchronous")
        else:
            shapes.append("asynchronous")
    return shapes


def choose_shapes__one_length_for_all__one_set(tasks: list[list[tuple[int, int]]]) -> list[str]:
    """Synchronous if there is only one length."""
    shapes = []
    for pairs in tasks:
        one_in = all(n_in == 1 for n_in, _ in pairs)
        one_out = all(n_out == 1 for _, n_out in pairs)
        if one_in and one_out:
            shapes.append("one-to-one")
        elif one_in:
            shapes.append("one-to-many")
        elif one_out:
            shapes.append("many-to-one")
        elif len({n for pair in pairs for n in pair}) == 1:
            shapes.append("synchronous")
        else:
            shapes.append("asynchronous")
    return shapes


def one_to_one_forward__another_curve__relu(
    x: np.ndarray, W_xh: np.ndarray, b_h: np.ndarray, W_hy: np.ndarray, b_y: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """A ReLU."""
    h = np.maximum(0, x @ W_xh + b_h)
    return h, h @ W_hy + b_y


def one_to_one_forward__bias_forgotten__both(
    x: np.ndarray, W_xh: np.ndarray, b_h: np.ndarray, W_hy: np.ndarray, b_y: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """No bias in either layer."""
    h = np.tanh(x @ W_xh)
    return h, h @ W_hy


def one_to_one_forward__tanh_on_scores__sigmoid(
    x: np.ndarray, W_xh: np.ndarray, b_h: np.ndarray, W_hy: np.ndarray, b_y: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """A sigmoid on the scores."""
    h = np.tanh(x @ W_xh + b_h)
    return h, 1 / (1 + np.exp(-(h @ W_hy + b_y)))


def one_to_one_forward__tanh_on_scores__bias_outside(
    x: np.ndarray, W_xh: np.ndarray, b_h: np.ndarray, W_hy: np.ndarray, b_y: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """A tanh on the scores, and the bias behind it."""
    h = np.tanh(x @ W_xh + b_h)
    return h, np.tanh(h @ W_hy) + b_y


def one_to_one_forward__softmax_applied__over_the_batch(
    x: np.ndarray, W_xh: np.ndarray, b_h: np.ndarray, W_hy: np.ndarray, b_y: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """A softmax over the first axis."""
    h = np.tanh(x @ W_xh + b_h)
    exp = np.exp(h @ W_hy + b_y)
    return h, exp / exp.sum(axis=0)


def one_to_one_forward__softmax_applied__logarithm(
    x: np.ndarray, W_xh: np.ndarray, b_h: np.ndarray, W_hy: np.ndarray, b_y: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The logarithm of the probabilities."""
    h = np.tanh(x @ W_xh + b_h)
    scores = h @ W_hy + b_y
    return h, scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))


def one_to_many_forward__first_ignored__zeros(
    first: np.ndarray,
    h_0: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    b_y: np.ndarray,
    T: int,
) -> tuple[np.ndarray, np.ndarray]:
    """Step 0 reads class 0."""
    classes, logits = [], []
    x_t, h_t = np.zeros_like(first), h_0
    for _ in range(T):
        h_t = np.tanh(W_xh[x_t] + h_t @ W_hh + b_h)
        scores = h_t @ W_hy + b_y
        x_t = scores.argmax(axis=1)
        classes.append(x_t)
        logits.append(scores)
    return np.array(classes), np.array(logits)


def one_to_many_forward__first_ignored__nothing_read(
    first: np.ndarray,
    h_0: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    b_y: np.ndarray,
    T: int,
) -> tuple[np.ndarray, np.ndarray]:
    """Step 0 reads nothing."""
    classes, logits = [], []
    x_t, h_t = np.zeros((len(first), len(b_y))), h_0
    for _ in range(T):
        h_t = np.tanh(x_t @ W_xh + h_t @ W_hh + b_h)
        logits.append(h_t @ W_hy + b_y)
        classes.append(logits[-1].argmax(axis=1))
        x_t = np.eye(len(b_y))[classes[-1]]
    return np.array(classes), np.array(logits)


def one_to_many_forward__softmax_applied__probabilities(
    first: np.ndarray,
    h_0: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    b_y: np.ndarray,
    T: int,
) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities for scores."""
    classes, logits = [], []
    x_t, h_t = first, h_0
    for _ in range(T):
        h_t = np.tanh(W_xh[x_t] + h_t @ W_hh + b_h)
        scores = np.exp(h_t @ W_hy + b_y)
        scores = scores / scores.sum(axis=1, keepdims=True)
        x_t = scores.argmax(axis=1)
        classes.append(x_t)
        logits.append(scores)
    return np.array(classes), np.array(logits)


def one_to_many_forward__softmax_applied__logarithm(
    first: np.ndarray,
    h_0: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    b_y: np.ndarray,
    T: int,
) -> tuple[np.ndarray, np.ndarray]:
    """The logarithm of the probabilities."""
    classes, logits = [], []
    x_t, h_t = first, h_0
    for _ in range(T):
        h_t = np.tanh(W_xh[x_t] + h_t @ W_hh + b_h)
        scores = h_t @ W_hy + b_y
        scores = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        x_t = scores.argmax(axis=1)
        classes.append(x_t)
        logits.append(scores)
    return np.array(classes), np.array(logits)


def one_to_many_forward__probabilities_fed_back__over_the_batch(
    first: np.ndarray,
    h_0: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    b_y: np.ndarray,
    T: int,
) -> tuple[np.ndarray, np.ndarray]:
    """A softmax over the whole step is read."""
    x_t, h_t = np.eye(len(b_y))[first], h_0
    classes, logits = [], []
    for _ in range(T):
        h_t = np.tanh(x_t @ W_xh + h_t @ W_hh + b_h)
        logits.append(h_t @ W_hy + b_y)
        exp = np.exp(logits[-1])
        x_t = exp / exp.sum()
        classes.append(x_t.argmax(axis=1))
    return np.array(classes), np.array(logits)


def many_to_one_forward__one_step_late__at_most_the_last(
    h: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The row behind the last real one, or the last of all."""
    lengths = mask.sum(axis=0).astype(int)
    h_last = h[np.minimum(lengths, len(h) - 1), np.arange(h.shape[1])]
    return h_last, (h * mask[:, :, None]).sum(axis=0) / lengths[:, None]


def many_to_one_forward__one_step_late__from_the_start_again(
    h: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The row behind the last real one, or the first."""
    lengths = mask.sum(axis=0).astype(int)
    h_last = h[lengths % len(h), np.arange(h.shape[1])]
    return h_last, (h * mask[:, :, None]).sum(axis=0) / lengths[:, None]


def many_to_one_forward__one_step_late__zeros_behind(
    h: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The row behind the last real one, or zeros."""
    lengths = mask.sum(axis=0).astype(int)
    longer = np.concatenate([h, np.zeros_like(h[:1])])
    h_last = longer[lengths, np.arange(h.shape[1])]
    return h_last, (h * mask[:, :, None]).sum(axis=0) / lengths[:, None]


def many_to_one_forward__one_length_for_all__first_sequence(
    h: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The end of the first sequence for all."""
    lengths = mask.sum(axis=0).astype(int)
    h_last = h[lengths[0] - 1]
    return h_last, (h * mask[:, :, None]).sum(axis=0) / lengths[:, None]


def many_to_one_forward__one_length_for_all__mean_length(
    h: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The mean length for all."""
    lengths = mask.sum(axis=0).astype(int)
    h_last = h[int(lengths.mean()) - 1]
    return h_last, (h * mask[:, :, None]).sum(axis=0) / lengths[:, None]


def many_to_one_forward__divided_by_all_real_steps__batch_size(
    h: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Divided by the number of sequences."""
    lengths = mask.sum(axis=0).astype(int)
    h_last = h[lengths - 1, np.arange(h.shape[1])]
    return h_last, (h * mask[:, :, None]).sum(axis=0) / len(lengths)


def many_to_one_forward__divided_by_all_real_steps__mean_length(
    h: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Divided by the mean length."""
    lengths = mask.sum(axis=0).astype(int)
    h_last = h[lengths - 1, np.arange(h.shape[1])]
    return h_last, (h * mask[:, :, None]).sum(axis=0) / lengths.mean()


def many_to_one_forward__padding_in_mean__shortest_only(
    h: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """A mean over the steps that are real for all."""
    lengths = mask.sum(axis=0).astype(int)
    h_last = h[lengths - 1, np.arange(h.shape[1])]
    return h_last, h[: lengths.min()].mean(axis=0)


def many_to_one_forward__one_step_early__in_front_at_most(
    h: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """One row before the last real one, or the first of all."""
    lengths = mask.sum(axis=0).astype(int)
    h_last = h[np.maximum(lengths - 2, 0), np.arange(h.shape[1])]
    return h_last, (h * mask[:, :, None]).sum(axis=0) / lengths[:, None]


def many_to_one_backward__to_last_row__masked(
    dh_last: np.ndarray, dh_mean: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Row T − 1 with the mask."""
    T, N = mask.shape
    lengths = mask.sum(axis=0).astype(int)
    dh_from_last = np.zeros((T, N, dh_last.shape[1]))
    dh_from_last[-1] = mask[-1][:, None] * dh_last
    return dh_from_last, mask[:, :, None] * (dh_mean / lengths[:, None])


def many_to_one_backward__last_to_every_step__everywhere(
    dh_last: np.ndarray, dh_mean: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Every row of the array."""
    T, N = mask.shape
    lengths = mask.sum(axis=0).astype(int)
    dh_from_last = np.zeros((T, N, dh_last.shape[1]))
    dh_from_last += dh_last
    return dh_from_last, mask[:, :, None] * (dh_mean / lengths[:, None])


def many_to_one_backward__divided_by_all_steps__batch_size(
    dh_last: np.ndarray, dh_mean: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Divided by the number of sequences."""
    T, N = mask.shape
    lengths = mask.sum(axis=0).astype(int)
    dh_from_last = np.zeros((T, N, dh_last.shape[1]))
    dh_from_last[lengths - 1, np.arange(N)] = dh_last
    return dh_from_last, mask[:, :, None] * dh_mean / N


def many_to_one_backward__divided_by_all_steps__all_real_steps(
    dh_last: np.ndarray, dh_mean: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Divided by the number of all real steps."""
    T, N = mask.shape
    lengths = mask.sum(axis=0).astype(int)
    dh_from_last = np.zeros((T, N, dh_last.shape[1]))
    dh_from_last[lengths - 1, np.arange(N)] = dh_last
    return dh_from_last, mask[:, :, None] * dh_mean / mask.sum()


def many_to_one_backward__padding_gets_a_share__of_all_steps(
    dh_last: np.ndarray, dh_mean: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Divided by T for every step there is."""
    T, N = mask.shape
    lengths = mask.sum(axis=0).astype(int)
    dh_from_last = np.zeros((T, N, dh_last.shape[1]))
    dh_from_last[lengths - 1, np.arange(N)] = dh_last
    return dh_from_last, np.ones((T, N, 1)) * dh_mean / T


def many_to_one_backward__padding_gets_a_share__undivided(
    dh_last: np.ndarray, dh_mean: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The same for every step there is."""
    T, N = mask.shape
    lengths = mask.sum(axis=0).astype(int)
    dh_from_last = np.zeros((T, N, dh_last.shape[1]))
    dh_from_last[lengths - 1, np.arange(N)] = dh_last
    return dh_from_last, np.ones((T, N, 1)) * dh_mean


def many_to_one_backward__one_step_early__at_least_the_first(
    dh_last: np.ndarray, dh_mean: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """One row before the last real one, or the first of all."""
    T, N = mask.shape
    lengths = mask.sum(axis=0).astype(int)
    dh_from_last = np.zeros((T, N, dh_last.shape[1]))
    dh_from_last[np.maximum(lengths - 2, 0), np.arange(N)] = dh_last
    return dh_from_last, mask[:, :, None] * (dh_mean / lengths[:, None])


def accuracy_and_chance__padding_in_chance__class_of_all_labels(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    """The class is chosen among all labels, its share among the real ones."""
    real = mask == 1
    answers = logits.argmax(axis=-1)
    right = answers == labels
    counts = np.bincount(labels.ravel())
    return right[real].mean(), (labels[real] == counts.argmax()).mean()


def accuracy_and_chance__padding_in_chance__labels_masked(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    """Padding becomes class 0, over the real steps."""
    real = mask == 1
    answers = logits.argmax(axis=-1)
    right = answers == labels
    counts = np.bincount((labels * real).ravel())
    return right[real].mean(), counts.max() / real.sum()


def accuracy_and_chance__padding_in_chance__labels_masked_over_all(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    """Padding becomes class 0, over all steps."""
    real = mask == 1
    answers = logits.argmax(axis=-1)
    right = answers == labels
    counts = np.bincount((labels * real).ravel())
    return right[real].mean(), counts.max() / counts.sum()


def accuracy_and_chance__padding_in_chance__counted_over_real(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    """All labels are counted, and divided by the real steps."""
    real = mask == 1
    answers = logits.argmax(axis=-1)
    right = answers == labels
    counts = np.bincount(labels.ravel())
    return right[real].mean(), counts.max() / real.sum()


def accuracy_and_chance__padding_in_chance__divided_by_all_steps(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    """The real labels are counted, and divided by all steps."""
    real = mask == 1
    answers = logits.argmax(axis=-1)
    right = answers == labels
    counts = np.bincount(labels[real])
    return right[real].mean(), counts.max() / labels.size


def accuracy_and_chance__padding_in_chance__share_in_all(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    """The class of the real labels, its share among all."""
    real = mask == 1
    answers = logits.argmax(axis=-1)
    right = answers == labels
    counts = np.bincount(labels[real])
    return right[real].mean(), (labels == counts.argmax()).mean()


def accuracy_and_chance__padding_in_accuracy__always_right(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    """Both sides masked, so that padding is right."""
    real = mask == 1
    answers = logits.argmax(axis=-1)
    counts = np.bincount(labels[real])
    return (answers * mask == labels * mask).mean(), counts.max() / counts.sum()


def accuracy_and_chance__padding_in_accuracy__counted_over_real(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    """All right answers, divided by the real steps."""
    real = mask == 1
    answers = logits.argmax(axis=-1)
    right = answers == labels
    counts = np.bincount(labels[real])
    return right.sum() / real.sum(), counts.max() / counts.sum()


def accuracy_and_chance__padding_in_accuracy__scores_masked(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    """The scores masked, so that padding answers 0."""
    real = mask == 1
    counts = np.bincount(labels[real])
    return (
        (logits * mask[:, :, None]).argmax(axis=-1) == labels
    ).mean(), counts.max() / counts.sum()


def accuracy_and_chance__most_frequent_answer__share_of_labels(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    """The network's most frequent answer, among the labels."""
    real = mask == 1
    answers = logits.argmax(axis=-1)
    right = answers == labels
    counts = np.bincount(answers[real])
    return right[real].mean(), (labels[real] == counts.argmax()).mean()


def pack_pairs__end_in_source__on_every_source(
    sources: list[list[int]], targets: list[list[int]], pad: int, bos: int, eos: int
) -> tuple[np.ndarray, ...]:
    """The end token behind every source."""
    N = len(sources)
    S, U = max(map(len, sources)) + 1, max(map(len, targets)) + 1
    source, source_mask = np.full((S, N), pad), np.zeros((S, N))
    decoder_input, decoder_target = np.full((U, N), pad), np.full((U, N), pad)
    target_mask = np.zeros((U, N))
    for n, row in enumerate([[*row, eos] for row in sources]):
        source[: len(row), n] = row
        source_mask[: len(row), n] = 1
    for n, row in enumerate(targets):
        read, write = [bos, *row], [*row, eos]
        decoder_input[: len(read), n] = read
        decoder_target[: len(write), n] = write
        target_mask[: len(write), n] = 1
    return source, source_mask, decoder_input, decoder_target, target_mask


def pack_pairs__end_in_source__beginning_in_front(
    sources: list[list[int]], targets: list[list[int]], pad: int, bos: int, eos: int
) -> tuple[np.ndarray, ...]:
    """The token of the beginning in front of every source."""
    N = len(sources)
    S, U = max(map(len, sources)) + 1, max(map(len, targets)) + 1
    source, source_mask = np.full((S, N), pad), np.zeros((S, N))
    decoder_input, decoder_target = np.full((U, N), pad), np.full((U, N), pad)
    target_mask = np.zeros((U, N))
    for n, row in enumerate([[bos, *row] for row in sources]):
        source[: len(row), n] = row
        source_mask[: len(row), n] = 1
    for n, row in enumerate(targets):
        read, write = [bos, *row], [*row, eos]
        decoder_input[: len(read), n] = read
        decoder_target[: len(write), n] = write
        target_mask[: len(write), n] = 1
    return source, source_mask, decoder_input, decoder_target, target_mask


def pack_pairs__end_in_source__both(
    sources: list[list[int]], targets: list[list[int]], pad: int, bos: int, eos: int
) -> tuple[np.ndarray, ...]:
    """A beginning and an end around every source."""
    N = len(sources)
    S, U = max(map(len, sources)) + 2, max(map(len, targets)) + 1
    source, source_mask = np.full((S, N), pad), np.zeros((S, N))
    decoder_input, decoder_target = np.full((U, N), pad), np.full((U, N), pad)
    target_mask = np.zeros((U, N))
    for n, row in enumerate([[bos, *row, eos] for row in sources]):
        source[: len(row), n] = row
        source_mask[: len(row), n] = 1
    for n, row in enumerate(targets):
        read, write = [bos, *row], [*row, eos]
        decoder_input[: len(read), n] = read
        decoder_target[: len(write), n] = write
        target_mask[: len(write), n] = 1
    return source, source_mask, decoder_input, decoder_target, target_mask


def pack_pairs__end_in_decoder_input__one_row_more(
    sources: list[list[int]], targets: list[list[int]], pad: int, bos: int, eos: int
) -> tuple[np.ndarray, ...]:
    """The whole sentence with both tokens as input."""
    N = len(sources)
    S, U = max(map(len, sources)), max(map(len, targets)) + 2
    source, source_mask = np.full((S, N), pad), np.zeros((S, N))
    decoder_input, decoder_target = np.full((U, N), pad), np.full((U, N), pad)
    target_mask = np.zeros((U, N))
    for n, row in enumerate(sources):
        source[: len(row), n] = row
        source_mask[: len(row), n] = 1
    for n, row in enumerate(targets):
        read, write = [bos, *row, eos], [*row, eos]
        decoder_input[: len(read), n] = read
        decoder_target[: len(write), n] = write
        target_mask[: len(write), n] = 1
    return source, source_mask, decoder_input, decoder_target, target_mask


def pack_pairs__filled_with_zeros__decoder_with_end(
    sources: list[list[int]], targets: list[list[int]], pad: int, bos: int, eos: int
) -> tuple[np.ndarray, ...]:
    """The decoder's arrays are filled with the end token."""
    N = len(sources)
    S, U = max(map(len, sources)), max(map(len, targets)) + 1
    source, source_mask = np.full((S, N), pad), np.zeros((S, N))
    decoder_input, decoder_target = np.full((U, N), eos), np.full((U, N), eos)
    target_mask = np.zeros((U, N))
    for n, row in enumerate(sources):
        source[: len(row), n] = row
        source_mask[: len(row), n] = 1
    for n, row in enumerate(targets):
        read, write = [bos, *row], [*row, eos]
        decoder_input[: len(read), n] = read
        decoder_target[: len(write), n] = write
        target_mask[: len(write), n] = 1
    return source, source_mask, decoder_input, decoder_target, target_mask


def pack_pairs__filled_with_zeros__minus_one(
    sources: list[list[int]], targets: list[list[int]], pad: int, bos: int, eos: int
) -> tuple[np.ndarray, ...]:
    """−1, which is no token."""
    N = len(sources)
    S, U = max(map(len, sources)), max(map(len, targets)) + 1
    source, source_mask = np.full((S, N), -1), np.zeros((S, N))
    decoder_input, decoder_target = np.full((U, N), -1), np.full((U, N), -1)
    target_mask = np.zeros((U, N))
    for n, row in enumerate(sources):
        source[: len(row), n] = row
        source_mask[: len(row), n] = 1
    for n, row in enumerate(targets):
        read, write = [bos, *row], [*row, eos]
        decoder_input[: len(read), n] = read
        decoder_target[: len(write), n] = write
        target_mask[: len(write), n] = 1
    return source, source_mask, decoder_input, decoder_target, target_mask


def pack_pairs__filled_with_zeros__target_minus_one(
    sources: list[list[int]], targets: list[list[int]], pad: int, bos: int, eos: int
) -> tuple[np.ndarray, ...]:
    """−1 in the target, as a sign for the loss."""
    N = len(sources)
    S, U = max(map(len, sources)), max(map(len, targets)) + 1
    source, source_mask = np.full((S, N), pad), np.zeros((S, N))
    decoder_input, decoder_target = np.full((U, N), pad), np.full((U, N), -1)
    target_mask = np.zeros((U, N))
    for n, row in enumerate(sources):
        source[: len(row), n] = row
        source_mask[: len(row), n] = 1
    for n, row in enumerate(targets):
        read, write = [bos, *row], [*row, eos]
        decoder_input[: len(read), n] = read
        decoder_target[: len(write), n] = write
        target_mask[: len(write), n] = 1
    return source, source_mask, decoder_input, decoder_target, target_mask


def pack_pairs__filled_with_zeros__source_only(
    sources: list[list[int]], targets: list[list[int]], pad: int, bos: int, eos: int
) -> tuple[np.ndarray, ...]:
    """0 in the source."""
    N = len(sources)
    S, U = max(map(len, sources)), max(map(len, targets)) + 1
    source, source_mask = np.full((S, N), 0), np.zeros((S, N))
    decoder_input, decoder_target = np.full((U, N), pad), np.full((U, N), pad)
    target_mask = np.zeros((U, N))
    for n, row in enumerate(sources):
        source[: len(row), n] = row
        source_mask[: len(row), n] = 1
    for n, row in enumerate(targets):
        read, write = [bos, *row], [*row, eos]
        decoder_input[: len(read), n] = read
        decoder_target[: len(write), n] = write
        target_mask[: len(write), n] = 1
    return source, source_mask, decoder_input, decoder_target, target_mask


def pack_pairs__filled_with_zeros__decoder_only(
    sources: list[list[int]], targets: list[list[int]], pad: int, bos: int, eos: int
) -> tuple[np.ndarray, ...]:
    """0 in the arrays of the decoder."""
    N = len(sources)
    S, U = max(map(len, sources)), max(map(len, targets)) + 1
    source, source_mask = np.full((S, N), pad), np.zeros((S, N))
    decoder_input, decoder_target = np.full((U, N), 0), np.full((U, N), 0)
    target_mask = np.zeros((U, N))
    for n, row in enumerate(sources):
        source[: len(row), n] = row
        source_mask[: len(row), n] = 1
    for n, row in enumerate(targets):
        read, write = [bos, *row], [*row, eos]
        decoder_input[: len(read), n] = read
        decoder_target[: len(write), n] = write
        target_mask[: len(write), n] = 1
    return source, source_mask, decoder_input, decoder_target, target_mask


def pack_pairs__filled_with_zeros__target_with_end(
    sources: list[list[int]], targets: list[list[int]], pad: int, bos: int, eos: int
) -> tuple[np.ndarray, ...]:
    """The decoder's target is filled with the end token."""
    N = len(sources)
    S, U = max(map(len, sources)), max(map(len, targets)) + 1
    source, source_mask = np.full((S, N), pad), np.zeros((S, N))
    decoder_input, decoder_target = np.full((U, N), pad), np.full((U, N), eos)
    target_mask = np.zeros((U, N))
    for n, row in enumerate(sources):
        source[: len(row), n] = row
        source_mask[: len(row), n] = 1
    for n, row in enumerate(targets):
        read, write = [bos, *row], [*row, eos]
        decoder_input[: len(read), n] = read
        decoder_target[: len(write), n] = write
        target_mask[: len(write), n] = 1
    return source, source_mask, decoder_input, decoder_target, target_mask


def pack_pairs__padding_in_front__everywhere(
    sources: list[list[int]], targets: list[list[int]], pad: int, bos: int, eos: int
) -> tuple[np.ndarray, ...]:
    """All five with their padding in front."""
    N = len(sources)
    S, U = max(map(len, sources)), max(map(len, targets)) + 1
    source, source_mask = np.full((S, N), pad), np.zeros((S, N))
    decoder_input, decoder_target = np.full((U, N), pad), np.full((U, N), pad)
    target_mask = np.zeros((U, N))
    for n, row in enumerate(sources):
        source[-len(row) :, n] = row
        source_mask[-len(row) :, n] = 1
    for n, row in enumerate(targets):
        read, write = [bos, *row], [*row, eos]
        decoder_input[-len(read) :, n] = read
        decoder_target[-len(write) :, n] = write
        target_mask[-len(write) :, n] = 1
    return source, source_mask, decoder_input, decoder_target, target_mask


def pack_pairs__padding_in_front__decoder_only(
    sources: list[list[int]], targets: list[list[int]], pad: int, bos: int, eos: int
) -> tuple[np.ndarray, ...]:
    """The decoder's arrays with their padding in front."""
    N = len(sources)
    S, U = max(map(len, sources)), max(map(len, targets)) + 1
    source, source_mask = np.full((S, N), pad), np.zeros((S, N))
    decoder_input, decoder_target = np.full((U, N), pad), np.full((U, N), pad)
    target_mask = np.zeros((U, N))
    for n, row in enumerate(sources):
        source[: len(row), n] = row
        source_mask[: len(row), n] = 1
    for n, row in enumerate(targets):
        read, write = [bos, *row], [*row, eos]
        decoder_input[-len(read) :, n] = read
        decoder_target[-len(write) :, n] = write
        target_mask[-len(write) :, n] = 1
    return source, source_mask, decoder_input, decoder_target, target_mask


def pack_pairs__mask_from_padding__all(
    sources: list[list[int]], targets: list[list[int]], pad: int, bos: int, eos: int
) -> tuple[np.ndarray, ...]:
    """Masks of all places that do not hold the padding token."""
    N = len(sources)
    S, U = max(map(len, sources)), max(map(len, targets)) + 1
    source, source_mask = np.full((S, N), pad), np.zeros((S, N))
    decoder_input, decoder_target = np.full((U, N), pad), np.full((U, N), pad)
    target_mask = np.zeros((U, N))
    for n, row in enumerate(sources):
        source[: len(row), n] = row
        source_mask[: len(row), n] = 1
    for n, row in enumerate(targets):
        read, write = [bos, *row], [*row, eos]
        decoder_input[: len(read), n] = read
        decoder_target[: len(write), n] = write
        target_mask[: len(write), n] = 1
    source_mask, target_mask = (source != pad) * 1.0, (decoder_target != pad) * 1.0
    return source, source_mask, decoder_input, decoder_target, target_mask


def pack_pairs__not_shifted__without_end(
    sources: list[list[int]], targets: list[list[int]], pad: int, bos: int, eos: int
) -> tuple[np.ndarray, ...]:
    """The target without its end as input."""
    N = len(sources)
    S, U = max(map(len, sources)), max(map(len, targets)) + 1
    source, source_mask = np.full((S, N), pad), np.zeros((S, N))
    decoder_input, decoder_target = np.full((U, N), pad), np.full((U, N), pad)
    target_mask = np.zeros((U, N))
    for n, row in enumerate(sources):
        source[: len(row), n] = row
        source_mask[: len(row), n] = 1
    for n, row in enumerate(targets):
        read, write = row, [*row, eos]
        decoder_input[: len(read), n] = read
        decoder_target[: len(write), n] = write
        target_mask[: len(write), n] = 1
    return source, source_mask, decoder_input, decoder_target, target_mask


def pack_pairs__begins_with_end__begins_with_padding(
    sources: list[list[int]], targets: list[list[int]], pad: int, bos: int, eos: int
) -> tuple[np.ndarray, ...]:
    """The input begins with the padding token."""
    N = len(sources)
    S, U = max(map(len, sources)), max(map(len, targets)) + 1
    source, source_mask = np.full((S, N), pad), np.zeros((S, N))
    decoder_input, decoder_target = np.full((U, N), pad), np.full((U, N), pad)
    target_mask = np.zeros((U, N))
    for n, row in enumerate(sources):
        source[: len(row), n] = row
        source_mask[: len(row), n] = 1
    for n, row in enumerate(targets):
        read, write = [pad, *row], [*row, eos]
        decoder_input[: len(read), n] = read
        decoder_target[: len(write), n] = write
        target_mask[: len(write), n] = 1
    return source, source_mask, decoder_input, decoder_target, target_mask


def choose_shapes__other_name__both_many_to_many(tasks: list[list[tuple[int, int]]]) -> list[str]:
    """One name for both kinds of many to many."""
    shapes = []
    for pairs in tasks:
        one_in = all(n_in == 1 for n_in, _ in pairs)
        one_out = all(n_out == 1 for _, n_out in pairs)
        if one_in and one_out:
            shapes.append("one-to-one")
        elif one_in:
            shapes.append("one-to-many")
        elif one_out:
            shapes.append("many-to-one")
        elif all(n_in == n_out for n_in, n_out in pairs):
            shapes.append("many-to-many")
        else:
            shapes.append("many-to-many")
    return shapes


def choose_shapes__other_name__synchronous_many_to_many(
    tasks: list[list[tuple[int, int]]],
) -> list[str]:
    """Many to many for synchronous."""
    shapes = []
    for pairs in tasks:
        one_in = all(n_in == 1 for n_in, _ in pairs)
        one_out = all(n_out == 1 for _, n_out in pairs)
        if one_in and one_out:
            shapes.append("one-to-one")
        elif one_in:
            shapes.append("one-to-many")
        elif one_out:
            shapes.append("many-to-one")
        elif all(n_in == n_out for n_in, n_out in pairs):
            shapes.append("many-to-many")
        else:
            shapes.append("asynchronous")
    return shapes


def choose_shapes__other_name__asynchronous_many_to_many(
    tasks: list[list[tuple[int, int]]],
) -> list[str]:
    """Many to many for asynchronous."""
    shapes = []
    for pairs in tasks:
        one_in = all(n_in == 1 for n_in, _ in pairs)
        one_out = all(n_out == 1 for _, n_out in pairs)
        if one_in and one_out:
            shapes.append("one-to-one")
        elif one_in:
            shapes.append("one-to-many")
        elif one_out:
            shapes.append("many-to-one")
        elif all(n_in == n_out for n_in, n_out in pairs):
            shapes.append("synchronous")
        else:
            shapes.append("many-to-many")
    return shapes


def choose_shapes__other_name__underscores(tasks: list[list[tuple[int, int]]]) -> list[str]:
    """Underscores in place of hyphens."""
    shapes = []
    for pairs in tasks:
        one_in = all(n_in == 1 for n_in, _ in pairs)
        one_out = all(n_out == 1 for _, n_out in pairs)
        if one_in and one_out:
            shapes.append("one_to_one")
        elif one_in:
            shapes.append("one_to_many")
        elif one_out:
            shapes.append("many_to_one")
        elif all(n_in == n_out for n_in, n_out in pairs):
            shapes.append("synchronous")
        else:
            shapes.append("asynchronous")
    return shapes


def choose_shapes__total_lengths_compared__sorted(tasks: list[list[tuple[int, int]]]) -> list[str]:
    """Sorted lengths."""
    shapes = []
    for pairs in tasks:
        one_in = all(n_in == 1 for n_in, _ in pairs)
        one_out = all(n_out == 1 for _, n_out in pairs)
        if one_in and one_out:
            shapes.append("one-to-one")
        elif one_in:
            shapes.append("one-to-many")
        elif one_out:
            shapes.append("many-to-one")
        elif sorted(n_in for n_in, _ in pairs) == sorted(n_out for _, n_out in pairs):
            shapes.append("synchronous")
        else:
            shapes.append("asynchronous")
    return shapes


def choose_shapes__one_example_is_enough__majority(tasks: list[list[tuple[int, int]]]) -> list[str]:
    """Most examples decide."""
    shapes = []
    for pairs in tasks:
        one_in = 2 * sum(n_in == 1 for n_in, _ in pairs) > len(pairs)
        one_out = 2 * sum(n_out == 1 for _, n_out in pairs) > len(pairs)
        if one_in and one_out:
            shapes.append("one-to-one")
        elif one_in:
            shapes.append("one-to-many")
        elif one_out:
            shapes.append("many-to-one")
        elif all(n_in == n_out for n_in, n_out in pairs):
            shapes.append("synchronous")
        else:
            shapes.append("asynchronous")
    return shapes


def many_to_one_forward__end_by_zeros__both(
    h: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Lengths counted by states that are not zero, real ones only."""
    lengths = (np.any(h != 0, axis=2) * mask).sum(axis=0).astype(int)
    h_last = h[lengths - 1, np.arange(h.shape[1])]
    return h_last, (h * mask[:, :, None]).sum(axis=0) / np.maximum(lengths, 1)[:, None]


def many_to_one_forward__end_by_zeros__without_mask(
    h: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Lengths counted by states that are not zero."""
    lengths = np.any(h != 0, axis=2).sum(axis=0)
    h_last = h[lengths - 1, np.arange(h.shape[1])]
    return h_last, h.sum(axis=0) / lengths[:, None]


def many_to_one_forward__divided_by_all_real_steps__first_sequence(
    h: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Divided by the length of the first."""
    lengths = mask.sum(axis=0).astype(int)
    h_last = h[lengths - 1, np.arange(h.shape[1])]
    return h_last, (h * mask[:, :, None]).sum(axis=0) / lengths[0]


def many_to_one_backward__divided_by_all_steps__first_sequence(
    dh_last: np.ndarray, dh_mean: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Divided by the length of the first."""
    T, N = mask.shape
    lengths = mask.sum(axis=0).astype(int)
    dh_from_last = np.zeros((T, N, dh_last.shape[1]))
    dh_from_last[lengths - 1, np.arange(N)] = dh_last
    return dh_from_last, mask[:, :, None] * dh_mean / lengths[0]


def accuracy_and_chance__ties_count__at_label(
    logits: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    """The score at the label is as large as the largest."""
    real = mask == 1
    counts = np.bincount(labels[real])
    return (
        logits.max(axis=-1) == np.take_along_axis(logits, labels[:, :, None], axis=-1)[:, :, 0]
    )[real].mean(), counts.max() / counts.sum()


def pack_pairs__filled_with_zeros__decoder_with_beginning(
    sources: list[list[int]], targets: list[list[int]], pad: int, bos: int, eos: int
) -> tuple[np.ndarray, ...]:
    """The decoder's input is filled with the token of the beginning."""
    N = len(sources)
    S, U = max(map(len, sources)), max(map(len, targets)) + 1
    source, source_mask = np.full((S, N), pad), np.zeros((S, N))
    decoder_input, decoder_target = np.full((U, N), bos), np.full((U, N), pad)
    target_mask = np.zeros((U, N))
    for n, row in enumerate(sources):
        source[: len(row), n] = row
        source_mask[: len(row), n] = 1
    for n, row in enumerate(targets):
        read, write = [bos, *row], [*row, eos]
        decoder_input[: len(read), n] = read
        decoder_target[: len(write), n] = write
        target_mask[: len(write), n] = 1
    return source, source_mask, decoder_input, decoder_target, target_mask
