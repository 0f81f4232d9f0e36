"""Wrong answers of chapter 10 as people write them, named ``exercise__mistake__form``."""

import numpy as np

from solutions.rnn_backward import rnn_backward
from solutions.rnn_forward import rnn_forward


def stacked_forward__below_one_step_late__zero_in_front(
    x: np.ndarray, h_0: np.ndarray, layers: list[tuple]
) -> tuple[np.ndarray, list[tuple]]:
    """An upper layer reads the step before; at the first step, zeros."""
    h, caches, read = [], [], x
    for k, (W_xh, W_hh, b_h) in enumerate(layers):
        states, cache = rnn_forward(read, h_0[k], W_xh, W_hh, b_h)
        h.append(states)
        caches.append(cache)
        read = np.concatenate([np.zeros((1, *states.shape[1:])), states[:-1]])
    return np.array(h), caches


def stacked_forward__below_one_step_late__rolled(
    x: np.ndarray, h_0: np.ndarray, layers: list[tuple]
) -> tuple[np.ndarray, list[tuple]]:
    """An upper layer reads the step before; at the first step, the last one."""
    h, caches = [], []
    for k, weights in enumerate(layers):
        states, cache = rnn_forward(np.roll(h[-1], 1, axis=0) if h else x, h_0[k], *weights)
        h.append(states)
        caches.append(cache)
    return np.stack(h), caches


def stacked_forward__layers_from_the_top__weights_only(
    x: np.ndarray, h_0: np.ndarray, layers: list[tuple]
) -> tuple[np.ndarray, list[tuple]]:
    """Takes the weights from the end of the list, and the initial states from its beginning."""
    h, caches = [], []
    for k in range(len(layers)):
        x, cache = rnn_forward(x, h_0[k], *layers[-1 - k])
        h.append(x)
        caches.append(cache)
    return np.array(h), caches


def stacked_forward__inputs_added__those_of_the_stack(
    x: np.ndarray, h_0: np.ndarray, layers: list[tuple]
) -> tuple[np.ndarray, list[tuple]]:
    """Each upper layer reads the states below and the inputs of the whole stack."""
    h, caches, read = [], [], x
    for before, weights in zip(h_0, layers, strict=True):
        states, cache = rnn_forward(read, before, *weights)
        h.append(states)
        caches.append(cache)
        read = x + states
    return np.array(h), caches


def stacked_forward__one_initial_state__each_from_below(
    x: np.ndarray, h_0: np.ndarray, layers: list[tuple]
) -> tuple[np.ndarray, list[tuple]]:
    """All layers take the lowest one's initial state, and write down their own."""
    h, caches, read = [], [], x
    for k, (W_xh, W_hh, b_h) in enumerate(layers):
        state, states = h_0[0], []
        for x_t in read:
            state = np.tanh(x_t @ W_xh + state @ W_hh + b_h)
            states.append(state)
        caches.append((read, h_0[k], W_xh, W_hh, np.array(states)))
        read = np.array(states)
        h.append(read)
    return np.array(h), caches


def stacked_forward__one_initial_state__of_the_top(
    x: np.ndarray, h_0: np.ndarray, layers: list[tuple]
) -> tuple[np.ndarray, list[tuple]]:
    """All layers take the initial state of the top layer."""
    h, caches = [], []
    for weights in layers:
        states, cache = rnn_forward(h[-1] if h else x, h_0[-1], *weights)
        h.append(states)
        caches.append(cache)
    return np.array(h), caches


def stacked_forward__transposed_weights__from_state_to_state(
    x: np.ndarray, h_0: np.ndarray, layers: list[tuple]
) -> tuple[np.ndarray, list[tuple]]:
    """W_hh lies the wrong way round in every step."""
    h, caches, read = [], [], x
    for k, (W_xh, W_hh, b_h) in enumerate(layers):
        state, states = h_0[k], []
        for x_t in read:
            state = np.tanh(x_t @ W_xh + state @ W_hh.T + b_h)
            states.append(state)
        caches.append((read, h_0[k], W_xh, W_hh, np.array(states)))
        read = np.array(states)
        h.append(read)
    return np.array(h), caches


def stacked_forward__transposed_weights__from_below(
    x: np.ndarray, h_0: np.ndarray, layers: list[tuple]
) -> tuple[np.ndarray, list[tuple]]:
    """W_xh lies the wrong way round, which only a square one allows."""
    h, caches, read = [], [], x
    for k, (W_xh, W_hh, b_h) in enumerate(layers):
        state, states = h_0[k], []
        for x_t in read:
            state = np.tanh((W_xh @ x_t.T).T + state @ W_hh + b_h)
            states.append(state)
        caches.append((read, h_0[k], W_xh, W_hh, np.array(states)))
        read = np.array(states)
        h.append(read)
    return np.array(h), caches


def parameter_counts__input_width_everywhere__for_each_direction(
    D: int, H: int, L: int, directions: int
) -> list[int]:
    """Upper layers read D numbers for each direction."""
    widths = [D] + [directions * D] * (L - 1)
    return [directions * H * (width + H + 1) for width in widths]


def parameter_counts__state_forgotten__in_upper_layers(
    D: int, H: int, L: int, directions: int
) -> list[int]:
    """The matrix that leads to the right is counted at the bottom only."""
    counts = [directions * (D * H + H * H + H)]
    for _ in range(1, L):
        counts.append(directions * (directions * H * H + H))
    return counts


def parameter_counts__bias_forgotten__in_upper_layers(
    D: int, H: int, L: int, directions: int
) -> list[int]:
    """The bias is counted at the bottom only."""
    upper = directions * (directions * H * H + H * H)
    return [directions * (D * H + H * H + H)] + [upper] * (L - 1)


def parameter_counts__output_layer_counted__as_wide_as_the_input(
    D: int, H: int, L: int, directions: int
) -> list[int]:
    """A layer on top that leads back to D numbers."""
    widths = [D] + [directions * H] * (L - 1)
    counts = [directions * (width * H + H * H + H) for width in widths]
    counts.append(directions * H * D + D)
    return counts


def stacked_backward__ways_averaged__in_every_layer(
    dh: np.ndarray, caches: list[tuple]
) -> tuple[np.ndarray, np.ndarray, list[tuple]]:
    """Halves the sum everywhere, at the top too."""
    from_above, dh_0, dlayers = np.zeros(dh.shape[1:]), [], []
    for k in reversed(range(len(caches))):
        from_above, start, *weights = rnn_backward((dh[k] + from_above) / 2, caches[k])
        dh_0.insert(0, start)
        dlayers.insert(0, tuple(weights))
    return from_above, np.array(dh_0), dlayers


def stacked_backward__weights_shared_by_layers__mean(
    dh: np.ndarray, caches: list[tuple]
) -> tuple[np.ndarray, np.ndarray, list[tuple]]:
    """Each layer gets the mean of all layers' gradients."""
    from_above, dh_0, dlayers = np.zeros(dh.shape[1:]), [], []
    for k in reversed(range(len(caches))):
        from_above, start, *weights = rnn_backward(dh[k] + from_above, caches[k])
        dh_0.insert(0, start)
        dlayers.insert(0, weights)
    means = tuple(sum(parts) / len(dlayers) for parts in zip(*dlayers, strict=True))
    return from_above, np.array(dh_0), [means for _ in dlayers]


def stacked_backward__from_the_lowest_up__dx_of_the_lowest(
    dh: np.ndarray, caches: list[tuple]
) -> tuple[np.ndarray, np.ndarray, list[tuple]]:
    """Begins with the lowest layer, and keeps its dx."""
    carried, results = np.zeros(dh.shape[1:]), []
    for outside, cache in zip(dh, caches, strict=True):
        carried, *rest = rnn_backward(outside + carried, cache)
        results.append((carried, *rest))
    return results[0][0], np.array([each[1] for each in results]), [each[2:] for each in results]


def stacked_backward__last_step_handed_down__to_every_step(
    dh: np.ndarray, caches: list[tuple]
) -> tuple[np.ndarray, np.ndarray, list[tuple]]:
    """What a layer says at its last step is said to all steps of the layer below."""
    from_above, dh_0, dlayers = np.zeros(dh.shape[2:]), [], []
    for k in reversed(range(len(caches))):
        dx, start, *weights = rnn_backward(dh[k] + from_above, caches[k])
        from_above = dx[-1]
        dh_0.insert(0, start)
        dlayers.insert(0, tuple(weights))
    return dx, np.array(dh_0), dlayers


def dropout_forward__kept_and_dropped_exchanged__rate_is_what_is_kept(
    x: np.ndarray, h_0: np.ndarray, weights: tuple, u: np.ndarray, rate: float, training: bool
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Takes the rate for the share that is kept."""
    h, _ = rnn_forward(x, h_0, *weights)
    mask = (u < rate) / rate if training else np.ones(u.shape)
    return h, h * mask, mask


def dropout_forward__recurrent_path__both_thinned(
    x: np.ndarray, h_0: np.ndarray, weights: tuple, u: np.ndarray, rate: float, training: bool
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """One array for both ways: what is thinned goes up and on."""
    W_xh, W_hh, b_h = weights
    mask = (u >= rate) / (1 - rate) if training else np.ones_like(u)
    h, state = np.zeros_like(u), h_0
    for t in range(len(x)):
        state = mask[t] * np.tanh(x[t] @ W_xh + state @ W_hh + b_h)
        h[t] = state
    return h, h.copy(), mask


def dropout_forward__recurrent_path__thinned_up_twice(
    x: np.ndarray, h_0: np.ndarray, weights: tuple, u: np.ndarray, rate: float, training: bool
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Thins the state in the loop, and once more behind it."""
    W_xh, W_hh, b_h = weights
    mask = (u >= rate) / (1 - rate) if training else np.ones_like(u)
    h, state = [], h_0
    for x_t, m in zip(x, mask, strict=True):
        state = np.tanh(x_t @ W_xh + state @ W_hh + b_h) * m
        h.append(state)
    return np.array(h), np.array(h) * mask, mask


def dropout_forward__one_mask_for_all_steps__and_all_sequences(
    x: np.ndarray, h_0: np.ndarray, weights: tuple, u: np.ndarray, rate: float, training: bool
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """One die for each unit."""
    h, _ = rnn_forward(x, h_0, *weights)
    mask = np.ones(h.shape)
    if training:
        mask *= (u[0, 0] >= rate) / (1 - rate)
    return h, h * mask, mask


def dropout_forward__one_mask_for_all_steps__last_dice(
    x: np.ndarray, h_0: np.ndarray, weights: tuple, u: np.ndarray, rate: float, training: bool
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The dice of the last step, for all steps."""
    h, _ = rnn_forward(x, h_0, *weights)
    kept = np.where(u[-1] < rate, 0, 1 / (1 - rate))
    mask = np.tile(kept, (len(x), 1, 1)) if training else np.ones(h.shape)
    return h, h * mask, mask


def dropout_forward__divided_by_rate__of_all_dice(
    x: np.ndarray, h_0: np.ndarray, weights: tuple, u: np.ndarray, rate: float, training: bool
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Divides by the share that the dice have left, and not by the one that was meant."""
    h, _ = rnn_forward(x, h_0, *weights)
    kept = (u >= rate).astype(float)
    mask = kept / kept.mean() if training else np.ones(h.shape)
    return h, h * mask, mask


def dropout_backward__everything_masked__without_the_scale(
    dup: np.ndarray, dh: np.ndarray, mask: np.ndarray
) -> np.ndarray:
    """Keeps both gradients where the state was kept, as they are."""
    return (dup + dh) * (mask != 0)


def dropout_backward__other_way_masked__without_the_scale(
    dup: np.ndarray, dh: np.ndarray, mask: np.ndarray
) -> np.ndarray:
    """Drops what comes along the other ways, where the mask is zero."""
    return dup + np.where(mask > 0, dh, 0)


def dropout_backward__dropped_ones_blamed__scaled(
    dup: np.ndarray, dh: np.ndarray, mask: np.ndarray
) -> np.ndarray:
    """Gives what comes from above to the dropped ones, as much larger as the others were made."""
    return dh + dup * (mask == 0) * mask.max()
