"""Known mistakes of chapter 02 as people write them. A list, longer than a module of code."""

import numpy as np

States = tuple[np.ndarray, tuple]


def rnn_cell_forward__tanh_of_each_term__bias_with_state(
    x_t: np.ndarray, h_prev: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> States:
    """Squashes the input by itself."""
    h_t = np.tanh(x_t @ W_xh) + np.tanh(h_prev @ W_hh + b_h)
    return h_t, (x_t, h_prev, W_xh, W_hh, h_t)


def rnn_cell_forward__tanh_of_each_term__bias_with_input(
    x_t: np.ndarray, h_prev: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> States:
    """Squashes the old state by itself."""
    from_input = np.tanh(x_t @ W_xh + b_h)
    from_state = np.tanh(h_prev @ W_hh)
    h_t = from_input + from_state
    return h_t, (x_t, h_prev, W_xh, W_hh, h_t)


def rnn_cell_forward__tanh_of_each_term__input_only(
    x_t: np.ndarray, h_prev: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> States:
    """Adds the old state after the squashing."""
    h_t = np.tanh(x_t @ W_xh + b_h) + h_prev @ W_hh
    return h_t, (x_t, h_prev, W_xh, W_hh, h_t)


def rnn_cell_forward__sigmoid_for_tanh__relu(
    x_t: np.ndarray, h_prev: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> States:
    """Cuts off at 0."""
    h_t = np.maximum(0, x_t @ W_xh + h_prev @ W_hh + b_h)
    return h_t, (x_t, h_prev, W_xh, W_hh, h_t)


def rnn_cell_forward__sigmoid_for_tanh__softmax(
    x_t: np.ndarray, h_prev: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> States:
    """Makes shares of the units."""
    e = np.exp(x_t @ W_xh + h_prev @ W_hh + b_h)
    h_t = e / e.sum(axis=1, keepdims=True)
    return h_t, (x_t, h_prev, W_xh, W_hh, h_t)


def rnn_cell_forward__bias_outside_tanh__inside_too(
    x_t: np.ndarray, h_prev: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> States:
    """Adds the bias after the tanh, having had it in there already."""
    h_t = np.tanh(h_prev @ W_hh + x_t @ W_xh + b_h)
    h_t = h_t + b_h
    return h_t, (x_t, h_prev, W_xh, W_hh, h_t)


def rnn_cell_forward__state_missing__input_twice(
    x_t: np.ndarray, h_prev: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> States:
    """Starts from zeros at every step, through two layers."""
    h_t = np.tanh(np.tanh(x_t @ W_xh + b_h) @ W_hh + b_h)
    return h_t, (x_t, h_prev, W_xh, W_hh, h_t)


def rnn_cell_forward_combined__rows_mixed__columns_first(
    x_t: np.ndarray, h_prev: np.ndarray, W_h: np.ndarray, b_h: np.ndarray
) -> np.ndarray:
    """Stacks columns, and cuts the stack anew where it should be turned over."""
    stacked = np.concatenate([h_prev.T, x_t.T])
    return np.tanh(stacked.reshape(len(x_t), -1) @ W_h + b_h)


def rnn_cell_forward_combined__order__and_rows_last(
    x_t: np.ndarray, h_prev: np.ndarray, W_h: np.ndarray, b_h: np.ndarray
) -> np.ndarray:
    """Turns the whole matrix upside down to fit."""
    return np.tanh(np.hstack([x_t, h_prev]) @ W_h[::-1] + b_h)


def rnn_cell_forward_combined__input_missing__last_rows(
    x_t: np.ndarray, h_prev: np.ndarray, W_h: np.ndarray, b_h: np.ndarray
) -> np.ndarray:
    """Takes the last H rows for the state, and no input."""
    return np.tanh(h_prev @ W_h[-h_prev.shape[1] :] + b_h)


def rnn_cell_forward_combined__bias_outside_tanh__twice(
    x_t: np.ndarray, h_prev: np.ndarray, W_h: np.ndarray, b_h: np.ndarray
) -> np.ndarray:
    """Adds the bias before the tanh and after it."""
    z_t = np.c_[h_prev, x_t] @ W_h + b_h
    return np.tanh(z_t) + b_h


def rnn_cell_forward_combined__other_curve__sigmoid(
    x_t: np.ndarray, h_prev: np.ndarray, W_h: np.ndarray, b_h: np.ndarray
) -> np.ndarray:
    """Takes the curve of chapter 00."""
    return 1 / (1 + np.exp(-(np.hstack([h_prev, x_t]) @ W_h + b_h)))


def rnn_cell_forward_combined__other_curve__relu(
    x_t: np.ndarray, h_prev: np.ndarray, W_h: np.ndarray, b_h: np.ndarray
) -> np.ndarray:
    """Cuts off at 0."""
    z_t = np.hstack([h_prev, x_t]) @ W_h + b_h
    return z_t * (z_t > 0)


def rnn_cell_forward_combined__state_missing__input_rows(
    x_t: np.ndarray, h_prev: np.ndarray, W_h: np.ndarray, b_h: np.ndarray
) -> np.ndarray:
    """Uses the lower rows of the matrix only."""
    H = h_prev.shape[1]
    return np.tanh(x_t @ W_h[H:] + b_h)


def rnn_cell_forward_combined__state_missing__first_rows(
    x_t: np.ndarray, h_prev: np.ndarray, W_h: np.ndarray, b_h: np.ndarray
) -> np.ndarray:
    """Uses as many rows as there are inputs, from the top."""
    return np.tanh(x_t @ W_h[: x_t.shape[1]] + b_h)


def rnn_forward__state_not_carried__zeros_again(
    x: np.ndarray, h_0: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> States:
    """Makes the state anew at the top of the loop."""
    states = []
    for x_t in x:
        h_t = np.zeros(h_0.shape)
        h_t = np.tanh(x_t @ W_xh + h_t @ W_hh + b_h)
        states.append(h_t)
    h = np.array(states)
    return h, (x, h_0, W_xh, W_hh, h)


def rnn_forward__state_not_carried__states_not_filled(
    x: np.ndarray, h_0: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> States:
    """Reads the place that is about to be written, which holds zeros but for the first."""
    h = np.zeros((len(x), *h_0.shape))
    h[0] = h_0
    for t in range(len(x)):
        h[t] = np.tanh(x[t] @ W_xh + h[t] @ W_hh + b_h)
    return h, (x, h_0, W_xh, W_hh, h)


def rnn_forward__initial_state_ignored__h_0_as_first(
    x: np.ndarray, h_0: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> States:
    """Treats the first step apart, without an old state and without its bias."""
    h = np.zeros((len(x), *h_0.shape))
    h[0] = np.tanh(x[0] @ W_xh)
    for t in range(1, len(x)):
        h[t] = np.tanh(x[t] @ W_xh + h[t - 1] @ W_hh + b_h)
    return h, (x, h_0, W_xh, W_hh, h)


def rnn_forward__initial_state_ignored__ones(
    x: np.ndarray, h_0: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> States:
    """Starts from a state of its own making."""
    h_t, states = np.ones(h_0.shape), []
    for x_t in x:
        h_t = np.tanh(x_t @ W_xh + h_t @ W_hh + b_h)
        states.append(h_t)
    h = np.array(states)
    return h, (x, h_0, W_xh, W_hh, h)


def rnn_forward__stored_too_early__first_place_skipped(
    x: np.ndarray, h_0: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> States:
    """Puts the initial state at place 0, and reads the first input never."""
    h = np.zeros((len(x), *h_0.shape))
    h[0] = h_0
    for t in range(1, len(x)):
        h[t] = np.tanh(x[t] @ W_xh + h[t - 1] @ W_hh + b_h)
    return h, (x, h_0, W_xh, W_hh, h)


def rnn_forward__first_input_only__last(
    x: np.ndarray, h_0: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> States:
    """Reads a fixed place, the last, at every step."""
    h_t, states = h_0, []
    for _ in range(len(x)):
        h_t = np.tanh(x[-1] @ W_xh + h_t @ W_hh + b_h)
        states.append(h_t)
    h = np.array(states)
    return h, (x, h_0, W_xh, W_hh, h)


def rnn_forward__read_backwards__in_order_of_reading(
    x: np.ndarray, h_0: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> States:
    """Reads from the end, and lists the states as they come."""
    h_t, states = h_0, []
    for x_t in x[::-1]:
        h_t = np.tanh(x_t @ W_xh + h_t @ W_hh + b_h)
        states.append(h_t)
    h = np.array(states)
    return h, (x, h_0, W_xh, W_hh, h)


def rnn_forward__tanh_missing__relu(
    x: np.ndarray, h_0: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> States:
    """Cuts off at 0."""
    h_t, states = h_0, []
    for x_t in x:
        h_t = np.maximum(0, x_t @ W_xh + h_t @ W_hh + b_h)
        states.append(h_t)
    h = np.array(states)
    return h, (x, h_0, W_xh, W_hh, h)


def rnn_forward__tanh_missing__sigmoid(
    x: np.ndarray, h_0: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> States:
    """Takes the curve of chapter 00."""
    h_t, states = h_0, []
    for x_t in x:
        h_t = 1 / (1 + np.exp(-(x_t @ W_xh + h_t @ W_hh + b_h)))
        states.append(h_t)
    h = np.array(states)
    return h, (x, h_0, W_xh, W_hh, h)


def rnn_forward__tanh_missing__only_in_what_is_stored(
    x: np.ndarray, h_0: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> States:
    """Squashes all states at the end, and carries sums."""
    z_t, sums = h_0, []
    for x_t in x:
        z_t = x_t @ W_xh + z_t @ W_hh + b_h
        sums.append(z_t)
    h = np.tanh(sums)
    return h, (x, h_0, W_xh, W_hh, h)


def output_forward__softmax_included__of_the_batch(
    h: np.ndarray, W_hy: np.ndarray, b_y: np.ndarray
) -> np.ndarray:
    """Makes shares of everything."""
    e = np.exp(h @ W_hy + b_y)
    return e / e.sum()


def output_forward__tanh_applied__sigmoid(
    h: np.ndarray, W_hy: np.ndarray, b_y: np.ndarray
) -> np.ndarray:
    """Squashes each score into 0 to 1."""
    return 1 / (1 + np.exp(-(h @ W_hy + b_y)))


def output_forward__tanh_applied__relu(
    h: np.ndarray, W_hy: np.ndarray, b_y: np.ndarray
) -> np.ndarray:
    """Cuts scores off at 0."""
    return np.maximum(h @ W_hy + b_y, 0)


def output_forward__tanh_applied__log_softmax(
    h: np.ndarray, W_hy: np.ndarray, b_y: np.ndarray
) -> np.ndarray:
    """Hands logarithms of probabilities back."""
    logits = h @ W_hy + b_y
    return logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))


def output_forward__tanh_applied__to_states(
    h: np.ndarray, W_hy: np.ndarray, b_y: np.ndarray
) -> np.ndarray:
    """Squashes the states, which are squashed already."""
    return np.tanh(h) @ W_hy + b_y


def output_forward__tanh_applied__before_bias(
    h: np.ndarray, W_hy: np.ndarray, b_y: np.ndarray
) -> np.ndarray:
    """Squashes the product alone."""
    return np.tanh(h @ W_hy) + b_y


def output_forward__last_step_only__first(
    h: np.ndarray, W_hy: np.ndarray, b_y: np.ndarray
) -> np.ndarray:
    """Answers at the first step."""
    return h[0] @ W_hy + b_y


def output_forward__last_step_only__kept_axis(
    h: np.ndarray, W_hy: np.ndarray, b_y: np.ndarray
) -> np.ndarray:
    """Answers at the last step, in an array of one step."""
    return h[-1:] @ W_hy + b_y


def output_forward__last_step_only__repeated(
    h: np.ndarray, W_hy: np.ndarray, b_y: np.ndarray
) -> np.ndarray:
    """Reads the last state at every turn of the loop."""
    return np.array([h[-1] @ W_hy + b_y for _ in range(len(h))])


def output_forward__last_step_only__overwritten(
    h: np.ndarray, W_hy: np.ndarray, b_y: np.ndarray
) -> np.ndarray:
    """Leaves all places but the last empty."""
    logits = np.zeros((*h.shape[:2], len(b_y)))
    logits[-1] = h[-1] @ W_hy + b_y
    return logits


def output_forward__steps_summed__mean(
    h: np.ndarray, W_hy: np.ndarray, b_y: np.ndarray
) -> np.ndarray:
    """Answers once, from the mean of the states."""
    return h.mean(axis=0) @ W_hy + b_y


def softmax__no_shift__of_positive_rows_only(logits: np.ndarray) -> np.ndarray:
    """Takes the largest off where it is above 0."""
    largest = np.maximum(logits.max(axis=-1, keepdims=True), 0)
    e = np.exp(logits - largest)
    return e / e.sum(axis=-1, keepdims=True)


def softmax__one_shift_for_all__of_each_step(logits: np.ndarray) -> np.ndarray:
    """Takes the largest of a step off all its rows."""
    e = np.exp(logits - logits.max(axis=(1, 2), keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def softmax__one_shift_for_all__constant(logits: np.ndarray) -> np.ndarray:
    """Takes a fixed number off."""
    e = np.exp(logits - 1000)
    return e / e.sum(axis=-1, keepdims=True)


def softmax__over_steps__unshifted(logits: np.ndarray) -> np.ndarray:
    """Sums over time, and overflows as well."""
    e = np.exp(logits)
    return e / e.sum(axis=0)


def softmax__over_steps__row_shift(logits: np.ndarray) -> np.ndarray:
    """Shifts each row, then sums over time."""
    e = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return e / e.sum(axis=0, keepdims=True)


def softmax__over_batch__unshifted(logits: np.ndarray) -> np.ndarray:
    """Sums over the batch, and overflows as well."""
    e = np.exp(logits)
    return e / e.sum(axis=1, keepdims=True)


def softmax__over_batch__row_shift(logits: np.ndarray) -> np.ndarray:
    """Shifts each row, then sums over the batch."""
    e = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def softmax__one_sum_for_all__of_each_step(logits: np.ndarray) -> np.ndarray:
    """Divides by the sum over classes and batch."""
    e = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return e / e.sum(axis=(1, 2), keepdims=True)


def softmax__log_returned__unshifted(logits: np.ndarray) -> np.ndarray:
    """Takes the logarithm of the formula as it stands."""
    e = np.exp(logits)
    return np.log(e / e.sum(axis=-1, keepdims=True))


def softmax__log_returned__safely(logits: np.ndarray) -> np.ndarray:
    """Stays with the logarithms, which are finite."""
    z = logits - logits.max(axis=-1, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=-1, keepdims=True))


def softmax__shift_too_small__mean(logits: np.ndarray) -> np.ndarray:
    """Takes the mean of each row off."""
    e = np.exp(logits - logits.mean(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def softmax__shift_too_small__smallest(logits: np.ndarray) -> np.ndarray:
    """Takes the smallest of each row off."""
    e = np.exp(logits - logits.min(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def softmax__overflow_covered_up__clipped(logits: np.ndarray) -> np.ndarray:
    """Clips the scores where exp is finite."""
    e = np.exp(np.clip(logits, -500, 500))
    return e / e.sum(axis=-1, keepdims=True)


def softmax__overflow_covered_up__clipped_above(logits: np.ndarray) -> np.ndarray:
    """Clips large scores only."""
    e = np.exp(np.minimum(logits, 700))
    return np.nan_to_num(e / e.sum(axis=-1, keepdims=True))


def softmax__overflow_covered_up__clipped_and_shifted(logits: np.ndarray) -> np.ndarray:
    """Clips large scores, and takes the largest off what is left."""
    clipped = np.minimum(logits, 100)
    e = np.exp(clipped - clipped.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def softmax__sign_of_logits__unshifted(logits: np.ndarray) -> np.ndarray:
    """Has a minus too many, as in the sigmoid."""
    e = np.exp(-logits)
    return e / e.sum(axis=-1, keepdims=True)


def softmax__sign_of_logits__safely(logits: np.ndarray) -> np.ndarray:
    """Turns the scores round before anything else."""
    turned = -logits
    e = np.exp(turned - turned.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def softmax__exp_missing__unshifted(logits: np.ndarray) -> np.ndarray:
    """Divides the scores by their sum."""
    return logits / logits.sum(axis=-1, keepdims=True)


def softmax__exp_missing__from_the_smallest(logits: np.ndarray) -> np.ndarray:
    """Makes the scores positive by a shift, and divides by their sum."""
    positive = logits - logits.min(axis=-1, keepdims=True)
    return positive / positive.sum(axis=-1, keepdims=True)


def softmax__exp_missing__of_magnitudes(logits: np.ndarray) -> np.ndarray:
    """Makes the scores positive by dropping their signs."""
    positive = np.abs(logits)
    return positive / positive.sum(axis=-1, keepdims=True)


def softmax__overflow_covered_up__large_ones_clipped(logits: np.ndarray) -> np.ndarray:
    """Clips large scores, and lets very small ones divide 0 by 0."""
    e = np.exp(np.minimum(logits, 700))
    return e / e.sum(axis=-1, keepdims=True)


def softmax__overflow_covered_up__zeros(logits: np.ndarray) -> np.ndarray:
    """Puts numbers in place of what is none."""
    e = np.exp(logits)
    return np.nan_to_num(e / e.sum(axis=-1, keepdims=True))
