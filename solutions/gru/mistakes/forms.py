"""Wrong answers of chapter 08: known mistakes in the forms in which people write them.

A table, and so longer than a module of code.
"""

from collections.abc import Callable, Mapping

import numpy as np

from solutions.start_here import sigmoid

Array = np.ndarray
Function = Callable[..., Array]


def _filtered(x_n: Array, h: Array, r: Array, _z: Array, W_hn: Array, b_n: Array) -> Array:
    """Candidate of D2, from what the input says, the old state and the gates."""
    return np.tanh(x_n + (r * h) @ W_hn + b_n)


def _mixed(h: Array, _r: Array, z: Array, n: Array) -> Array:
    return z * h + (1 - z) * n


def _step(
    states: tuple,
    weights: tuple,
    candidate: Function = _filtered,
    mix: Function = _mixed,
    squash: Function = sigmoid,
    gates_see: tuple[float, float] = (1, 1),
) -> tuple:
    """Take a step: rightly, where nothing else is given."""
    x_t, h_prev = states
    W_xh, W_hh, b_h = weights
    x_r, x_z, x_n = np.split(x_t @ W_xh, 3, axis=1)
    W_hr, W_hz, W_hn = np.split(W_hh, 3, axis=1)
    b_r, b_z, b_n = np.split(b_h, 3)
    r = squash(x_r + gates_see[0] * h_prev @ W_hr + b_r)
    z = squash(x_z + gates_see[1] * h_prev @ W_hz + b_z)
    n = candidate(x_n, h_prev, r, z, W_hn, b_n)
    return mix(h_prev, r, z, n), (x_t, h_prev, W_xh, W_hh, r, z, n)


def _bias_behind_the_gate(
    x_n: Array, h: Array, r: Array, _z: Array, W_hn: Array, b_n: Array
) -> Array:
    return np.tanh(x_n + r * (h @ W_hn + b_n))


def _all_behind_the_gate(
    x_n: Array, h: Array, r: Array, _z: Array, W_hn: Array, b_n: Array
) -> Array:
    return np.tanh(r * (x_n + h @ W_hn + b_n))


def _relu(x_n: Array, h: Array, r: Array, _z: Array, W_hn: Array, b_n: Array) -> Array:
    return np.maximum(x_n + (r * h) @ W_hn + b_n, 0)


def _through_the_rest(x_n: Array, h: Array, r: Array, _z: Array, W_hn: Array, b_n: Array) -> Array:
    return np.tanh(x_n + ((1 - r) * h) @ W_hn + b_n)


def _without_state(x_n: Array, h: Array, _r: Array, _z: Array, _W_hn: Array, b_n: Array) -> Array:
    return np.tanh(x_n + 0 * h + b_n)


def gru_cell_forward__reset_after_product__bias_too(
    x_t: Array, h_prev: Array, *weights: Array
) -> tuple:
    """The gate holds back product and bias."""
    return _step((x_t, h_prev), weights, _bias_behind_the_gate)


def gru_cell_forward__reset_of_the_input_too__around_the_sum(
    x_t: Array, h_prev: Array, *weights: Array
) -> tuple:
    """The gate holds back the whole sum."""
    return _step((x_t, h_prev), weights, _all_behind_the_gate)


def gru_cell_forward__candidate_through_sigmoid__relu(
    x_t: Array, h_prev: Array, *weights: Array
) -> tuple:
    """A ReLU for the tanh."""
    return _step((x_t, h_prev), weights, _relu)


def gru_cell_forward__filtered_by_another_gate__rest(
    x_t: Array, h_prev: Array, *weights: Array
) -> tuple:
    """What the reset gate holds back."""
    return _step((x_t, h_prev), weights, _through_the_rest)


def gru_cell_forward__reset_not_applied__state_left_out(
    x_t: Array, h_prev: Array, *weights: Array
) -> tuple:
    """Neither the state nor its gate in the candidate."""
    return _step((x_t, h_prev), weights, _without_state)


def gru_cell_forward__gates_through_tanh__not_squashed(
    x_t: Array, h_prev: Array, *weights: Array
) -> tuple:
    """The sums themselves."""
    return _step((x_t, h_prev), weights, squash=np.positive)


def gru_cell_forward__gates_without_state__update_gate(
    x_t: Array, h_prev: Array, *weights: Array
) -> tuple:
    """Gate z looks at the input only."""
    return _step((x_t, h_prev), weights, gates_see=(1, 0))


def gru_cell_forward__gates_without_state__reset_gate(
    x_t: Array, h_prev: Array, *weights: Array
) -> tuple:
    """Gate r looks at the input only."""
    return _step((x_t, h_prev), weights, gates_see=(0, 1))


def gru_cell_forward__mixed_by_reset_gate__both_shares(
    x_t: Array, h_prev: Array, *weights: Array
) -> tuple:
    """Shares r and 1 − r."""
    return _step((x_t, h_prev), weights, mix=lambda h, r, z, n: r * h + (1 - r) * n)


def gru_cell_forward__candidate_in_full__old_state_in_full(
    x_t: Array, h_prev: Array, *weights: Array
) -> tuple:
    """All that was there, and the new share."""
    return _step((x_t, h_prev), weights, mix=lambda h, r, z, n: h + (1 - z) * n)


def gru_cell_forward__candidate_in_full__same_share(
    x_t: Array, h_prev: Array, *weights: Array
) -> tuple:
    """Share z for both."""
    return _step((x_t, h_prev), weights, mix=lambda h, r, z, n: z * h + z * n)


def gru_cell_forward__candidate_in_full__both(x_t: Array, h_prev: Array, *weights: Array) -> tuple:
    """A sum, as in a residual connection."""
    return _step((x_t, h_prev), weights, mix=lambda h, r, z, n: h + n)


def gru_cell_forward__candidate_in_full__share_of_r(
    x_t: Array, h_prev: Array, *weights: Array
) -> tuple:
    """Shares z and 1 − r."""
    return _step((x_t, h_prev), weights, mix=lambda h, r, z, n: z * h + (1 - r) * n)


def gru_cell_forward__candidate_in_full__filtered(
    x_t: Array, h_prev: Array, *weights: Array
) -> tuple:
    """The new share behind the reset gate."""
    return _step((x_t, h_prev), weights, mix=lambda h, r, z, n: z * h + (1 - z) * r * n)


def gru_cell_forward__cache_gates_swapped__sums(
    x_t: Array, h_prev: Array, *weights: Array
) -> tuple:
    """The gates before their σ."""
    h_t, (*others, r, z, n) = _step((x_t, h_prev), weights)
    return h_t, (*others, np.log(r) - np.log1p(-r), np.log(z) - np.log1p(-z), n)


def gru_cell_forward__cache_gates_swapped__backwards(
    x_t: Array, h_prev: Array, *weights: Array
) -> tuple:
    """In the order n, z, r."""
    h_t, (*others, r, z, n) = _step((x_t, h_prev), weights)
    return h_t, (*others, n, z, r)


def gru_cell_forward__cache_gates_swapped__new_state(
    x_t: Array, h_prev: Array, *weights: Array
) -> tuple:
    """h_t for the candidate."""
    h_t, (*others, r, z, _) = _step((x_t, h_prev), weights)
    return h_t, (*others, r, z, h_t)


def _run(
    states: tuple,
    weights: tuple,
    carry: Function = lambda h_0, h_t: h_t,
    candidate: Function = _filtered,
    mix: Function = _mixed,
    squash: Function = sigmoid,
) -> tuple:
    """Run over a sequence; the next step begins with ``carry(h_0, h_t)``."""
    x, h_0 = states
    state, made = h_0, []
    for x_t in x:
        h_t, cache = _step((x_t, state), weights, candidate, mix, squash)
        made.append((*cache[4:], h_t))
        state = carry(h_0, h_t)
    r, z, n, h = (np.array(each) for each in zip(*made, strict=True))
    return h, (x, h_0, *weights[:2], r, z, n, h)


def gru_forward__state_not_carried__zeros_each_time(x: Array, h_0: Array, *weights: Array) -> tuple:
    """An array of zeros, read before it is written."""
    return _run((x, h_0), weights, carry=lambda h_0, h_t: np.zeros_like(h_0))


def gru_forward__gates_read_first_state__candidate_too(
    x: Array, h_0: Array, *weights: Array
) -> tuple:
    """All but the mixing reads h_0."""
    states, gates = [h_0], []
    for x_t in x:
        _, cache = _step((x_t, h_0), weights)
        r, z, n = cache[4:]
        gates.append((r, z, n))
        states.append(z * states[-1] + (1 - z) * n)
    r, z, n = (np.array(gate) for gate in zip(*gates, strict=True))
    h = np.array(states[1:])
    return h, (x, h_0, *weights[:2], r, z, n, h)


def gru_forward__gates_read_first_state__candidate_alone(
    x: Array, h_0: Array, *weights: Array
) -> tuple:
    """The gates read the newest state."""

    def candidate(x_n: Array, h: Array, r: Array, z: Array, W_hn: Array, b_n: Array) -> Array:
        return np.tanh(x_n + (r * h_0) @ W_hn + b_n)

    return _run((x, h_0), weights, candidate=candidate)


def gru_forward__reset_after_product__bias_too(x: Array, h_0: Array, *weights: Array) -> tuple:
    """The gate holds back product and bias."""
    return _run((x, h_0), weights, candidate=_bias_behind_the_gate)


def gru_forward__reset_not_applied__state_left_out(x: Array, h_0: Array, *weights: Array) -> tuple:
    """Neither the state nor its gate in the candidate."""
    return _run((x, h_0), weights, candidate=_without_state)


# The way back. Slopes are given by name: of r, z and n.

_RIGHT: Mapping[str, Function] = {
    "r": lambda r: r * (1 - r),
    "z": lambda z: z * (1 - z),
    "n": lambda n: 1 - n**2,
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


def _cell(
    dh_t: Array,
    cache: tuple,
    slopes: Mapping[str, Function] | None = None,
    into_z: Array | None = None,
    into_n: Array | None = None,
    into_r: Function = lambda dm, da_n, h_prev: dm * h_prev,
    paths: Function = lambda kept, filtered, by_z, by_r: kept + filtered + by_z + by_r,
) -> tuple:
    """Go back one step: rightly, where nothing else is given."""
    x_t, h_prev, W_xh, W_hh, r, z, n = cache
    slope = {**_RIGHT, **(slopes or {})}
    W_hr, W_hz, W_hn = np.split(W_hh, 3, axis=1)
    da_n = dh_t * (1 - z if into_n is None else into_n) * slope["n"](n)
    da_z = dh_t * (h_prev - n if into_z is None else into_z) * slope["z"](z)
    dm = da_n @ W_hn.T
    da_r = into_r(dm, da_n, h_prev) * slope["r"](r)
    dh_prev = paths(dh_t * z, dm * r, da_z @ W_hz.T, da_r @ W_hr.T)
    da = np.concatenate([da_r, da_z, da_n], axis=1)
    dW_hh = np.concatenate([h_prev.T @ da_r, h_prev.T @ da_z, (r * h_prev).T @ da_n], axis=1)
    return da @ W_xh.T, dh_prev, x_t.T @ da, dW_hh, da.sum(axis=0)


def _with_dh_prev(right: tuple, change: Array) -> tuple:
    """Replace what goes to h_{t−1} by it and a change."""
    dx_t, dh_prev, *weights = right
    return dx_t, dh_prev + change, *weights


def gru_cell_backward__path_of_the_kept_state_missing__other_share(
    dh_t: Array, cache: tuple
) -> tuple:
    """1 − z for z."""
    return _with_dh_prev(_cell(dh_t, cache), dh_t * (1 - 2 * cache[5]))


def gru_cell_backward__path_of_the_kept_state_missing__in_full(dh_t: Array, cache: tuple) -> tuple:
    """dh_t itself."""
    return _with_dh_prev(_cell(dh_t, cache), dh_t * (1 - cache[5]))


def gru_cell_backward__path_of_the_kept_state_missing__slope(dh_t: Array, cache: tuple) -> tuple:
    """The slope of z for z."""
    return _with_dh_prev(_cell(dh_t, cache), -dh_t * cache[5] ** 2)


def gru_cell_backward__path_of_the_candidate_missing__by_the_state(
    dh_t: Array, cache: tuple
) -> tuple:
    """Times h_{t−1}, not r."""
    _, h_prev, _, W_hh, r, z, n = cache
    dm = (dh_t * (1 - z) * (1 - n**2)) @ np.split(W_hh, 3, axis=1)[2].T
    return _with_dh_prev(_cell(dh_t, cache), dm * (h_prev - r))


def gru_cell_backward__filter_left_out_of_dw_hh__everywhere(dh_t: Array, cache: tuple) -> tuple:
    """The filtered state for all three blocks."""
    h_prev, r, z, n = cache[1], *cache[4:]
    da_n = dh_t * (1 - z) * (1 - n**2)
    *others, _, db_h = _cell(dh_t, cache)
    return *others, (r * h_prev).T @ np.concatenate([*_sums(dh_t, cache), da_n], axis=1), db_h


def gru_cell_backward__filter_left_out_of_dw_hh__on_the_gradient(
    dh_t: Array, cache: tuple
) -> tuple:
    """The reset gate on da_n, as where it comes after the product."""
    h_prev, r, z, n = cache[1], *cache[4:]
    da_n = dh_t * (1 - z) * (1 - n**2)
    *others, _, db_h = _cell(dh_t, cache)
    return *others, h_prev.T @ np.concatenate([*_sums(dh_t, cache), r * da_n], axis=1), db_h


def gru_cell_backward__path_of_the_candidate_missing__without_product(
    dh_t: Array, cache: tuple
) -> tuple:
    """Filtered, and not through W_hn."""
    da_n, r = dh_t * (1 - cache[5]) * (1 - cache[6] ** 2), cache[4]
    return _cell(
        dh_t, cache, paths=lambda kept, filtered, by_z, by_r: kept + da_n * r + by_z + by_r
    )


def gru_cell_backward__path_of_the_candidate_missing__filter_first(
    dh_t: Array, cache: tuple
) -> tuple:
    """The filter before the product."""
    da_n, r = dh_t * (1 - cache[5]) * (1 - cache[6] ** 2), cache[4]
    back = (da_n * r) @ np.split(cache[3], 3, axis=1)[2].T
    return _cell(dh_t, cache, paths=lambda kept, filtered, by_z, by_r: kept + back + by_z + by_r)


def gru_cell_backward__path_of_the_update_gate_missing__slope_left_out(
    dh_t: Array, cache: tuple
) -> tuple:
    """From the gate, not from its sum."""
    back = (dh_t * (cache[1] - cache[6])) @ np.split(cache[3], 3, axis=1)[1].T
    return _cell(
        dh_t, cache, paths=lambda kept, filtered, by_z, by_r: kept + filtered + back + by_r
    )


def gru_cell_backward__slopes_of_both_gates_missing__values(dh_t: Array, cache: tuple) -> tuple:
    """The gate for its slope."""
    return _cell(dh_t, cache, {"r": _value, "z": _value})


def gru_cell_backward__slopes_of_both_gates_missing__rests(dh_t: Array, cache: tuple) -> tuple:
    """One minus the gate for its slope."""
    return _cell(dh_t, cache, {"r": _rest, "z": _rest})


def gru_cell_backward__slope_of_the_update_gate_missing__value(dh_t: Array, cache: tuple) -> tuple:
    """The gate for its slope."""
    return _cell(dh_t, cache, {"z": _value})


def gru_cell_backward__slope_of_the_update_gate_missing__rest(dh_t: Array, cache: tuple) -> tuple:
    """One minus the gate for its slope."""
    return _cell(dh_t, cache, {"z": _rest})


def gru_cell_backward__slope_of_the_reset_gate_missing__value(dh_t: Array, cache: tuple) -> tuple:
    """The gate for its slope."""
    return _cell(dh_t, cache, {"r": _value})


def gru_cell_backward__slope_of_the_reset_gate_missing__rest(dh_t: Array, cache: tuple) -> tuple:
    """One minus the gate for its slope."""
    return _cell(dh_t, cache, {"r": _rest})


def gru_cell_backward__tanh_forgotten__not_squared(dh_t: Array, cache: tuple) -> tuple:
    """1 − n."""
    return _cell(dh_t, cache, {"n": _rest})


def gru_cell_backward__tanh_forgotten__as_a_gate(dh_t: Array, cache: tuple) -> tuple:
    """The slope of a σ."""
    return _cell(dh_t, cache, {"n": _RIGHT["z"]})


def gru_cell_backward__update_gate_forgets_the_candidate__sum(dh_t: Array, cache: tuple) -> tuple:
    """The two parts with one sign."""
    return _cell(dh_t, cache, into_z=cache[1] + cache[6])


def gru_cell_backward__update_gate_forgets_the_candidate__candidate_alone(
    dh_t: Array, cache: tuple
) -> tuple:
    """What z does to n only."""
    return _cell(dh_t, cache, into_z=-cache[6])


def gru_cell_backward__candidate_gets_everything__other_share(dh_t: Array, cache: tuple) -> tuple:
    """Share z for 1 − z."""
    return _cell(dh_t, cache, into_n=cache[5])


def gru_cell_backward__reset_gate_without_w_hn__without_state(dh_t: Array, cache: tuple) -> tuple:
    """Through the product, and not through the filter."""
    return _cell(dh_t, cache, into_r=lambda dm, da_n, h_prev: dm)


def gru_cell_backward__reset_gate_without_w_hn__candidate_for_state(
    dh_t: Array, cache: tuple
) -> tuple:
    """Times n, not h_{t−1}."""
    return _cell(dh_t, cache, into_r=lambda dm, da_n, h_prev: dm * cache[6])


def _sums(dh_t: Array, cache: tuple) -> tuple[Array, Array]:
    """Return da_r and da_z as they should be."""
    _, h_prev, _, W_hh, r, z, n = cache
    dm = (dh_t * (1 - z) * (1 - n**2)) @ np.split(W_hh, 3, axis=1)[2].T
    return dm * h_prev * r * (1 - r), dh_t * (h_prev - n) * z * (1 - z)


def gru_cell_backward__gate_blocks_not_transposed__exchanged(dh_t: Array, cache: tuple) -> tuple:
    """Each gate through the other's block."""
    da_r, da_z = _sums(dh_t, cache)
    W_hr, W_hz, _ = np.split(cache[3], 3, axis=1)
    change = (da_z - da_r) @ (W_hr - W_hz).T
    return _with_dh_prev(_cell(dh_t, cache), change)


def gru_cell_backward__gate_blocks_not_transposed__one_of_them(dh_t: Array, cache: tuple) -> tuple:
    """Only that of z."""
    _, da_z = _sums(dh_t, cache)
    W_hz = np.split(cache[3], 3, axis=1)[1]
    return _with_dh_prev(_cell(dh_t, cache), da_z @ W_hz - da_z @ W_hz.T)


def gru_cell_backward__db_over_units__not_summed(dh_t: Array, cache: tuple) -> tuple:
    """The gradient at the sums, as it is."""
    z, n = cache[5:]
    da_n = dh_t * (1 - z) * (1 - n**2)
    right = _cell(dh_t, cache)
    return *right[:4], np.concatenate([*_sums(dh_t, cache), da_n], axis=1)


def _back_one_step(own: Array, carried: Array, cache: tuple, t: int) -> tuple:
    return _cell(own + carried, cache)


def _sequence(
    dh: Array,
    cache: tuple,
    step: Callable[..., tuple] = _back_one_step,
    first_state: Array | None = None,
) -> tuple:
    """Go back through a sequence: rightly, where nothing else is given."""
    x, h_0, W_xh, W_hh, r, z, n, h = cache
    before = [h_0 if first_state is None else first_state, *h]
    dxs, sums, carried = [], [0.0, 0.0, 0.0], np.zeros_like(h_0)
    for t in reversed(range(len(x))):
        of_step = (x[t], before[t], W_xh, W_hh, r[t], z[t], n[t])
        dx_t, carried, *parts = step(dh[t], carried, of_step, t)
        dxs.append(dx_t)
        sums = [a + b for a, b in zip(sums, parts, strict=True)]
    return np.array(dxs[::-1]), carried, *sums


def _each_step(dh: Array, cache: tuple, of_cell: Callable[..., tuple]) -> tuple:
    """Go back through a sequence, each step as ``of_cell`` does."""
    return _sequence(dh, cache, lambda own, carried, cache, t: of_cell(own + carried, cache))


def gru_backward__dh_not_carried__along_the_kept_state(dh: Array, cache: tuple) -> tuple:
    """On the shortest path goes the step's own loss only."""

    def step(own: Array, carried: Array, cache: tuple, t: int) -> tuple:
        return _with_dh_prev(_cell(own + carried, cache), -carried * cache[5])

    return _sequence(dh, cache, step)


def gru_backward__dh_not_carried__to_the_update_gate(dh: Array, cache: tuple) -> tuple:
    """Gate z hears of the step's own loss only."""

    def step(own: Array, carried: Array, cache: tuple, t: int) -> tuple:
        share = own / (own + carried)
        return _cell(own + carried, cache, into_z=share * (cache[1] - cache[6]))

    return _sequence(dh, cache, step)


def gru_backward__last_loss_only__all_at_once(dh: Array, cache: tuple) -> tuple:
    """The losses of all steps enter at the last one."""
    at_the_end = np.zeros_like(dh)
    at_the_end[-1] = dh.sum(axis=0)
    return _sequence(at_the_end, cache)


def gru_backward__path_of_the_kept_state_missing__step_before(dh: Array, cache: tuple) -> tuple:
    """The z of another step."""
    gates = cache[5]

    def step(own: Array, carried: Array, cache: tuple, t: int) -> tuple:
        change = (own + carried) * (gates[t - 1] - gates[t])
        return _with_dh_prev(_cell(own + carried, cache), change)

    return _sequence(dh, cache, step)


def gru_backward__path_of_the_kept_state_missing__other_share(dh: Array, cache: tuple) -> tuple:
    """1 − z for z."""
    return _each_step(dh, cache, gru_cell_backward__path_of_the_kept_state_missing__other_share)


def gru_backward__path_of_the_kept_state_missing__in_full(dh: Array, cache: tuple) -> tuple:
    """All that reached h_t."""
    return _each_step(dh, cache, gru_cell_backward__path_of_the_kept_state_missing__in_full)


def gru_backward__path_of_the_candidate_missing__filter_left_out(dh: Array, cache: tuple) -> tuple:
    """Through the product, and not through the filter."""

    def step(own: Array, carried: Array, cache: tuple, t: int) -> tuple:
        _, _, _, W_hh, r, z, n = cache
        dm = ((own + carried) * (1 - z) * (1 - n**2)) @ np.split(W_hh, 3, axis=1)[2].T
        return _with_dh_prev(_cell(own + carried, cache), dm * (1 - r))

    return _sequence(dh, cache, step)


def gru_backward__path_of_the_candidate_missing__without_product(dh: Array, cache: tuple) -> tuple:
    """Filtered, and not through W_hn."""
    return _each_step(dh, cache, gru_cell_backward__path_of_the_candidate_missing__without_product)


def gru_backward__slopes_of_both_gates_missing__values(dh: Array, cache: tuple) -> tuple:
    """The gate for its slope."""
    return _each_step(dh, cache, gru_cell_backward__slopes_of_both_gates_missing__values)


def gru_backward__slopes_of_both_gates_missing__of_z(dh: Array, cache: tuple) -> tuple:
    """At z alone."""
    return _each_step(dh, cache, lambda dh_t, cache: _cell(dh_t, cache, {"z": np.ones_like}))


def gru_backward__slopes_of_both_gates_missing__of_r(dh: Array, cache: tuple) -> tuple:
    """At r alone."""
    return _each_step(dh, cache, lambda dh_t, cache: _cell(dh_t, cache, {"r": np.ones_like}))


def gru_backward__slopes_of_both_gates_missing__squashed_again(dh: Array, cache: tuple) -> tuple:
    """The slope at what came out."""
    slopes = {"r": _of_the_gate, "z": _of_the_gate}
    return _each_step(dh, cache, lambda dh_t, cache: _cell(dh_t, cache, slopes))


def gru_backward__tanh_forgotten__squashed_again(dh: Array, cache: tuple) -> tuple:
    """The slope at what came out."""
    slopes = {"n": lambda n: 1 - np.tanh(n) ** 2}
    return _each_step(dh, cache, lambda dh_t, cache: _cell(dh_t, cache, slopes))


def gru_backward__tanh_forgotten__not_squared(dh: Array, cache: tuple) -> tuple:
    """1 − n."""
    return _each_step(dh, cache, gru_cell_backward__tanh_forgotten__not_squared)


def gru_backward__update_gate_forgets_the_candidate__sum(dh: Array, cache: tuple) -> tuple:
    """The two parts with one sign."""
    return _each_step(dh, cache, gru_cell_backward__update_gate_forgets_the_candidate__sum)


def gru_backward__update_gate_forgets_the_candidate__sign(dh: Array, cache: tuple) -> tuple:
    """The difference with the other sign."""
    return _each_step(dh, cache, lambda dh_t, cache: _cell(dh_t, cache, into_z=cache[6] - cache[1]))


def gru_backward__w_hn_not_transposed__left_out(dh: Array, cache: tuple) -> tuple:
    """No product between the candidate's sum and the reset gate."""
    return _each_step(
        dh,
        cache,
        lambda dh_t, cache: _cell(dh_t, cache, into_r=lambda dm, da_n, h_prev: da_n * h_prev),
    )


def gru_backward__candidate_gets_everything__other_share(dh: Array, cache: tuple) -> tuple:
    """Share z for 1 − z."""
    return _each_step(dh, cache, gru_cell_backward__candidate_gets_everything__other_share)


def gru_backward__new_state_in_dw_hh__everywhere(dh: Array, cache: tuple) -> tuple:
    """h[t] in every place of h[t − 1]."""
    x, _, W_xh, W_hh, r, z, n, h = cache

    def step(own: Array, carried: Array, _: tuple, t: int) -> tuple:
        return _cell(own + carried, (x[t], h[t], W_xh, W_hh, r[t], z[t], n[t]))

    return _sequence(dh, cache, step)


def gru_backward__new_state_in_dw_hh__for_the_gates(dh: Array, cache: tuple) -> tuple:
    """The candidate's block is right."""
    h = cache[7]
    columns = 2 * h.shape[2]

    def step(own: Array, carried: Array, of_step: tuple, t: int) -> tuple:
        *others, dW_hh, db_h = _cell(own + carried, of_step)
        dW_hh[:, :columns] = h[t].T @ np.concatenate(_sums(own + carried, of_step), axis=1)
        return *others, dW_hh, db_h

    return _sequence(dh, cache, step)


def gru_backward__first_step_wraps__first_state(dh: Array, cache: tuple) -> tuple:
    """h[max(t − 1, 0)]."""
    return _sequence(dh, cache, first_state=cache[7][0])


def gru_backward__loss_of_first_step_in_dh_0__with_what_came_back(dh: Array, cache: tuple) -> tuple:
    """The last sum of the loop."""
    at_h = []

    def step(own: Array, carried: Array, cache: tuple, t: int) -> tuple:
        at_h.append(own + carried)
        return _cell(at_h[-1], cache)

    dx, _, *weights = _sequence(dh, cache, step)
    return dx, at_h[-1], *weights


def _changed(
    weights: tuple[Array, ...], change: Callable[[Array], Array], start: int, stop: int
) -> list[Array]:
    """Change the columns from ``start`` to ``stop`` of each array."""
    changed = [W.copy() for W in weights]
    for W in changed:
        W[..., start:stop] = change(W[..., start:stop])
    return changed


def gru_weights_from_ng__bias_unchanged__one_minus(W_xh: Array, W_hh: Array, b_h: Array) -> tuple:
    """1 − b."""
    H = len(W_hh)
    W_xh_new, W_hh_new = _changed((W_xh, W_hh), np.negative, H, 2 * H)
    (b_h_new,) = _changed((b_h,), lambda b: 1 - b, H, 2 * H)
    return W_xh_new, W_hh_new, b_h_new


def gru_weights_from_ng__bias_unchanged__zero(W_xh: Array, W_hh: Array, b_h: Array) -> tuple:
    """No bias for z."""
    H = len(W_hh)
    W_xh_new, W_hh_new = _changed((W_xh, W_hh), np.negative, H, 2 * H)
    (b_h_new,) = _changed((b_h,), np.zeros_like, H, 2 * H)
    return W_xh_new, W_hh_new, b_h_new


def gru_weights_from_ng__bias_unchanged__one_minus_and_negated(
    W_xh: Array, W_hh: Array, b_h: Array
) -> tuple:
    """The bias less 1."""
    H = len(W_hh)
    W_xh_new, W_hh_new = _changed((W_xh, W_hh), np.negative, H, 2 * H)
    (b_h_new,) = _changed((b_h,), lambda b: b - 1, H, 2 * H)
    return W_xh_new, W_hh_new, b_h_new


def gru_weights_from_ng__bias_unchanged__one_plus(W_xh: Array, W_hh: Array, b_h: Array) -> tuple:
    """1 + b, from −b."""
    H = len(W_hh)
    W_xh_new, W_hh_new = _changed((W_xh, W_hh), np.negative, H, 2 * H)
    (b_h_new,) = _changed((b_h,), lambda b: 1 + b, H, 2 * H)
    return W_xh_new, W_hh_new, b_h_new


def gru_weights_from_ng__one_minus_weights__bias_negated(
    W_xh: Array, W_hh: Array, b_h: Array
) -> tuple:
    """1 − W and −b."""
    H = len(W_hh)
    W_xh_new, W_hh_new = _changed((W_xh, W_hh), lambda W: 1 - W, H, 2 * H)
    (b_h_new,) = _changed((b_h,), np.negative, H, 2 * H)
    return W_xh_new, W_hh_new, b_h_new


def gru_weights_from_ng__one_minus_weights__every_block(
    W_xh: Array, W_hh: Array, b_h: Array
) -> tuple:
    """1 minus all of them."""
    return 1 - W_xh, 1 - W_hh, 1 - b_h


def gru_weights_from_ng__wrong_width__of_the_inputs(W_xh: Array, W_hh: Array, b_h: Array) -> tuple:
    """D taken for H."""
    D = len(W_xh)
    return tuple(_changed((W_xh, W_hh, b_h), np.negative, D, 2 * D))


def gru_weights_from_ng__wrong_width__off_by_one(W_xh: Array, W_hh: Array, b_h: Array) -> tuple:
    """Counted from 1."""
    H = len(W_hh)
    return tuple(_changed((W_xh, W_hh, b_h), np.negative, H + 1, 2 * H + 1))


def gru_weights_from_ng__wrong_width__to_the_end(W_xh: Array, W_hh: Array, b_h: Array) -> tuple:
    """All columns from the second block on."""
    return tuple(_changed((W_xh, W_hh, b_h), np.negative, len(W_hh), len(b_h)))
