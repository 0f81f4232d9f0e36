"""Known mistakes of chapter 05 as people write them."""

import numpy as np


def shift_inputs_and_labels__labels_not_shifted__whole_box(
    ids: np.ndarray, pad: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Takes the whole box twice."""
    x = ids.copy()
    labels = ids.copy()
    return x, labels, (ids != pad).astype(float)


def shift_inputs_and_labels__labels_not_shifted__but_in_the_mask(
    ids: np.ndarray, pad: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Shifts where the mask is made, and nowhere else."""
    steps = len(ids) - 1
    return ids[:steps], ids[:steps], np.where(ids[1:] == pad, 0.0, 1.0)


def shift_inputs_and_labels__shifted_backwards__rolled(
    ids: np.ndarray, pad: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rolls the box down by a step."""
    labels = np.roll(ids, 1, axis=0)[:-1]
    return ids[:-1], labels, np.where(labels == pad, 0.0, 1.0)


def shift_inputs_and_labels__wraps_around__last_row_masked(
    ids: np.ndarray, pad: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Takes the whole box, and masks its last row."""
    labels = np.concatenate([ids[1:], ids[:1]])
    mask = (labels != pad).astype(float)
    mask[-1] = 0
    return ids, labels, mask


def shift_inputs_and_labels__end_not_learnt__but_in_full_columns(
    ids: np.ndarray, pad: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Asks whether one more token comes; at the last step nobody asks."""
    labels = ids[1:]
    mask = np.ones(labels.shape)
    for t in range(len(labels) - 1):
        mask[t] = labels[t + 1] != pad
    return ids[:-1], labels, mask


def shift_inputs_and_labels__end_not_learnt__largest_number_taken_for_it(
    ids: np.ndarray, pad: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Takes the largest number for a mark that is no word."""
    labels = ids[1:]
    eos = ids.max()
    return ids[:-1], labels, np.where((labels == pad) | (labels == eos), 0.0, 1.0)


def shift_inputs_and_labels__padding_guessed__larger_numbers_are_words(
    ids: np.ndarray, pad: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Takes the padding for the smallest number."""
    labels = ids[1:]
    return ids[:-1], labels, np.where(labels > pad, 1.0, 0.0)


def shift_inputs_and_labels__padding_guessed__smaller_numbers_are_words(
    ids: np.ndarray, pad: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Takes the padding for the largest number."""
    labels = ids[1:]
    return ids[:-1], labels, np.where(labels < pad, 1.0, 0.0)


def shift_inputs_and_labels__padding_guessed__last_row_of_the_first_column(
    ids: np.ndarray, pad: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Takes the first column's last token for padding."""
    labels = ids[1:]
    return ids[:-1], labels, np.where(labels == ids[-1, 0], 0.0, 1.0)


def _surprise(y_hat: np.ndarray, labels: np.ndarray) -> np.ndarray:
    T, N = labels.shape
    return -np.log(y_hat[np.arange(T)[:, None], np.arange(N), labels])


def perplexity__log_to_base_two__and_back(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    """Counts bits, and raises 2 to them."""
    bits = (_surprise(y_hat, labels) * mask).sum() / mask.sum() / np.log(2)
    return bits, 2**bits


def perplexity__power_of_two__of_ten(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    """Raises 10 to the loss."""
    loss = np.average(_surprise(y_hat, labels), weights=mask)
    return loss, 10**loss


def perplexity__sign_of_loss__but_not_of_perplexity(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    """Returns the mean log-likelihood, and a perplexity that is right."""
    log_likelihood = -np.average(_surprise(y_hat, labels), weights=mask)
    return log_likelihood, np.exp(-log_likelihood)


def perplexity__mean_before_log__over_all_places(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    """The same with padding."""
    p = np.exp(-_surprise(y_hat, labels))
    loss = -np.log(p.mean())
    return loss, np.exp(loss)


def perplexity__mean_of_choices__over_all_places(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    """The same with padding."""
    surprise = _surprise(y_hat, labels)
    return np.average(surprise, weights=mask), np.exp(surprise).mean()


def perplexity__perplexity_of_a_sentence__exponential_of_the_sum(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    """Takes the exponential of the sum."""
    total = (_surprise(y_hat, labels) * mask).sum()
    return total / mask.sum(), np.exp(total)


def perplexity__perplexity_of_a_sentence__mean_of_their_losses(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    """Takes the exponential of a mean sentence's loss."""
    total = (_surprise(y_hat, labels) * mask).sum()
    return total / mask.sum(), np.exp(total / labels.shape[1])


def perplexity__perplexity_of_a_sentence__mean_of_their_inverse_probabilities(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    """Takes the mean over sentences of 1 over their probability."""
    total = (_surprise(y_hat, labels) * mask).sum(axis=0)
    return total.sum() / mask.sum(), np.exp(total).mean()


def perplexity__label_not_used__entropy(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    """Takes the entropy of what the model says."""
    entropy = -(y_hat * np.log(y_hat)).sum(axis=-1)
    loss = (entropy * mask).sum() / mask.sum()
    return loss, np.exp(loss)


def perplexity__label_not_used__all_classes(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    """Sums over all classes."""
    loss = -(np.log(y_hat) * mask[:, :, None]).sum() / mask.sum()
    return loss, np.exp(loss)


def perplexity__label_not_used__likeliest_token(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    """Takes the largest probability."""
    loss = -np.average(np.log(y_hat.max(axis=2)), weights=mask)
    return loss, np.exp(loss)


def _protected(p: np.ndarray, mask: np.ndarray) -> tuple[float, float]:
    loss = -np.average(np.log(p), weights=mask)
    return loss, np.exp(loss)


def perplexity__tiny_probabilities_changed__1e_8_added(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    """Adds 1e-8."""
    return _protected(np.exp(-_surprise(y_hat, labels)) + 1e-8, mask)


def perplexity__tiny_probabilities_changed__1e_10_added(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    """Adds 1e-10."""
    return _protected(np.exp(-_surprise(y_hat, labels)) + 1e-10, mask)


def perplexity__tiny_probabilities_changed__1e_12_added(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    """Adds 1e-12."""
    return _protected(np.exp(-_surprise(y_hat, labels)) + 1e-12, mask)


def perplexity__tiny_probabilities_changed__1e_9_added(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    """Adds 1e-9."""
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
    """Adds by index, at real places."""
    y_hat, real = _forward(W, x), mask == 1
    dW = np.zeros_like(W)
    dW[x[real]] += _errors(y_hat, labels)[real] / real.sum()
    return _loss(y_hat, labels, mask), W - learning_rate * dW


def training_step__one_contribution_a_row__at_each_step(
    W: np.ndarray, x: np.ndarray, labels: np.ndarray, mask: np.ndarray, learning_rate: float
) -> tuple[float, np.ndarray]:
    """Adds by index, one step after the other."""
    y_hat = _forward(W, x)
    d = _errors(y_hat, labels) * mask[:, :, None] / mask.sum()
    dW = np.zeros_like(W)
    for x_t, d_t in zip(x, d, strict=True):
        dW[x_t] += d_t
    return _loss(y_hat, labels, mask), W - learning_rate * dW


def training_step__padding_in_gradient__mean_over_all_places(
    W: np.ndarray, x: np.ndarray, labels: np.ndarray, mask: np.ndarray, learning_rate: float
) -> tuple[float, np.ndarray]:
    """Takes the gradient of a mean over the whole box."""
    y_hat = _forward(W, x)
    d = _errors(y_hat, labels) / labels.size
    return _loss(y_hat, labels, mask), W - learning_rate * _gradient(W, x, d)


def training_step__padding_in_loss__mean_over_all_places(
    W: np.ndarray, x: np.ndarray, labels: np.ndarray, mask: np.ndarray, learning_rate: float
) -> tuple[float, np.ndarray]:
    """Takes the mean over the whole box."""
    y_hat = _forward(W, x)
    d = _errors(y_hat, labels) * mask[:, :, None] / mask.sum()
    return _surprise(y_hat, labels).mean(), W - learning_rate * _gradient(W, x, d)


def training_step__gradient_returned__times_learning_rate(
    W: np.ndarray, x: np.ndarray, labels: np.ndarray, mask: np.ndarray, learning_rate: float
) -> tuple[float, np.ndarray]:
    """Returns what is to be taken off."""
    y_hat = _forward(W, x)
    d = _errors(y_hat, labels) * mask[:, :, None] / mask.sum()
    return _loss(y_hat, labels, mask), learning_rate * _gradient(W, x, d)


def training_step__gradient_returned__as_a_step_down(
    W: np.ndarray, x: np.ndarray, labels: np.ndarray, mask: np.ndarray, learning_rate: float
) -> tuple[float, np.ndarray]:
    """Returns what is to be added."""
    y_hat = _forward(W, x)
    d = _errors(y_hat, labels) * mask[:, :, None] / mask.sum()
    return _loss(y_hat, labels, mask), -learning_rate * _gradient(W, x, d)


def training_step__loss_after_step__of_the_new_table(
    W: np.ndarray, x: np.ndarray, labels: np.ndarray, mask: np.ndarray, learning_rate: float
) -> tuple[float, np.ndarray]:
    """Measures the loss with the new table."""
    d = _errors(_forward(W, x), labels) * mask[:, :, None] / mask.sum()
    W_new = W - learning_rate * _gradient(W, x, d)
    return _loss(_forward(W_new, x), labels, mask), W_new


def training_step__updates_on_the_way__place_by_place(
    W: np.ndarray, x: np.ndarray, labels: np.ndarray, mask: np.ndarray, learning_rate: float
) -> tuple[float, np.ndarray]:
    """Makes a step after each place, with loss and gradient of the table as it is then."""
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
    """Makes a step after each step of the sentences."""
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
    """Makes a step after each place; the loss is measured before all."""
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
    """Reads columns and changes columns."""
    y_hat = _forward(W.T, x)
    d = _errors(y_hat, labels) * mask[:, :, None] / mask.sum()
    return _loss(y_hat, labels, mask), W - learning_rate * _gradient(W, x, d).T


def training_step__columns_read__rows_changed(
    W: np.ndarray, x: np.ndarray, labels: np.ndarray, mask: np.ndarray, learning_rate: float
) -> tuple[float, np.ndarray]:
    """Reads columns and changes rows."""
    y_hat = _forward(W.T, x)
    d = _errors(y_hat, labels) * mask[:, :, None] / mask.sum()
    return _loss(y_hat, labels, mask), W - learning_rate * _gradient(W, x, d)


def temperature_probabilities__after_the_softmax__multiplied(
    logits: np.ndarray, temperature: float
) -> np.ndarray:
    """Multiplies the probabilities."""
    return temperature * _softmax(logits)


def temperature_probabilities__over_batch__shift_by_rows(
    logits: np.ndarray, temperature: float
) -> np.ndarray:
    """Shifts each row by its own largest score, and sums over the batch."""
    scaled = logits / temperature
    exp = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    return exp / exp.sum(axis=0)


def temperature_probabilities__one_sum_for_all__one_shift_for_all(
    logits: np.ndarray, temperature: float
) -> np.ndarray:
    """Shifts and sums everything together."""
    exp = np.exp((logits - logits.max()) / temperature)
    return exp / exp.sum()


def temperature_probabilities__one_shift_for_all__largest_of_all(
    logits: np.ndarray, temperature: float
) -> np.ndarray:
    """Shifts by the largest score of the array."""
    exp = np.exp((logits - logits.max()) / temperature)
    return exp / exp.sum(axis=1, keepdims=True)


def temperature_probabilities__one_shift_for_all__largest_of_each_column(
    logits: np.ndarray, temperature: float
) -> np.ndarray:
    """Shifts each token's scores by their largest."""
    exp = np.exp((logits - logits.max(axis=0)) / temperature)
    return exp / exp.sum(axis=1, keepdims=True)


def temperature_probabilities__shift_not_in_both__only_above(
    logits: np.ndarray, temperature: float
) -> np.ndarray:
    """Shifts above the line only."""
    above = np.exp((logits - logits.max(axis=1, keepdims=True)) / temperature)
    return above / np.exp(logits / temperature).sum(axis=1, keepdims=True)


def temperature_probabilities__shift_not_in_both__only_below(
    logits: np.ndarray, temperature: float
) -> np.ndarray:
    """Shifts below the line only."""
    below = np.exp((logits - logits.max(axis=1, keepdims=True)) / temperature)
    return np.exp(logits / temperature) / below.sum(axis=1, keepdims=True)


def temperature_probabilities__shift_not_in_both__before_dividing(
    logits: np.ndarray, temperature: float
) -> np.ndarray:
    """Divides the shift by the temperature below the line only."""
    above = np.exp(logits / temperature - logits.max(axis=1, keepdims=True))
    below = np.exp((logits - logits.max(axis=1, keepdims=True)) / temperature)
    return above / below.sum(axis=1, keepdims=True)


def temperature_probabilities__softmax_twice__temperature_between(
    logits: np.ndarray, temperature: float
) -> np.ndarray:
    """Divides probabilities by the temperature."""
    return _softmax(_softmax(logits) / temperature)


def temperature_probabilities__softmax_twice__temperature_first(
    logits: np.ndarray, temperature: float
) -> np.ndarray:
    """Puts the right probabilities through another softmax."""
    return _softmax(_softmax(logits / temperature))


def _softmax(z: np.ndarray) -> np.ndarray:
    exp = np.exp(z - z.max(axis=1, keepdims=True))
    return exp / exp.sum(axis=1, keepdims=True)


def sample_tokens__all_equally_likely__rounded(y_hat: np.ndarray, u: np.ndarray) -> np.ndarray:
    """Rounds to the nearest token."""
    return np.round(u * (y_hat.shape[1] - 1)).astype(int)


def sample_tokens__no_running_sum__counted(y_hat: np.ndarray, u: np.ndarray) -> np.ndarray:
    """Counts the probabilities that are not larger."""
    return (y_hat <= u[:, None]).sum(axis=1)


def sample_tokens__one_number_for_all_rows__the_last(
    y_hat: np.ndarray, u: np.ndarray
) -> np.ndarray:
    """Takes the last one."""
    return (y_hat.cumsum(axis=1) > u[-1]).argmax(axis=1)


def sample_tokens__one_number_for_all_rows__their_mean(
    y_hat: np.ndarray, u: np.ndarray
) -> np.ndarray:
    """Takes their mean."""
    return (y_hat.cumsum(axis=1) > u.mean()).argmax(axis=1)


def sample_tokens__running_sum_over_all__row_after_row(
    y_hat: np.ndarray, u: np.ndarray
) -> np.ndarray:
    """Sums over the flattened array."""
    ends = np.cumsum(y_hat).reshape(y_hat.shape)
    return np.array([np.argmax(row > number) for row, number in zip(ends, u, strict=True)])


def sample_tokens__nearest_to_u__probability(y_hat: np.ndarray, u: np.ndarray) -> np.ndarray:
    """Takes the nearest probability."""
    return np.abs(y_hat - u[:, None]).argmin(axis=1)


def sample_tokens__nearest_to_u__running_sum(y_hat: np.ndarray, u: np.ndarray) -> np.ndarray:
    """Takes the nearest end of a piece."""
    return np.abs(y_hat.cumsum(axis=1) - u[:, None]).argmin(axis=1)


def sample_tokens__sorted_first__ranks_returned(y_hat: np.ndarray, u: np.ndarray) -> np.ndarray:
    """Forgets which token had which rank."""
    ends = np.sort(y_hat, axis=1)[:, ::-1].cumsum(axis=1)
    return (ends > u[:, None]).argmax(axis=1)


def sample_tokens__sorted_first__from_the_longest(y_hat: np.ndarray, u: np.ndarray) -> np.ndarray:
    """Lays the longest piece first."""
    order = np.argsort(-y_hat, axis=1, kind="stable")
    ranks = (np.take_along_axis(y_hat, order, axis=1).cumsum(axis=1) > u[:, None]).argmax(axis=1)
    return order[np.arange(len(u)), ranks]


def sample_tokens__sorted_first__from_the_shortest(y_hat: np.ndarray, u: np.ndarray) -> np.ndarray:
    """Lays the shortest piece first."""
    tokens = []
    for row, number in zip(y_hat, u, strict=True):
        order = np.argsort(row, kind="stable")
        tokens.append(order[np.argmax(row[order].cumsum() > number)])
    return np.array(tokens)


def perplexity__log_to_base_two__tens_and_back(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    """Counts in powers of ten, and raises 10 to them."""
    digits = np.average(_surprise(y_hat, labels), weights=mask) / np.log(10)
    return digits, 10**digits


def perplexity__loss_of_a_sentence__of_a_step(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    """Divides by the number of steps."""
    loss = (_surprise(y_hat, labels) * mask).sum() / len(labels)
    return loss, np.exp(loss)


def perplexity__logarithm_of_padding__of_a_small_number(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    """The same, with a small number added."""
    p = np.exp(-_surprise(y_hat, labels)) * mask
    loss = -np.log(p + 1e-12).sum() / mask.sum()
    return loss, np.exp(loss)


def perplexity__tiny_probabilities_changed__cut_off_at_1e_7(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    """Cuts off at 1e-7."""
    return _protected(np.maximum(np.exp(-_surprise(y_hat, labels)), 1e-7), mask)


def perplexity__tiny_probabilities_changed__cut_off_at_1e_15(
    y_hat: np.ndarray, labels: np.ndarray, mask: np.ndarray
) -> tuple[float, float]:
    """Cuts off at 1e-15."""
    return _protected(np.clip(np.exp(-_surprise(y_hat, labels)), 1e-15, 1 - 1e-15), mask)


def training_step__target_not_subtracted__but_added(
    W: np.ndarray, x: np.ndarray, labels: np.ndarray, mask: np.ndarray, learning_rate: float
) -> tuple[float, np.ndarray]:
    """Adds where the target should be taken off."""
    y_hat = _forward(W, x)
    d = (y_hat + np.eye(len(W))[labels]) * mask[:, :, None] / mask.sum()
    return _loss(y_hat, labels, mask), W - learning_rate * _gradient(W, x, d)


def training_step__inputs_as_labels__in_the_gradient(
    W: np.ndarray, x: np.ndarray, labels: np.ndarray, mask: np.ndarray, learning_rate: float
) -> tuple[float, np.ndarray]:
    """Takes the target off at the token that was read."""
    y_hat = _forward(W, x)
    d = _errors(y_hat, x) * mask[:, :, None] / mask.sum()
    return _loss(y_hat, labels, mask), W - learning_rate * _gradient(W, x, d)


def training_step__inputs_as_labels__throughout(
    W: np.ndarray, x: np.ndarray, labels: np.ndarray, mask: np.ndarray, learning_rate: float
) -> tuple[float, np.ndarray]:
    """Asks for the token that was read."""
    y_hat = _forward(W, x)
    d = _errors(y_hat, x) * mask[:, :, None] / mask.sum()
    return _loss(y_hat, x, mask), W - learning_rate * _gradient(W, x, d)


def training_step__rows_of_labels__step_turned_over(
    W: np.ndarray, x: np.ndarray, labels: np.ndarray, mask: np.ndarray, learning_rate: float
) -> tuple[float, np.ndarray]:
    """Takes the gradient for one whose columns are the tokens that were read."""
    y_hat = _forward(W, x)
    d = _errors(y_hat, labels) * mask[:, :, None] / mask.sum()
    return _loss(y_hat, labels, mask), W - learning_rate * _gradient(W, x, d).T


def temperature_probabilities__no_shift__before_dividing(
    logits: np.ndarray, temperature: float
) -> np.ndarray:
    """Takes the largest score off after dividing, as it was before."""
    exp = np.exp(logits / temperature - logits.max(axis=1, keepdims=True))
    return exp / exp.sum(axis=1, keepdims=True)


def temperature_probabilities__one_shift_for_all__mean_of_all(
    logits: np.ndarray, temperature: float
) -> np.ndarray:
    """Shifts by the mean of the array."""
    exp = np.exp((logits - logits.mean()) / temperature)
    return exp / exp.sum(axis=1, keepdims=True)


def temperature_probabilities__not_normalised__power_of_a_softmax(
    logits: np.ndarray, temperature: float
) -> np.ndarray:
    """Raises probabilities to a power, and leaves them so."""
    return _softmax(logits) ** (1 / temperature)


def sample_tokens__from_the_other_end__u_turned_round(
    y_hat: np.ndarray, u: np.ndarray
) -> np.ndarray:
    """Measures u from 1."""
    return (y_hat.cumsum(axis=1) > 1 - u[:, None]).argmax(axis=1)


def sample_tokens__from_the_other_end__pieces_turned_round(
    y_hat: np.ndarray, u: np.ndarray
) -> np.ndarray:
    """Lays the last token's piece first."""
    ends = y_hat[:, ::-1].cumsum(axis=1)
    return y_hat.shape[1] - 1 - (ends > u[:, None]).argmax(axis=1)
