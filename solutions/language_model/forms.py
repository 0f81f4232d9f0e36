"""Known mistakes of chapter 05 as people write them."""

import numpy as np


def shift_inputs_and_labels__labels_not_shifted__whole_box(
    ids: np.ndarray, pad: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    x = ids.copy()
    labels = ids.copy()
    return x, labels, (ids != pad).astype(float)


def shift_inputs_and_labels__labels_not_shifted__but_in_the_mask(
    ids: np.ndarray, pad: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    steps = len(ids) - 1
    return ids[:steps], ids[:steps], np.where(ids[1:] == pad, 0.0, 1.0)


def shift_inputs_and_labels__shifted_backwards__rolled(
    ids: np.ndarray, pad: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    labels = np.roll(ids, 1, axis=0)[:-1]
    return ids[:-1], labels, np.where(labels == pad, 0.0, 1.0)


def shift_inputs_and_labels__wraps_around__last_row_masked(
    ids: np.ndarray, pad: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    labels = np.concatenate([ids[1:], ids[:1]])
    mask = (labels != pad).astype(float)
    mask[-1] = 0
    return ids, labels, mask


def shift_inputs_and_labels__end_not_learnt__but_in_full_columns(
    ids: np.ndarray, pad: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    labels = ids[1:]
    mask = np.ones(labels.shape)
    for t in range(len(labels) - 1):
        mask[t] = labels[t + 1] != pad
    return ids[:-1], labels, mask


def shift_inputs_and_labels__end_not_learnt__largest_number_taken_for_it(
    ids: np.ndarray, pad: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    labels = ids[1:]
    eos = ids.max()
    return ids[:-1], labels, np.where((labels == pad) | (labels == eos), 0.0, 1.0)


def shift_inputs_and_labels__padding_guessed__larger_numbers_are_words(
    ids: np.ndarray, pad: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    labels = ids[1:]
    return ids[:-1], labels, np.where(labels > pad, 1.0, 0.0)


def shift_inputs_and_labels__padding_guessed__smaller_numbers_are_words(
    ids: np.ndarray, pad: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    labels = ids[1:]
    return ids[:-1], labels, np.where(labels < pad, 1.0, 0.0)


def shift_inputs_and_labels__padding_guessed__last_row_of_the_first_column(
    ids: np.ndarray, pad: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    labels = ids[1:]
    return ids[:-1], labels, np.where(labels == ids[-1, 0], 0.0, 1.0)


def _surprise(y_hat: np.ndarray, labels: np.ndarray) -> np.ndarray:
    T, N = labels.shape
    return -np.log(y_hat[np.arange(T)[:, None], np.arange(N), labels])


def perplexity__log_to_base_two__and_back(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    bits = (_surprise(y_hat, labels) * mask).sum() / mask.sum() / np.log(2)
    return bits, 2**bits


def perplexity__power_of_two__of_ten(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    loss = np.average(_surprise(y_hat, labels), weights=mask)
    return loss, 10**loss


def perplexity__sign_of_loss__but_not_of_perplexity(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    log_likelihood = -np.average(_surprise(y_hat, labels), weights=mask)
    return log_likelihood, np.exp(-log_likelihood)


def perplexity__mean_before_log__over_all_places(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    p = np.exp(-_surprise(y_hat, labels))
    loss = -np.log(p.mean())
    return loss, np.exp(loss)


def perplexity__mean_of_choices__over_all_places(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    surprise = _surprise(y_hat, labels)
    return np.average(surprise, weights=mask), np.exp(surprise).mean()


def perplexity__perplexity_of_a_sentence__exponential_of_the_sum(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    total = (_surprise(y_hat, labels) * mask).sum()
    return total / mask.sum(), np.exp(total)


def perplexity__perplexity_of_a_sentence__mean_of_their_losses(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    total = (_surprise(y_hat, labels) * mask).sum()
    return total / mask.sum(), np.exp(total / labels.shape[1])


def perplexity__perplexity_of_a_sentence__mean_of_their_inverse_probabilities(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    total = (_surprise(y_hat, labels) * mask).sum(axis=0)
    return total.sum() / mask.sum(), np.exp(total).mean()


def perplexity__label_not_used__entropy(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    entropy = -(y_hat * np.log(y_hat)).sum(axis=-1)
    loss = (entropy * mask).sum() / mask.sum()
    return loss, np.exp(loss)


def perplexity__label_not_used__all_classes(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    loss = -(np.log(y_hat) * mask[:, :, None]).sum() / mask.sum()
    return loss, np.exp(loss)


def perplexity__label_not_used__likeliest_token(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    loss = -np.average(np.log(y_hat.max(axis=2)), weights=mask)
    return loss, np.exp(loss)


def _protected(p: np.ndarray, mask: np.ndarray) -> tuple[float, float]:
    loss = -np.average(np.log(p), weights=mask)
    return loss, np.exp(loss)


def perplexity__tiny_probabilities_changed__1e_8_added(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    return _protected(np.exp(-_surprise(y_hat, labels)) + 1e-8, mask)


def perplexity__tiny_probabilities_changed__1e_10_added(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    return _protected(np.exp(-_surprise(y_hat, labels)) + 1e-10, mask)


def perplexity__tiny_probabilities_changed__1e_12_added(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    return _protected(np.exp(-_surprise(y_hat, labels)) + 1e-12, mask)


def perplexity__tiny_probabilities_changed__1e_9_added(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    return _protected(np.exp(-_surprise(y_hat, labels)) + 1e-9, mask)


def _forward(W: np.ndarray, x: np.ndarray) -> np.ndarray:
    logits = W[x]
    exp = np.exp(logits - logits.max(axis=2, keepdims=True))
    return exp / exp.sum(axis=2, keepdims=True)


def _errors(y_hat: np.ndarray, labels: np.ndarray) -> np.ndarray:
    return y_hat - np.eye(y_hat.shape[2])[labels]


def _loss(y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray) -> float:
    return float((_surprise(y_hat, labels) * mask).sum() / mask.sum())


def _gradient(W: np.ndarray, x: np.ndarray, d: np.ndarray) -> np.ndarray:
    dW = np.zeros(W.shape)
    for t, n in np.ndindex(x.shape):
        dW[x[t, n]] += d[t, n]
    return dW


def training_step__one_contribution_a_row__last_real_one(
    W: np.ndarray, x: np.ndarray, labels: np.ndarray, mask: np.ndarray, learning_rate: float
) -> tuple[float, np.ndarray]:
    y_hat, real = _forward(W, x), mask == 1
    dW = np.zeros_like(W)
    dW[x[real]] += _errors(y_hat, labels)[real] / real.sum()
    return _loss(y_hat, labels, mask), W - learning_rate * dW


def training_step__one_contribution_a_row__at_each_step(
    W: np.ndarray, x: np.ndarray, labels: np.ndarray, mask: np.ndarray, learning_rate: float
) -> tuple[float, np.ndarray]:
    y_hat = _forward(W, x)
    d = _errors(y_hat, labels) * mask[:, :, None] / mask.sum()
    dW = np.zeros_like(W)
    for x_t, d_t in zip(x, d, strict=True):
        dW[x_t] += d_t
    return _loss(y_hat, labels, mask), W - learning_rate * dW


def training_step__padding_in_gradient__mean_over_all_places(
    W: np.ndarray, x: np.ndarray, labels: np.ndarray, mask: np.ndarray, learning_rate: float
) -> tuple[float, np.ndarray]:
    y_hat = _forward(W, x)
    d = _errors(y_hat, labels) / labels.size
    return _loss(y_hat, labels, mask), W - learning_rate * _gradient(W, x, d)


def training_step__padding_in_loss__mean_over_all_places(
    W: np.ndarray, x: np.ndarray, labels: np.ndarray, mask: np.ndarray, learning_rate: float
) -> tuple[float, np.ndarray]:
    y_hat = _forward(W, x)
    d = _errors(y_hat, labels) * mask[:, :, None] / mask.sum()
    return _surprise(y_hat, labels).mean(), W - learning_rate * _gradient(W, x, d)


def training_step__gradient_returned__times_learning_rate(
    W: np.ndarray, x: np.ndarray, labels: np.ndarray, mask: np.ndarray, learning_rate: float
) -> tuple[float, np.ndarray]:
    y_hat = _forward(W, x)
    d = _errors(y_hat, labels) * mask[:, :, None] / mask.sum()
    return _loss(y_hat, labels, mask), learning_rate * _gradient(W, x, d)


def training_step__gradient_returned__as_a_step_down(
    W: np.ndarray, x: np.ndarray, labels: np.ndarray, mask: np.ndarray, learning_rate: float
) -> tuple[float, np.ndarray]:
    y_hat = _forward(W, x)
    d = _errors(y_hat, labels) * mask[:, :, None] / mask.sum()
    return _loss(y_hat, labels, mask), -learning_rate * _gradient(W, x, d)


def training_step__no_shift__log_of_the_sum(
    W: np.ndarray, x: np.ndarray, labels: np.ndarray, mask: np.ndarray, learning_rate: float
) -> tuple[float, np.ndarray]:
    logits = W[x]
    log_y_hat = logits - np.log(np.exp(logits).sum(axis=2, keepdims=True))
    picked = np.take_along_axis(log_y_hat, labels[:, :, None], axis=2)[:, :, 0]
    d = _errors(np.exp(log_y_hat), labels) * mask[:, :, None] / mask.sum()
    return -(picked * mask).sum() / mask.sum(), W - learning_rate * _gradient(W, x, d)


def training_step__loss_after_step__of_the_new_table(
    W: np.ndarray, x: np.ndarray, labels: np.ndarray, mask: np.ndarray, learning_rate: float
) -> tuple[float, np.ndarray]:
    d = _errors(_forward(W, x), labels) * mask[:, :, None] / mask.sum()
    W_new = W - learning_rate * _gradient(W, x, d)
    return _loss(_forward(W_new, x), labels, mask), W_new


def training_step__updates_on_the_way__place_by_place(
    W: np.ndarray, x: np.ndarray, labels: np.ndarray, mask: np.ndarray, learning_rate: float
) -> tuple[float, np.ndarray]:
    W_new, loss, M = W.copy(), 0.0, mask.sum()
    for t, n in np.argwhere(mask):
        row = W_new[x[t, n]]
        y_hat = np.exp(row - row.max())
        y_hat /= y_hat.sum()
        loss -= np.log(y_hat[labels[t, n]]) / M
        y_hat[labels[t, n]] -= 1
        W_new[x[t, n]] -= learning_rate * y_hat / M
    return loss, W_new


def training_step__updates_on_the_way__step_by_step(
    W: np.ndarray, x: np.ndarray, labels: np.ndarray, mask: np.ndarray, learning_rate: float
) -> tuple[float, np.ndarray]:
    W_new, loss, M = W.copy(), 0.0, mask.sum()
    for t in range(len(x)):
        y_hat = _forward(W_new, x[t : t + 1])
        loss += (_surprise(y_hat, labels[t : t + 1]) * mask[t]).sum() / M
        d = _errors(y_hat, labels[t : t + 1]) * mask[t, :, None] / M
        W_new -= learning_rate * _gradient(W, x[t : t + 1], d)
    return loss, W_new


def training_step__updates_on_the_way__loss_of_the_old_table(
    W: np.ndarray, x: np.ndarray, labels: np.ndarray, mask: np.ndarray, learning_rate: float
) -> tuple[float, np.ndarray]:
    W_new = W.copy()
    for t, n in np.argwhere(mask):
        row = W_new[x[t, n]]
        y_hat = np.exp(row - row.max())
        gradient = y_hat / y_hat.sum()
        gradient[labels[t, n]] -= 1
        W_new[x[t, n]] = row - learning_rate * gradient / mask.sum()
    return _loss(_forward(W, x), labels, mask), W_new


def training_step__columns_read__and_changed(
    W: np.ndarray, x: np.ndarray, labels: np.ndarray, mask: np.ndarray, learning_rate: float
) -> tuple[float, np.ndarray]:
    y_hat = _forward(W.T, x)
    d = _errors(y_hat, labels) * mask[:, :, None] / mask.sum()
    return _loss(y_hat, labels, mask), W - learning_rate * _gradient(W, x, d).T


def training_step__columns_read__rows_changed(
    W: np.ndarray, x: np.ndarray, labels: np.ndarray, mask: np.ndarray, learning_rate: float
) -> tuple[float, np.ndarray]:
    y_hat = _forward(W.T, x)
    d = _errors(y_hat, labels) * mask[:, :, None] / mask.sum()
    return _loss(y_hat, labels, mask), W - learning_rate * _gradient(W, x, d)


def training_step__mask_not_used__means_over_all_places(
    W: np.ndarray, x: np.ndarray, labels: np.ndarray, mask: np.ndarray, learning_rate: float
) -> tuple[float, np.ndarray]:
    y_hat = _forward(W, x)
    d = _errors(y_hat, labels) / labels.size
    return _surprise(y_hat, labels).mean(), W - learning_rate * _gradient(W, x, d)


def training_step__mask_not_used__but_in_the_divisor(
    W: np.ndarray, x: np.ndarray, labels: np.ndarray, mask: np.ndarray, learning_rate: float
) -> tuple[float, np.ndarray]:
    y_hat, M = _forward(W, x), mask.sum()
    d = _errors(y_hat, labels) / M
    return _surprise(y_hat, labels).sum() / M, W - learning_rate * _gradient(W, x, d)


def temperature_probabilities__after_the_softmax__multiplied(
    logits: np.ndarray, temperature: float
) -> np.ndarray:
    return temperature * _softmax(logits)


def temperature_probabilities__over_batch__shift_by_rows(
    logits: np.ndarray, temperature: float
) -> np.ndarray:
    scaled = logits / temperature
    exp = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    return exp / exp.sum(axis=0)


def temperature_probabilities__one_sum_for_all__one_shift_for_all(
    logits: np.ndarray, temperature: float
) -> np.ndarray:
    exp = np.exp((logits - logits.max()) / temperature)
    return exp / exp.sum()


def temperature_probabilities__one_shift_for_all__largest_of_all(
    logits: np.ndarray, temperature: float
) -> np.ndarray:
    exp = np.exp((logits - logits.max()) / temperature)
    return exp / exp.sum(axis=1, keepdims=True)


def temperature_probabilities__one_shift_for_all__largest_of_each_column(
    logits: np.ndarray, temperature: float
) -> np.ndarray:
    exp = np.exp((logits - logits.max(axis=0)) / temperature)
    return exp / exp.sum(axis=1, keepdims=True)


def temperature_probabilities__shift_not_in_both__only_above(
    logits: np.ndarray, temperature: float
) -> np.ndarray:
    above = np.exp((logits - logits.max(axis=1, keepdims=True)) / temperature)
    return above / np.exp(logits / temperature).sum(axis=1, keepdims=True)


def temperature_probabilities__shift_not_in_both__only_below(
    logits: np.ndarray, temperature: float
) -> np.ndarray:
    below = np.exp((logits - logits.max(axis=1, keepdims=True)) / temperature)
    return np.exp(logits / temperature) / below.sum(axis=1, keepdims=True)


def temperature_probabilities__shift_not_in_both__before_dividing(
    logits: np.ndarray, temperature: float
) -> np.ndarray:
    above = np.exp(logits / temperature - logits.max(axis=1, keepdims=True))
    below = np.exp((logits - logits.max(axis=1, keepdims=True)) / temperature)
    return above / below.sum(axis=1, keepdims=True)


def temperature_probabilities__softmax_twice__temperature_between(
    logits: np.ndarray, temperature: float
) -> np.ndarray:
    return _softmax(_softmax(logits) / temperature)


def temperature_probabilities__softmax_twice__temperature_first(
    logits: np.ndarray, temperature: float
) -> np.ndarray:
    return _softmax(_softmax(logits / temperature))


def _softmax(z: np.ndarray) -> np.ndarray:
    exp = np.exp(z - z.max(axis=1, keepdims=True))
    return exp / exp.sum(axis=1, keepdims=True)


def sample_tokens__all_equally_likely__rounded(y_hat: np.ndarray, u: np.ndarray) -> np.ndarray:
    return np.round(u * (y_hat.shape[1] - 1)).astype(int)


def sample_tokens__no_running_sum__counted(y_hat: np.ndarray, u: np.ndarray) -> np.ndarray:
    return (y_hat <= u[:, None]).sum(axis=1)


def sample_tokens__one_number_for_all_rows__the_last(
    y_hat: np.ndarray, u: np.ndarray
) -> np.ndarray:
    return (y_hat.cumsum(axis=1) > u[-1]).argmax(axis=1)


def sample_tokens__one_number_for_all_rows__their_mean(
    y_hat: np.ndarray, u: np.ndarray
) -> np.ndarray:
    return (y_hat.cumsum(axis=1) > u.mean()).argmax(axis=1)


def sample_tokens__running_sum_over_all__row_after_row(
    y_hat: np.ndarray, u: np.ndarray
) -> np.ndarray:
    ends = np.cumsum(y_hat).reshape(y_hat.shape)
    return np.array([np.argmax(row > number) for row, number in zip(ends, u, strict=True)])


def sample_tokens__nearest_to_u__probability(y_hat: np.ndarray, u: np.ndarray) -> np.ndarray:
    return np.abs(y_hat - u[:, None]).argmin(axis=1)


def sample_tokens__nearest_to_u__running_sum(y_hat: np.ndarray, u: np.ndarray) -> np.ndarray:
    return np.abs(y_hat.cumsum(axis=1) - u[:, None]).argmin(axis=1)


def sample_tokens__sorted_first__ranks_returned(y_hat: np.ndarray, u: np.ndarray) -> np.ndarray:
    ends = np.sort(y_hat, axis=1)[:, ::-1].cumsum(axis=1)
    return (ends > u[:, None]).argmax(axis=1)


def sample_tokens__sorted_first__from_the_longest(y_hat: np.ndarray, u: np.ndarray) -> np.ndarray:
    order = np.argsort(-y_hat, axis=1, kind="stable")
    ranks = (np.take_along_axis(y_hat, order, axis=1).cumsum(axis=1) > u[:, None]).argmax(axis=1)
    return order[np.arange(len(u)), ranks]


def sample_tokens__sorted_first__from_the_shortest(y_hat: np.ndarray, u: np.ndarray) -> np.ndarray:
    tokens = []
    for row, number in zip(y_hat, u, strict=True):
        order = np.argsort(row, kind="stable")
        tokens.append(order[np.argmax(row[order].cumsum() > number)])
    return np.array(tokens)
