"""Wrong answers of chapter 07: known mistakes in the forms in which people write them.

A table, and so longer than a module of code.
"""

from collections.abc import Callable, Mapping

import numpy as np

from solutions.start_here import sigmoid

Array = np.ndarray
Slope = Callable[[Array], Array]


def _gates(x_t: Array, h_prev: Array, W_xh: Array, W_hh: Array, b_h: Array) -> list[Array]:
    """Return i, f, g and o, or i, g and o, as they should be."""
    z = x_t @ W_xh + h_prev @ W_hh + b_h
    *z_others, z_g, z_o = np.split(z, len(b_h) // h_prev.shape[1], axis=1)
    return [*(sigmoid(z_gate) for z_gate in z_others), np.tanh(z_g), sigmoid(z_o)]


def _step(belt: Callable[..., Array], states: tuple, weights: tuple) -> tuple:
    """Take a step whose new belt is ``belt(c_prev, i, f, g, o)``; all else is right."""
    x_t, h_prev, c_prev = states
    gates = _gates(x_t, h_prev, *weights)
    c_t = belt(c_prev, *gates)
    return gates[-1] * np.tanh(c_t), c_t, (*states, *weights[:2], *gates, c_t)


def _shown(show: Callable[..., Array], states: tuple, weights: tuple) -> tuple:
    """Take a step that shows ``show(c_t, c_prev, i, f, g, o)``; all else is right."""
    _, c_t, cache = _step(lambda c, i, f, g, o: f * c + i * g, states, weights)
    return show(c_t, states[2], *cache[5:9]), c_t, cache


def lstm_cell_forward__candidate_not_squashed__relu(
    x_t: Array, h_prev: Array, c_prev: Array, W_xh: Array, W_hh: Array, b_h: Array
) -> tuple:
    """A ReLU for the tanh."""
    z = x_t @ W_xh + h_prev @ W_hh + b_h
    z_i, z_f, z_g, z_o = np.split(z, 4, axis=1)
    i, f, g, o = sigmoid(z_i), sigmoid(z_f), np.maximum(z_g, 0), sigmoid(z_o)
    c_t = f * c_prev + i * g
    return o * np.tanh(c_t), c_t, (x_t, h_prev, c_prev, W_xh, W_hh, i, f, g, o, c_t)


def lstm_cell_forward__input_gate_unused__what_f_leaves(
    x_t: Array, h_prev: Array, c_prev: Array, *weights: Array
) -> tuple:
    """A mixture, as in a GRU."""
    return _step(
        lambda c, i, f, g, o: f * c + (1 - f) * g,
        (x_t, h_prev, c_prev),
        weights,
    )


def lstm_cell_forward__forget_gate_unused__coupled(
    x_t: Array, h_prev: Array, c_prev: Array, *weights: Array
) -> tuple:
    """What the input gate leaves."""
    return _step(
        lambda c, i, f, g, o: (1 - i) * c + i * g,
        (x_t, h_prev, c_prev),
        weights,
    )


def lstm_cell_forward__belt_squashed__before_forgetting(
    x_t: Array, h_prev: Array, c_prev: Array, *weights: Array
) -> tuple:
    """The old belt through a tanh."""
    return _step(
        lambda c, i, f, g, o: f * np.tanh(c) + i * g,
        (x_t, h_prev, c_prev),
        weights,
    )


def lstm_cell_forward__belt_squashed__what_is_kept(
    x_t: Array, h_prev: Array, c_prev: Array, *weights: Array
) -> tuple:
    """What the forget gate lets through, and then a tanh."""
    return _step(
        lambda c, i, f, g, o: np.tanh(f * c) + i * g,
        (x_t, h_prev, c_prev),
        weights,
    )


def lstm_cell_forward__tanh_missing_on_c__around_the_product(
    x_t: Array, h_prev: Array, c_prev: Array, *weights: Array
) -> tuple:
    """The tanh last."""
    return _shown(
        lambda c_t, c, i, f, g, o: np.tanh(o * c_t),
        (x_t, h_prev, c_prev),
        weights,
    )


def lstm_cell_forward__old_belt_shown__what_is_kept(
    x_t: Array, h_prev: Array, c_prev: Array, *weights: Array
) -> tuple:
    """What is kept, without what is new."""
    return _shown(
        lambda c_t, c, i, f, g, o: o * np.tanh(f * c),
        (x_t, h_prev, c_prev),
        weights,
    )


def lstm_cell_forward__output_gate_unused__input_gate_in_its_place(
    x_t: Array, h_prev: Array, c_prev: Array, *weights: Array
) -> tuple:
    """Another gate at the exit."""
    return _shown(
        lambda c_t, c, i, f, g, o: i * np.tanh(c_t),
        (x_t, h_prev, c_prev),
        weights,
    )


def lstm_cell_forward__sums_in_cache__of_the_candidate(
    x_t: Array, h_prev: Array, c_prev: Array, *weights: Array
) -> tuple:
    """The candidate before its tanh."""
    h_t, c_t, cache = _shown(
        lambda c_t, c, i, f, g, o: o * np.tanh(c_t), (x_t, h_prev, c_prev), weights
    )
    return h_t, c_t, (*cache[:7], np.arctanh(cache[7]), *cache[8:])


def _right_step(x_t: Array, h_prev: Array, c_prev: Array, *weights: Array) -> tuple:
    return _shown(lambda c_t, c, i, f, g, o: o * np.tanh(c_t), (x_t, h_prev, c_prev), weights)


def _run(
    states: tuple,
    weights: tuple,
    step: Callable[..., tuple] = _right_step,
    carry: Callable[[Array, Array], tuple] = lambda h_t, c_t: (h_t, c_t),
) -> tuple:
    """Run over a sequence: ``step`` each time, which begins with what ``carry`` gives."""
    x, h_t, c_t = states
    made = []
    for x_t in x:
        h, c, cache = step(x_t, h_t, c_t, *weights)
        made.append((*cache[5:9], h, c))
        h_t, c_t = carry(h, c)
    i, f, g, o, hs, cs = (np.array(each) for each in zip(*made, strict=True))
    return hs, cs, (*states, *weights[:2], i, f, g, o, hs, cs)


def _step_with_gates_that_read_the_belt(
    x_t: Array, h_prev: Array, c_prev: Array, *weights: Array
) -> tuple:
    """State and belt."""
    i, f, g, o = _gates(x_t, h_prev + c_prev, *weights)
    c_t = f * c_prev + i * g
    return o * np.tanh(c_t), c_t, (x_t, h_prev, c_prev, *weights[:2], i, f, g, o, c_t)


def lstm_forward__tanh_missing_on_c__around_the_product(
    x: Array, h_0: Array, c_0: Array, *weights: Array
) -> tuple:
    """The tanh last."""
    step = lstm_cell_forward__tanh_missing_on_c__around_the_product
    return _run((x, h_0, c_0), weights, step)


def lstm_forward__belt_squashed__before_forgetting(
    x: Array, h_0: Array, c_0: Array, *weights: Array
) -> tuple:
    """The old belt through a tanh."""
    return _run((x, h_0, c_0), weights, lstm_cell_forward__belt_squashed__before_forgetting)


def lstm_forward__shown_belt_carried__stored_before(
    x: Array, h_0: Array, c_0: Array, *weights: Array
) -> tuple:
    """Stored as it should be, and then squashed."""
    return _run((x, h_0, c_0), weights, carry=lambda h_t, c_t: (h_t, np.tanh(c_t)))


def lstm_forward__c_not_carried__empty_each_time(
    x: Array, h_0: Array, c_0: Array, *weights: Array
) -> tuple:
    """An array of zeros, read before it is written."""
    return _run((x, h_0, c_0), weights, carry=lambda h_t, c_t: (h_t, np.zeros_like(c_t)))


def lstm_forward__h_not_carried__zeros_each_time(
    x: Array, h_0: Array, c_0: Array, *weights: Array
) -> tuple:
    """An array of zeros, read before it is written."""
    return _run((x, h_0, c_0), weights, carry=lambda h_t, c_t: (np.zeros_like(h_t), c_t))


def lstm_forward__belt_read_by_gates__with_the_state(
    x: Array, h_0: Array, c_0: Array, *weights: Array
) -> tuple:
    """State and belt."""
    return _run((x, h_0, c_0), weights, _step_with_gates_that_read_the_belt)


def lstm_forward__c_0_ignored__both_zero(
    x: Array, h_0: Array, c_0: Array, *weights: Array
) -> tuple:
    """State and belt made new."""
    h, c, cache = _run((x, np.zeros_like(h_0), np.zeros_like(c_0)), weights)
    return h, c, (x, h_0, c_0, *cache[3:])


# The way back. Gates are named, so that a form can say at which of them it differs.


def _into_c(dh_t: Array, o: Array, c_t: Array) -> Array:
    return dh_t * o * (1 - np.tanh(c_t) ** 2)


_RIGHT: Mapping[str, Slope] = {
    "i": lambda i: i * (1 - i),
    "f": lambda f: f * (1 - f),
    "g": lambda g: 1 - g**2,
    "o": lambda o: o * (1 - o),
}


def _value(gate: Array) -> Array:
    """Return the gate itself: the first factor of the slope."""
    return gate


def _rest(gate: Array) -> Array:
    """Return the second factor of the slope."""
    return 1 - gate


def _of_the_gate(gate: Array) -> Array:
    """Return the slope of σ where it has no business: at what came out of it."""
    return sigmoid(gate) * (1 - sigmoid(gate))


def _of_the_candidate(g: Array) -> Array:
    """Return the slope of the tanh at what came out of it."""
    return 1 - np.tanh(g) ** 2


_VALUES: Mapping[str, Slope] = dict.fromkeys("ifo", _value)
_RESTS: Mapping[str, Slope] = dict.fromkeys("ifo", _rest)


def _at_sums(parts: dict[str, tuple[Array, Array]], slopes: Mapping[str, Slope]) -> Array:
    """Gradient at the sums, from each gate's gradient and value."""
    slope = {**_RIGHT, **slopes}
    return np.concatenate([d * slope[name](gate) for name, (d, gate) in parts.items()], axis=1)


def _to_arguments(dz: Array, x_t: Array, h_prev: Array, W_xh: Array, W_hh: Array) -> tuple:
    """Return dx_t, dh_prev, dW_xh, dW_hh and db_h."""
    return dz @ W_xh.T, dz @ W_hh.T, x_t.T @ dz, h_prev.T @ dz, dz.sum(axis=0)


def _cell(
    dh_t: Array,
    dc_t: Array,
    cache: tuple,
    slopes: Mapping[str, Slope] | None = None,
    into_c: Array | None = None,
    at_o: Array | None = None,
) -> tuple:
    """Go back one step: rightly, where nothing else is given."""
    x_t, h_prev, c_prev, W_xh, W_hh, i, f, g, o, c_t = cache
    dc = dc_t + (_into_c(dh_t, o, c_t) if into_c is None else into_c)
    d_o = (dh_t if at_o is None else at_o) * np.tanh(c_t)
    parts = {"i": (dc * g, i), "f": (dc * c_prev, f), "g": (dc * i, g), "o": (d_o, o)}
    dz = _at_sums(parts, slopes or {})
    dx_t, dh_prev, *weights = _to_arguments(dz, x_t, h_prev, W_xh, W_hh)
    return dx_t, dh_prev, dc * f, *weights


def lstm_cell_backward__sigmoid_slopes_missing__values(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """The gate for its slope."""
    return _cell(dh_t, dc_t, cache, _VALUES)


def lstm_cell_backward__sigmoid_slopes_missing__rests(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """One minus the gate for its slope."""
    return _cell(dh_t, dc_t, cache, _RESTS)


def lstm_cell_backward__slope_of_i_missing__value(dh_t: Array, dc_t: Array, cache: tuple) -> tuple:
    """The gate for its slope."""
    return _cell(dh_t, dc_t, cache, {"i": _value})


def lstm_cell_backward__slope_of_f_missing__value(dh_t: Array, dc_t: Array, cache: tuple) -> tuple:
    """The gate for its slope."""
    return _cell(dh_t, dc_t, cache, {"f": _value})


def lstm_cell_backward__slope_of_f_missing__rest(dh_t: Array, dc_t: Array, cache: tuple) -> tuple:
    """One minus the gate for its slope."""
    return _cell(dh_t, dc_t, cache, {"f": _rest})


def lstm_cell_backward__slope_of_o_missing__value(dh_t: Array, dc_t: Array, cache: tuple) -> tuple:
    """The gate for its slope."""
    return _cell(dh_t, dc_t, cache, {"o": _value})


def lstm_cell_backward__slope_of_g_missing__not_squared(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """1 − g."""
    return _cell(dh_t, dc_t, cache, {"g": _rest})


def lstm_cell_backward__slopes_of_squashed_values__gates(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """σ of the gate once more; the candidate is right."""
    return _cell(dh_t, dc_t, cache, dict.fromkeys("ifo", _of_the_gate))


def lstm_cell_backward__slopes_of_squashed_values__candidate(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """The tanh of the candidate once more; the gates are right."""
    return _cell(dh_t, dc_t, cache, {"g": _of_the_candidate})


def lstm_cell_backward__slopes_only_in_weights__gates(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """Of the σ only."""
    ones = dict.fromkeys("ifo", np.ones_like)
    return *_cell(dh_t, dc_t, cache, ones)[:2], *_cell(dh_t, dc_t, cache)[2:]


def lstm_cell_backward__tanh_on_c_missing__tanh_of_the_gradient(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """A tanh where its slope belongs."""
    return _cell(dh_t, dc_t, cache, into_c=np.tanh(dh_t * cache[8]))


def lstm_cell_backward__tanh_on_c_missing__value(dh_t: Array, dc_t: Array, cache: tuple) -> tuple:
    """Times the tanh, not its slope."""
    return _cell(dh_t, dc_t, cache, into_c=dh_t * cache[8] * np.tanh(cache[9]))


def lstm_cell_backward__slope_of_c__of_what_is_shown(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """1 − h_t²."""
    *_, o, c_t = cache
    return _cell(dh_t, dc_t, cache, into_c=dh_t * o * (1 - (o * np.tanh(c_t)) ** 2))


def lstm_cell_backward__slope_of_c__tanh_twice(dh_t: Array, dc_t: Array, cache: tuple) -> tuple:
    """The slope at tanh(c_t)."""
    *_, o, c_t = cache
    return _cell(dh_t, dc_t, cache, into_c=dh_t * o * (1 - np.tanh(np.tanh(c_t)) ** 2))


def lstm_cell_backward__slope_of_c__not_squared(dh_t: Array, dc_t: Array, cache: tuple) -> tuple:
    """1 − tanh(c_t)."""
    *_, o, c_t = cache
    return _cell(dh_t, dc_t, cache, into_c=dh_t * o * (1 - np.tanh(c_t)))


def lstm_cell_backward__slope_of_c__of_h_without_the_gate(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """1 − h_t², and no o before it."""
    *_, o, c_t = cache
    return _cell(dh_t, dc_t, cache, into_c=dh_t * (1 - (o * np.tanh(c_t)) ** 2))


def lstm_cell_backward__do_with_c__without_the_belt(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """The slope of o alone."""
    return _cell(dh_t, dc_t, cache, at_o=dh_t / np.tanh(cache[9]))


def lstm_cell_backward__do_with_c__from_the_belt(dh_t: Array, dc_t: Array, cache: tuple) -> tuple:
    """From dc, and not from dh_t."""
    return _cell(dh_t, dc_t, cache, at_o=dc_t + _into_c(dh_t, *cache[8:]))


def lstm_cell_backward__df_with_new_c__without_the_belt(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """The slope of f alone."""
    return _cell(dh_t, dc_t, cache, {"f": lambda f: f * (1 - f) / cache[2]})


def lstm_cell_backward__df_with_new_c__state(dh_t: Array, dc_t: Array, cache: tuple) -> tuple:
    """The state for the belt."""
    return _cell(dh_t, dc_t, cache, {"f": lambda f: f * (1 - f) * cache[1] / cache[2]})


def lstm_cell_backward__forget_left_out__input_gate(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """Times i."""
    i, o, c_t = cache[5], cache[8], cache[9]
    right = _cell(dh_t, dc_t, cache)
    return *right[:2], (dc_t + _into_c(dh_t, o, c_t)) * i, *right[3:]


def lstm_cell_backward__forget_left_out__what_is_forgotten(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """Times 1 − f."""
    f, o, c_t = cache[6], cache[8], cache[9]
    right = _cell(dh_t, dc_t, cache)
    return *right[:2], (dc_t + _into_c(dh_t, o, c_t)) * (1 - f), *right[3:]


def lstm_cell_backward__forget_left_out__slope_of_f(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """Times the slope of f."""
    dx_t, dh_prev, dc_prev, *weights = _cell(dh_t, dc_t, cache)
    return dx_t, dh_prev, dc_prev * (1 - cache[6]), *weights


def lstm_cell_backward__dc_prev_past_h__in_full(dh_t: Array, dc_t: Array, cache: tuple) -> tuple:
    """All that came, unchanged."""
    right = _cell(dh_t, dc_t, cache)
    return *right[:2], dc_t.copy(), *right[3:]


def lstm_cell_backward__state_path_in_dc_prev__through_o(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """What h_t let through, added to the belt."""
    dx_t, dh_prev, dc_prev, *weights = _cell(dh_t, dc_t, cache)
    return dx_t, dh_prev, dc_prev + dh_t * cache[8], *weights


def lstm_cell_backward__state_path_in_dc_prev__as_dh(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """The gradient at h_t added to the belt, as if h and c were one."""
    dx_t, dh_prev, dc_prev, *weights = _cell(dh_t, dc_t, cache)
    return dx_t, dh_prev, dc_prev + dh_t, *weights


def _back_one_step(own: Array, carried: Array, dc_t: Array, cache: tuple) -> tuple:
    return _cell(own + carried, dc_t, cache)


def _sequence(
    dh: Array,
    cache: tuple,
    step: Callable[..., tuple] = _back_one_step,
    first_state: Array | None = None,
    first_belt: Array | None = None,
) -> tuple:
    """Go back through a sequence: rightly, where nothing else is given."""
    x, h_0, c_0, W_xh, W_hh, i, f, g, o, h, c = cache
    before = [h_0 if first_state is None else first_state, *h]
    belts = [c_0 if first_belt is None else first_belt, *c]
    dxs, sums, dh_next, dc_next = [], [0.0, 0.0, 0.0], np.zeros_like(h_0), np.zeros_like(c_0)
    for t in reversed(range(len(x))):
        of_step = (x[t], before[t], belts[t], W_xh, W_hh, i[t], f[t], g[t], o[t], c[t])
        dx_t, dh_next, dc_next, *parts = step(dh[t], dh_next, dc_next, of_step)
        dxs.append(dx_t)
        sums = [a + b for a, b in zip(sums, parts, strict=True)]
    return np.array(dxs[::-1]), dh_next, dc_next, *sums


def lstm_backward__dh_not_carried__to_gate_o(dh: Array, cache: tuple) -> tuple:
    """Gate o hears of its own step's loss only."""

    def step(own: Array, carried: Array, dc_t: Array, cache: tuple) -> tuple:
        return _cell(own + carried, dc_t, cache, at_o=own)

    return _sequence(dh, cache, step)


def lstm_backward__dh_not_carried__to_the_belt(dh: Array, cache: tuple) -> tuple:
    """The belt hears of its own step's loss only."""

    def step(own: Array, carried: Array, dc_t: Array, cache: tuple) -> tuple:
        return _cell(own + carried, dc_t, cache, into_c=_into_c(own, *cache[8:]))

    return _sequence(dh, cache, step)


def lstm_backward__dc_not_carried__beyond_one_step(dh: Array, cache: tuple) -> tuple:
    """Carried along the belt: what h sends into c, and no more."""

    def step(own: Array, carried: Array, dc_t: Array, cache: tuple) -> tuple:
        dx_t, dh_prev, _, *parts = _cell(own + carried, dc_t, cache)
        return dx_t, dh_prev, _into_c(own + carried, *cache[8:]) * cache[6], *parts

    return _sequence(dh, cache, step)


def lstm_backward__last_loss_only__all_at_once(dh: Array, cache: tuple) -> tuple:
    """The losses of all steps enter at the last one."""
    at_the_end = np.zeros_like(dh)
    at_the_end[-1] = dh.sum(axis=0)
    return _sequence(at_the_end, cache)


def lstm_backward__first_state_wraps__zeros(dh: Array, cache: tuple) -> tuple:
    """Zeros before the first step."""
    return _sequence(dh, cache, first_state=np.zeros_like(cache[1]))


def lstm_backward__first_state_wraps__first_state(dh: Array, cache: tuple) -> tuple:
    """h[max(t − 1, 0)]."""
    return _sequence(dh, cache, first_state=cache[9][0])


def lstm_backward__first_belt_wraps__first_belt(dh: Array, cache: tuple) -> tuple:
    """c[max(t − 1, 0)]."""
    return _sequence(dh, cache, first_belt=cache[10][0])


def lstm_backward__forget_left_out__input_gate(dh: Array, cache: tuple) -> tuple:
    """Times i."""

    def step(own: Array, carried: Array, dc_t: Array, cache: tuple) -> tuple:
        return lstm_cell_backward__forget_left_out__input_gate(own + carried, dc_t, cache)

    return _sequence(dh, cache, step)


def lstm_backward__forget_gate_of_step_before__one_step_late(dh: Array, cache: tuple) -> tuple:
    """Carried as it is, and multiplied by the f of the step that takes it over."""

    def step(own: Array, carried: Array, dc_t: Array, cache: tuple) -> tuple:
        f, o, c_t = cache[6], cache[8], cache[9]
        dx_t, dh_prev, _, *parts = _cell(own + carried, dc_t * f, cache)
        return dx_t, dh_prev, dc_t * f + _into_c(own + carried, o, c_t), *parts

    return _sequence(dh, cache, step)


def lstm_backward__loss_of_first_step_in_dh_0__with_what_came_back(
    dh: Array, cache: tuple
) -> tuple:
    """The last sum of the loop."""
    at_h = []

    def step(own: Array, carried: Array, dc_t: Array, cache: tuple) -> tuple:
        at_h.append(own + carried)
        return _cell(at_h[-1], dc_t, cache)

    dx, _, *others = _sequence(dh, cache, step)
    return dx, at_h[-1], *others


def lstm_backward__gradient_piles_up__at_h(dh: Array, cache: tuple) -> tuple:
    """The one at h grows from step to step."""

    def step(own: Array, carried: Array, dc_t: Array, cache: tuple) -> tuple:
        dx_t, dh_prev, *others = _cell(own + carried, dc_t, cache)
        return dx_t, carried + dh_prev, *others

    return _sequence(dh, cache, step)


def lstm_backward__sigmoid_slopes_missing__values(dh: Array, cache: tuple) -> tuple:
    """The gate for its slope."""

    def step(own: Array, carried: Array, dc_t: Array, cache: tuple) -> tuple:
        return _cell(own + carried, dc_t, cache, _VALUES)

    return _sequence(dh, cache, step)


def lstm_backward__sigmoid_slopes_missing__of_the_forget_gate(dh: Array, cache: tuple) -> tuple:
    """The gate for its slope, at f alone."""

    def step(own: Array, carried: Array, dc_t: Array, cache: tuple) -> tuple:
        return _cell(own + carried, dc_t, cache, {"f": _value})

    return _sequence(dh, cache, step)


def lstm_backward__sigmoid_slopes_missing__squashed_again(dh: Array, cache: tuple) -> tuple:
    """The slope at what came out."""

    def step(own: Array, carried: Array, dc_t: Array, cache: tuple) -> tuple:
        return _cell(own + carried, dc_t, cache, dict.fromkeys("ifo", _of_the_gate))

    return _sequence(dh, cache, step)


def lstm_backward__candidate_sigmoid__slope_left_out(dh: Array, cache: tuple) -> tuple:
    """No slope at all for the candidate."""

    def step(own: Array, carried: Array, dc_t: Array, cache: tuple) -> tuple:
        return _cell(own + carried, dc_t, cache, {"g": np.ones_like})

    return _sequence(dh, cache, step)


def lstm_backward__candidate_sigmoid__squashed_again(dh: Array, cache: tuple) -> tuple:
    """The slope of the tanh at what came out of it."""

    def step(own: Array, carried: Array, dc_t: Array, cache: tuple) -> tuple:
        return _cell(own + carried, dc_t, cache, {"g": _of_the_candidate})

    return _sequence(dh, cache, step)


def lstm_backward__tanh_on_c_missing__slope_of_c(dh: Array, cache: tuple) -> tuple:
    """1 − c_t²."""

    def step(own: Array, carried: Array, dc_t: Array, cache: tuple) -> tuple:
        dh_t, o, c_t = own + carried, cache[8], cache[9]
        return _cell(dh_t, dc_t, cache, into_c=dh_t * o * (1 - c_t**2))

    return _sequence(dh, cache, step)


def lstm_backward__tanh_on_c_missing__slope_of_h(dh: Array, cache: tuple) -> tuple:
    """1 − h_t²."""

    def step(own: Array, carried: Array, dc_t: Array, cache: tuple) -> tuple:
        return lstm_cell_backward__slope_of_c__of_what_is_shown(own + carried, dc_t, cache)

    return _sequence(dh, cache, step)


# The variants with three gates.


def _three(belt: Callable[..., Array], states: tuple, weights: tuple) -> tuple:
    """Take a step of three gates whose new belt is ``belt(c_prev, i, g, o)``."""
    i, g, o = _gates(*states[:2], *weights)
    c_t = belt(states[2], i, g, o)
    return o * np.tanh(c_t), c_t, (*states, *weights[:2], i, g, o, c_t)


def _without_c_prev(result: tuple) -> tuple:
    h_t, c_t, (x_t, h_prev, _, *others) = result
    return h_t, c_t, (x_t, h_prev, *others)


def lstm_no_forget_cell_forward__coupled__one_gate_for_both(
    x_t: Array, h_prev: Array, c_prev: Array, *weights: Array
) -> tuple:
    """The input gate before the bracket."""
    states = x_t, h_prev, c_prev
    return _without_c_prev(_three(lambda c, i, g, o: i * (c + g), states, weights))


def lstm_no_forget_cell_forward__coupled__half(
    x_t: Array, h_prev: Array, c_prev: Array, *weights: Array
) -> tuple:
    """A forget gate whose sum is zero."""
    states = x_t, h_prev, c_prev
    return _without_c_prev(_three(lambda c, i, g, o: 0.5 * c + i * g, states, weights))


def lstm_no_forget_cell_forward__coupled__output_gate(
    x_t: Array, h_prev: Array, c_prev: Array, *weights: Array
) -> tuple:
    """The output gate for the one that is gone."""
    states = x_t, h_prev, c_prev
    return _without_c_prev(_three(lambda c, i, g, o: o * c + i * g, states, weights))


def lstm_no_forget_cell_forward__tanh_missing_on_c__around_the_product(
    x_t: Array, h_prev: Array, c_prev: Array, *weights: Array
) -> tuple:
    """The tanh last."""
    states = x_t, h_prev, c_prev
    _, c_t, cache = _without_c_prev(_three(lambda c, i, g, o: c + i * g, states, weights))
    return np.tanh(cache[6] * c_t), c_t, cache


def lstm_no_forget_cell_forward__coupled__what_o_leaves(
    x_t: Array, h_prev: Array, c_prev: Array, *weights: Array
) -> tuple:
    """A share of 1 − o."""
    return _without_c_prev(
        _three(lambda c, i, g, o: (1 - o) * c + i * g, (x_t, h_prev, c_prev), weights)
    )


def lstm_coupled_cell_forward__coupled_to_output__sign(
    x_t: Array, h_prev: Array, c_prev: Array, *weights: Array
) -> tuple:
    """A share of i − 1."""
    return _three(lambda c, i, g, o: (i - 1) * c + i * g, (x_t, h_prev, c_prev), weights)


def lstm_coupled_cell_forward__coupled_to_output__candidate(
    x_t: Array, h_prev: Array, c_prev: Array, *weights: Array
) -> tuple:
    """1 − i ⊙ g."""
    return _three(lambda c, i, g, o: (1 - i * g) * c + i * g, (x_t, h_prev, c_prev), weights)


def lstm_coupled_cell_forward__coupled_to_output__same_gate(
    x_t: Array, h_prev: Array, c_prev: Array, *weights: Array
) -> tuple:
    """The input gate for both terms."""
    return _three(lambda c, i, g, o: i * c + i * g, (x_t, h_prev, c_prev), weights)


def lstm_coupled_cell_forward__belt_kept_whole__candidate_too(
    x_t: Array, h_prev: Array, c_prev: Array, *weights: Array
) -> tuple:
    """Both terms in full."""
    return _three(lambda c, i, g, o: c + g, (x_t, h_prev, c_prev), weights)


def lstm_coupled_cell_forward__tanh_missing_on_c__around_the_product(
    x_t: Array, h_prev: Array, c_prev: Array, *weights: Array
) -> tuple:
    """The tanh last."""
    states = x_t, h_prev, c_prev
    _, c_t, cache = _three(lambda c, i, g, o: (1 - i) * c + i * g, states, weights)
    return np.tanh(cache[7] * c_t), c_t, cache


def _no_forget(
    dh_t: Array,
    dc_t: Array,
    cache: tuple,
    slopes: Mapping[str, Slope] | None = None,
    into_c: Array | None = None,
) -> tuple:
    """Go back one step without forget gate: rightly, where nothing else is given."""
    x_t, h_prev, W_xh, W_hh, i, g, o, c_t = cache
    dc = dc_t + (_into_c(dh_t, o, c_t) if into_c is None else into_c)
    parts = {"i": (dc * g, i), "g": (dc * i, g), "o": (dh_t * np.tanh(c_t), o)}
    dz = _at_sums(parts, slopes or {})
    dx_t, dh_prev, *weights = _to_arguments(dz, x_t, h_prev, W_xh, W_hh)
    return dx_t, dh_prev, dc, *weights


def lstm_no_forget_cell_backward__coupled__input_gate(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """Times i."""
    dx_t, dh_prev, dc_prev, *weights = _no_forget(dh_t, dc_t, cache)
    return dx_t, dh_prev, dc_prev * cache[4], *weights


def lstm_no_forget_cell_backward__coupled__output_gate(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """Times o."""
    dx_t, dh_prev, dc_prev, *weights = _no_forget(dh_t, dc_t, cache)
    return dx_t, dh_prev, dc_prev * cache[6], *weights


def lstm_no_forget_cell_backward__sigmoid_slopes_missing__value_of_i(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """At i alone, the gate for its slope."""
    return _no_forget(dh_t, dc_t, cache, {"i": _value})


def lstm_no_forget_cell_backward__sigmoid_slopes_missing__of_i(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """At i alone."""
    return _no_forget(dh_t, dc_t, cache, {"i": np.ones_like})


def lstm_no_forget_cell_backward__sigmoid_slopes_missing__of_o(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """At o alone."""
    return _no_forget(dh_t, dc_t, cache, {"o": np.ones_like})


def lstm_no_forget_cell_backward__sigmoid_slopes_missing__values(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """The gate for its slope."""
    return _no_forget(dh_t, dc_t, cache, _VALUES)


def _coupled(
    dh_t: Array,
    dc_t: Array,
    cache: tuple,
    slopes: Mapping[str, Slope] | None = None,
    at_i: Array | None = None,
    at_g: Array | None = None,
    into_c: Array | None = None,
) -> tuple:
    """Go back one step with coupled gates; ``at_i`` and ``at_g`` are what dc is multiplied by."""
    x_t, h_prev, c_prev, W_xh, W_hh, i, g, o, c_t = cache
    dc = dc_t + (_into_c(dh_t, o, c_t) if into_c is None else into_c)
    d_i = dc * (g - c_prev if at_i is None else at_i)
    d_g = dc * (i if at_g is None else at_g)
    dz = _at_sums({"i": (d_i, i), "g": (d_g, g), "o": (dh_t * np.tanh(c_t), o)}, slopes or {})
    dx_t, dh_prev, *weights = _to_arguments(dz, x_t, h_prev, W_xh, W_hh)
    return dx_t, dh_prev, dc * (1 - i), *weights


def lstm_coupled_cell_backward__sign_of_forgetting__both(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """c_{t−1} − g."""
    return _coupled(dh_t, dc_t, cache, at_i=cache[2] - cache[6])


def lstm_coupled_cell_backward__dc_prev_with_i__output_gate(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """Times 1 − o."""
    dx_t, dh_prev, _, *weights = _coupled(dh_t, dc_t, cache)
    *_, o, c_t = cache
    return dx_t, dh_prev, (dc_t + _into_c(dh_t, o, c_t)) * (1 - o), *weights


def lstm_coupled_cell_backward__sigmoid_slopes_missing__of_i(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """At i alone."""
    return _coupled(dh_t, dc_t, cache, {"i": np.ones_like})


def lstm_coupled_cell_backward__sigmoid_slopes_missing__of_o(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """At o alone."""
    return _coupled(dh_t, dc_t, cache, {"o": np.ones_like})


def lstm_coupled_cell_backward__sigmoid_slopes_missing__values(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """The gate for its slope."""
    return _coupled(dh_t, dc_t, cache, _VALUES)


def lstm_coupled_cell_backward__sigmoid_slopes_missing__value_of_i(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """At i alone, the gate for its slope."""
    return _coupled(dh_t, dc_t, cache, {"i": _value})


# Peepholes.


def _peeped(
    arguments: tuple,
    into_i: Callable[..., Array] = lambda c, V_i, V_f: V_i * c,
    into_f: Callable[..., Array] = lambda c, V_i, V_f: V_f * c,
    into_g: Callable[..., Array] = lambda c, V_i, V_f: 0 * c,
    into_o: Callable[..., Array] = lambda c_t, c, V_o: V_o * c_t,
) -> tuple:
    """Take a step with peepholes; the four functions say what each sum sees of the belt."""
    x_t, h_prev, c_prev, W_xh, W_hh, b_h, V_i, V_f, V_o = arguments
    z_i, z_f, z_g, z_o = np.split(x_t @ W_xh + h_prev @ W_hh + b_h, 4, axis=1)
    i = sigmoid(z_i + into_i(c_prev, V_i, V_f))
    f = sigmoid(z_f + into_f(c_prev, V_i, V_f))
    g = np.tanh(z_g + into_g(c_prev, V_i, V_f))
    c_t = f * c_prev + i * g
    o = sigmoid(z_o + into_o(c_t, c_prev, V_o))
    cache = (x_t, h_prev, c_prev, W_xh, W_hh, V_i, V_f, V_o, i, f, g, o, c_t)
    return o * np.tanh(c_t), c_t, cache


def _nothing(c: Array, *peepholes: Array) -> Array:
    return np.zeros_like(c)


def lstm_peephole_cell_forward__peephole_for_the_candidate__v_i(*arguments: Array) -> tuple:
    """Through V_i."""
    return _peeped(arguments, into_g=lambda c, V_i, V_f: V_i * c)


def lstm_peephole_cell_forward__peephole_for_the_candidate__v_f(*arguments: Array) -> tuple:
    """Through V_f."""
    return _peeped(arguments, into_g=lambda c, V_i, V_f: V_f * c)


def lstm_peephole_cell_forward__o_peeks_at_old_belt__state(*arguments: Array) -> tuple:
    """Gate o looks at h_{t−1}."""
    return _peeped(arguments, into_o=lambda c_t, c, V_o: V_o * arguments[1])


def _peeped_with_belt(belt: Callable[..., Array], arguments: tuple) -> tuple:
    """Take a step with peepholes whose new belt is ``belt(c_prev, i, f, g)``."""
    _, _, (*others, i, f, g, _, _) = _peeped(arguments)
    x_t, h_prev, c_prev, W_xh, W_hh, b_h, _, _, V_o = arguments
    c_t = belt(c_prev, i, f, g)
    o = sigmoid(np.split(x_t @ W_xh + h_prev @ W_hh + b_h, 4, axis=1)[3] + V_o * c_t)
    return o * np.tanh(c_t), c_t, (*others, i, f, g, o, c_t)


def lstm_peephole_cell_forward__state_peeked_at__all_three(*arguments: Array) -> tuple:
    """Gate o looks at h as well."""
    _, h_prev, *_ = arguments
    return _peeped(
        arguments,
        lambda c, V_i, V_f: V_i * h_prev,
        lambda c, V_i, V_f: V_f * h_prev,
        into_o=lambda c_t, c, V_o: V_o * h_prev,
    )


def lstm_peephole_cell_forward__peephole_after_sigmoid__only_o(*arguments: Array) -> tuple:
    """On top of the finished gate o."""
    _, c_t, cache = _peeped(arguments, into_o=_nothing)
    o = cache[11] + arguments[8] * c_t
    return o * np.tanh(c_t), c_t, (*cache[:11], o, c_t)


def lstm_peephole_cell_forward__o_peeks_at_old_belt__squashed_new(*arguments: Array) -> tuple:
    """Gate o looks at the tanh of the belt."""
    return _peeped(arguments, into_o=lambda c_t, c, V_o: V_o * np.tanh(c_t))


def lstm_peephole_cell_forward__tanh_missing_on_c__around_the_product(*arguments: Array) -> tuple:
    """The tanh last."""
    _, c_t, cache = _peeped(arguments)
    return np.tanh(cache[11] * c_t), c_t, cache


def _peephole(
    dh_t: Array,
    dc_t: Array,
    cache: tuple,
    slopes: Mapping[str, Slope] | None = None,
    into_c: Array | None = None,
) -> tuple:
    """Go back one step with peepholes: rightly, where nothing else is given."""
    x_t, h_prev, c_prev, W_xh, W_hh, V_i, V_f, V_o, i, f, g, o, c_t = cache
    slope = {**_RIGHT, **(slopes or {})}
    dz_o = dh_t * np.tanh(c_t) * slope["o"](o)
    dc = dc_t + (_into_c(dh_t, o, c_t) + dz_o * V_o if into_c is None else into_c)
    dz_i, dz_f = dc * g * slope["i"](i), dc * c_prev * slope["f"](f)
    dz = np.concatenate([dz_i, dz_f, dc * i * slope["g"](g), dz_o], axis=1)
    dx_t, dh_prev, *weights = _to_arguments(dz, x_t, h_prev, W_xh, W_hh)
    dV = [(d * c).sum(axis=0) for d, c in ((dz_i, c_prev), (dz_f, c_prev), (dz_o, c_t))]
    return dx_t, dh_prev, dc * f + dz_i * V_i + dz_f * V_f, *weights, *dV


def lstm_peephole_cell_backward__peephole_of_i_left_out__of_f(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """The way through gate f."""
    dx_t, dh_prev, dc_prev, *others = _peephole(dh_t, dc_t, cache)
    c_prev, V_f, f, o, c_t = (cache[k] for k in (2, 6, 9, 11, 12))
    dz_o = dh_t * np.tanh(c_t) * o * (1 - o)
    dc = dc_t + _into_c(dh_t, o, c_t) + dz_o * cache[7]
    return dx_t, dh_prev, dc_prev - dc * c_prev * f * (1 - f) * V_f, *others


def lstm_peephole_cell_backward__peephole_of_i_left_out__weights_exchanged(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """V_f for i and V_i for f."""
    dx_t, dh_prev, dc_prev, *others = _peephole(dh_t, dc_t, cache)
    c_prev, V_i, V_f, V_o, i, f, g, o, c_t = (cache[2], *cache[5:])
    dc = dc_t + _into_c(dh_t, o, c_t) + dh_t * np.tanh(c_t) * o * (1 - o) * V_o
    change = (dc * g * i * (1 - i) - dc * c_prev * f * (1 - f)) * (V_f - V_i)
    return dx_t, dh_prev, dc_prev + change, *others


def lstm_peephole_cell_backward__peephole_of_o_left_out__sign(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """Taken off, not added."""
    V_o, o, c_t = cache[7], cache[11], cache[12]
    dz_o = dh_t * np.tanh(c_t) * o * (1 - o)
    return _peephole(dh_t, dc_t, cache, into_c=_into_c(dh_t, o, c_t) - dz_o * V_o)


def lstm_peephole_cell_backward__dv_o_with_old_belt__squashed(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """The tanh of the belt."""
    o, tanh_c = cache[11], np.tanh(cache[12])
    dV_o = (dh_t * tanh_c * o * (1 - o) * tanh_c).sum(axis=0)
    return *_peephole(dh_t, dc_t, cache)[:8], dV_o


def lstm_peephole_cell_backward__peephole_of_i_left_out__belt(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """The way along the belt."""
    dx_t, dh_prev, dc_prev, *others = _peephole(dh_t, dc_t, cache)
    V_o, f, o, c_t = cache[7], cache[9], cache[11], cache[12]
    dc = dc_t + _into_c(dh_t, o, c_t) + dh_t * np.tanh(c_t) * o * (1 - o) * V_o
    return dx_t, dh_prev, dc_prev - dc * f, *others


def lstm_peephole_cell_backward__peephole_of_o_left_out__slope_for_the_way(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """The way through gate o without its weight."""
    o, c_t = cache[11], cache[12]
    dz_o = dh_t * np.tanh(c_t) * o * (1 - o)
    return _peephole(dh_t, dc_t, cache, into_c=_into_c(dh_t, o, c_t) + dz_o)


def lstm_peephole_cell_backward__sigmoid_slopes_missing__values(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """The gate for its slope."""
    return _peephole(dh_t, dc_t, cache, _VALUES)


def lstm_peephole_cell_backward__sigmoid_slopes_missing__of_o(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """At o alone."""
    return _peephole(dh_t, dc_t, cache, {"o": np.ones_like})


def lstm_peephole_cell_backward__dv_with_new_belt__state(
    dh_t: Array, dc_t: Array, cache: tuple
) -> tuple:
    """The state before the step."""
    right = _peephole(dh_t, dc_t, cache)
    h_prev, c_prev = cache[1], cache[2]
    i, f, g, o, c_t = cache[8:]
    dc = dc_t + _into_c(dh_t, o, c_t) + dh_t * np.tanh(c_t) * o * (1 - o) * cache[7]
    dz_i, dz_f = dc * g * i * (1 - i), dc * c_prev * f * (1 - f)
    return *right[:6], (dz_i * h_prev).sum(axis=0), (dz_f * h_prev).sum(axis=0), right[8]
