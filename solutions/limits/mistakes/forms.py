"""Known mistakes of chapter 12 as people write them."""

from collections.abc import Callable

import numpy as np

BASE = ((0, 0, 1), (1, 1, 1), (3, 3, 1), (1, 2, 1), (0, 2, -1), (2, 3, 1))  # from, to, weight


def _network(
    steps: np.ndarray, units: np.ndarray, connections: tuple[tuple[int, int, int], ...] = BASE
) -> tuple[np.ndarray, np.ndarray]:
    """The bracket checker, with the connections given between units in the docstring's order."""
    W_xh, W_hh = np.zeros((len(steps), 4)), np.zeros((4, 4))
    W_xh[steps == 1, units[0]] = 1
    W_xh[steps == -1, units[1]] = 1
    for source, target, weight in connections:
        W_hh[units[source], units[target]] = weight
    return W_xh, W_hh


def bracket_weights__one_column_for_both__and_its_own(
    steps: np.ndarray, units: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Lets a closing bracket write to both counters."""
    W_xh, W_hh = _network(steps, units)
    W_xh[steps == -1, units[0]] = -1
    return W_xh, W_hh


def bracket_weights__ever_from_the_counters__in_place_of_below(
    steps: np.ndarray, units: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Adds up closed − opened."""
    return _network(steps, units, (*BASE[:-1], (1, 3, 1), (0, 3, -1)))


def bracket_weights__ever_from_the_counters__beside_below(
    steps: np.ndarray, units: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Adds up closed − opened, and what is below."""
    return _network(steps, units, (*BASE, (1, 3, 1), (0, 3, -1)))


def bracket_weights__counters_forget__nothing_is_kept(
    steps: np.ndarray, units: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """No unit hands its number on to itself."""
    return _network(steps, units, BASE[3:])


def bracket_weights__other_signs_counted__as_closing(
    steps: np.ndarray, units: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Counts all that does not open as closing."""
    W_xh, W_hh = _network(steps, units)
    W_xh[:, units[1]] = steps != 1
    return W_xh, W_hh


def bracket_weights__other_signs_counted__as_opening(
    steps: np.ndarray, units: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Counts all that does not close as opening."""
    W_xh, W_hh = _network(steps, units)
    W_xh[:, units[0]] = steps >= 0
    return W_xh, W_hh


def bracket_weights__one_token_of_a_kind__the_first_two(
    steps: np.ndarray, units: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Takes the first token for the opening one, the second for the closing one."""
    _, W_hh = _network(steps, units)
    W_xh = np.zeros((len(steps), 4))
    W_xh[0, units[0]] = W_xh[1, units[1]] = 1
    return W_xh, W_hh


def bracket_weights__one_token_of_a_kind__first_found(
    steps: np.ndarray, units: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Looks for one token of each kind."""
    _, W_hh = _network(steps, units)
    W_xh = np.zeros((len(steps), 4))
    W_xh[np.argmax(steps), units[0]] = W_xh[np.argmin(steps), units[1]] = 1
    return W_xh, W_hh


def _pairs(next_state: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """[v is the unit's symbol] (V, S V), [leads to the unit's state] (S V, S V), and ways in."""
    S, V = next_state.shape
    leads = np.equal.outer(next_state.ravel(), np.repeat(np.arange(S), V)).astype(float)
    return np.tile(np.eye(V), S), leads, leads.sum(axis=0)


def automaton_weights__gain_forgotten_in_bias__altogether(
    next_state: np.ndarray, gain: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Forgets the gain in the whole bias."""
    reads, leads, ways = _pairs(next_state)
    return gain * reads, gain / 2 * leads, ways / 2 - 1.5


def automaton_weights__gain_forgotten_in_bias__in_the_threshold(
    next_state: np.ndarray, gain: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Takes the gain of the halves only."""
    reads, leads, ways = _pairs(next_state)
    return gain * reads, gain / 2 * leads, gain / 2 * ways - 1.5


def automaton_weights__bias_without_the_shift__half_a_vocabulary(
    next_state: np.ndarray, gain: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Takes as many ways in as there are symbols."""
    reads, leads, _ = _pairs(next_state)
    V = next_state.shape[1]
    return gain * reads, gain / 2 * leads, np.full(len(leads), gain * (V / 2 - 1.5))


def automaton_weights__bias_without_the_shift__one_half(
    next_state: np.ndarray, gain: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Takes one way in."""
    reads, leads, _ = _pairs(next_state)
    return gain * reads, gain / 2 * leads, np.full(len(leads), gain * (0.5 - 1.5))


def automaton_weights__symbol_and_state_swapped__throughout(
    next_state: np.ndarray, gain: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Numbers the units by symbol first, everywhere."""
    S, V = next_state.shape
    order = np.arange(S * V).reshape(S, V).T.ravel()
    reads, leads, ways = _pairs(next_state)
    bias = gain * (ways / 2 - 1.5)
    return gain * reads[:, order], gain / 2 * leads[order][:, order], bias[order]


def _stack(
    operations: np.ndarray,
    push: Callable[[np.ndarray, int], np.ndarray],
    pop: Callable[[np.ndarray], np.ndarray],
    idle: float = 1.0,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The stack machine with another way to push, to pop, or to do nothing."""
    q, now = [], np.zeros(operations.shape[1])
    for row in operations:
        now = np.choose(row, [idle * now, push(now, 0), push(now, 1), pop(now)])
        q.append(now)
    return _read(np.array(q))


def _read(q: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return q, np.clip(4 * q - 2, 0, 1), np.clip(4 * q, 0, 1)


def _push(q: np.ndarray, bit: int) -> np.ndarray:
    return (q + 1 + 2 * bit) / 4


def _pop(q: np.ndarray) -> np.ndarray:
    return np.where(q > 0, 4 * q - np.where(q >= 0.5, 3, 1), 0)


def stack_forward__digits_zero_and_one__both_ways(
    operations: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Pushes and pops the digits 0 and 1."""
    return _stack(operations, lambda q, bit: (q + bit) / 4, lambda q: 4 * q - (q >= 0.25))


def stack_forward__base_two__both_ways(
    operations: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Pushes and pops in base 2."""
    return _stack(operations, lambda q, bit: (q + bit) / 2, lambda q: 2 * q - (q >= 0.5))


def stack_forward__base_two__with_the_digits_of_four(
    operations: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Pushes and pops quarters in base 2."""
    return _stack(
        operations,
        lambda q, bit: q / 2 + (1 + 2 * bit) / 4,
        lambda q: np.where(q > 0, 2 * (q - np.where(q >= 0.5, 3, 1) / 4), 0),
    )


def stack_forward__pushed_at_the_bottom__digit_in_front(
    operations: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Divides what was there, and not the digit."""
    return _stack(operations, lambda q, bit: q / 4 + 1 + 2 * bit, _pop)


def stack_forward__bottom_first__from_a_list(
    operations: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Keeps each stack in a list and writes it from its start."""
    q = np.zeros(operations.shape)
    for n, column in enumerate(operations.T):
        digits: list[int] = []
        for t, what in enumerate(column):
            if what in (1, 2):
                digits.append(1 if what == 1 else 3)
            elif what == 3 and digits:
                digits.pop()
            q[t, n] = sum(digit / 4 ** (k + 1) for k, digit in enumerate(digits))
    return q, np.clip(4 * q - 2, 0, 1), np.clip(4 * q, 0, 1)


def stack_forward__popped_as_if_one__as_if_zero(
    operations: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Takes the digit 1 away."""
    return _stack(operations, _push, lambda q: np.where(q > 0, 4 * q - 1, 0))


def stack_forward__digits_one_and_two__both_ways(
    operations: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Pushes and pops the digits 1 and 2."""
    return _stack(
        operations,
        lambda q, bit: (q + 1 + bit) / 4,
        lambda q: np.where(q > 0, 4 * q - np.where(q >= 0.5, 2, 1), 0),
    )


def stack_forward__digits_one_and_two__pushed(
    operations: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Pushes 1 and 2, and pops 1 and 3."""
    return _stack(operations, lambda q, bit: (q + 1 + bit) / 4, _pop)


def stack_forward__nothing_empties__multiplied_away(
    operations: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Multiplies by whether something happens."""
    return _stack(operations, _push, _pop, idle=0.0)


def stack_forward__single_one_missed__border_at_three_quarters(
    operations: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Asks whether q is above 3/4."""
    return _stack(operations, _push, lambda q: np.where(q > 0, 4 * q - np.where(q > 0.75, 3, 1), 0))


def _curve(states: np.ndarray, targets: list[np.ndarray]) -> np.ndarray:
    """r² of each target, read off the states with a bias."""
    errors = [target - _fitted(states, target, slice(None)) for target in targets]
    pairs = zip(errors, targets, strict=True)
    return np.array([1 - np.var(error) / np.var(target) for error, target in pairs])


def _fitted(states: np.ndarray, target: np.ndarray, rows: slice) -> np.ndarray:
    design = np.c_[states, np.ones(len(states))]
    return design @ np.linalg.lstsq(design[rows], target[rows], rcond=None)[0]


def _targets(u: np.ndarray, K: int) -> list[np.ndarray]:
    return [u[K - k : len(u) - k] for k in range(1, K + 1)]


def _errors(h: np.ndarray, u: np.ndarray, K: int, rows: slice = slice(None)) -> list[np.ndarray]:
    return [target - _fitted(h[K:], target, rows) for target in _targets(u, K)]


def memory_curve__future_recovered__without_wrapping(
    h: np.ndarray, u: np.ndarray, K: int
) -> np.ndarray:
    """Stops K steps before the end."""
    T = len(u)
    return _curve(h[: T - K], [u[k : T - K + k] for k in range(1, K + 1)])


def memory_curve__mean_of_all_inputs__in_the_sum(
    h: np.ndarray, u: np.ndarray, K: int
) -> np.ndarray:
    """Takes the mean of u off."""
    spread = [np.sum((target - u.mean()) ** 2) for target in _targets(u, K)]
    return 1 - np.array([np.sum(error**2) for error in _errors(h, u, K)]) / spread


def memory_curve__mean_of_all_inputs__whole_variance(
    h: np.ndarray, u: np.ndarray, K: int
) -> np.ndarray:
    """Takes the variance of u."""
    return np.array([1 - np.mean(error**2) / np.var(u) for error in _errors(h, u, K)])


def memory_curve__error_itself__mean(h: np.ndarray, u: np.ndarray, K: int) -> np.ndarray:
    """Takes the mean square."""
    return np.array([np.mean(error**2) for error in _errors(h, u, K)])


def memory_curve__error_itself__sum(h: np.ndarray, u: np.ndarray, K: int) -> np.ndarray:
    """Takes the sum of squares."""
    return np.array([np.sum(error**2) for error in _errors(h, u, K)])


def memory_curve__error_itself__root(h: np.ndarray, u: np.ndarray, K: int) -> np.ndarray:
    """Takes the root of the mean square."""
    return np.array([np.sqrt(np.mean(error**2)) for error in _errors(h, u, K)])


def memory_curve__error_itself__taken_off_one(h: np.ndarray, u: np.ndarray, K: int) -> np.ndarray:
    """Takes the mean square off 1."""
    return np.array([1 - np.mean(error**2) for error in _errors(h, u, K)])


def memory_curve__wrong_steps__one_late(h: np.ndarray, u: np.ndarray, K: int) -> np.ndarray:
    """Begins one step late."""
    return _curve(h[K + 1 :], [target[1:] for target in _targets(u, K)])


def memory_curve__wrong_steps__last_one_missing(h: np.ndarray, u: np.ndarray, K: int) -> np.ndarray:
    """Ends one step early."""
    return _curve(h[K:-1], [target[:-1] for target in _targets(u, K)])


def memory_curve__fitted_elsewhere__first_half(h: np.ndarray, u: np.ndarray, K: int) -> np.ndarray:
    """Fits on the first half, and measures on all."""
    half = slice((len(u) - K) // 2)
    pairs = zip(_errors(h, u, K, half), _targets(u, K), strict=True)
    return np.array([1 - np.sum(e**2) / np.sum((t - t.mean()) ** 2) for e, t in pairs])


def memory_curve__fitted_elsewhere__measured_on_the_rest(
    h: np.ndarray, u: np.ndarray, K: int
) -> np.ndarray:
    """Fits on the first half, and measures on the second."""
    half = (len(u) - K) // 2
    pairs = zip(_errors(h, u, K, slice(half)), _targets(u, K), strict=True)
    rest = [(error[half:], target[half:]) for error, target in pairs]
    return np.array([1 - np.sum(e**2) / np.sum((t - t.mean()) ** 2) for e, t in rest])


def memory_curve__divisors_differ__sample_variance(
    h: np.ndarray, u: np.ndarray, K: int
) -> np.ndarray:
    """Divides the variance by one less."""
    pairs = zip(_errors(h, u, K), _targets(u, K), strict=True)
    return np.array([1 - np.mean(e**2) / np.var(t, ddof=1) for e, t in pairs])


def memory_curve__divisors_differ__degrees_of_freedom(
    h: np.ndarray, u: np.ndarray, K: int
) -> np.ndarray:
    """Divides each by what is left of its degrees of freedom."""
    left = len(u) - K - h.shape[1] - 1
    pairs = zip(_errors(h, u, K), _targets(u, K), strict=True)
    return np.array([1 - np.sum(e**2) / left / np.var(t, ddof=1) for e, t in pairs])


def memory_curve__no_bias__means_taken_off_the_targets(
    h: np.ndarray, u: np.ndarray, K: int
) -> np.ndarray:
    """Takes the mean off the targets, and not off the states."""
    states, r2 = h[K:], []
    for target in _targets(u, K):
        centred = target - target.mean()
        error = centred - states @ np.linalg.lstsq(states, centred, rcond=None)[0]
        r2.append(1 - np.sum(error**2) / np.sum(centred**2))
    return np.array(r2)


def combine_steps__wrong_factor__both_of_them(
    a_1: np.ndarray, b_1: np.ndarray, a_2: np.ndarray, b_2: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Multiplies by both factors."""
    a = a_1 * a_2
    return a, a * b_1 + b_2


def combine_steps__later_factor_only__the_earlier_one(
    a_1: np.ndarray, b_1: np.ndarray, a_2: np.ndarray, b_2: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Takes the earlier factor."""
    return a_1 * 1.0, a_2 * b_1 + b_2


def combine_steps__everything_scaled__by_both_factors(
    a_1: np.ndarray, b_1: np.ndarray, a_2: np.ndarray, b_2: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Multiplies both additions by both factors."""
    return a_1 * a_2, a_1 * a_2 * (b_1 + b_2)


def combine_steps__tanh_between__after_the_earlier_step(
    a_1: np.ndarray, b_1: np.ndarray, a_2: np.ndarray, b_2: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Puts a tanh after the earlier step."""
    return a_2 * a_1, a_2 * np.tanh(b_1) + b_2


def combine_steps__tanh_between__after_both(
    a_1: np.ndarray, b_1: np.ndarray, a_2: np.ndarray, b_2: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Puts a tanh after both steps."""
    return a_2 * a_1, np.tanh(a_2 * b_1 + b_2)


def combine_steps__tanh_between__cut_off_at_zero(
    a_1: np.ndarray, b_1: np.ndarray, a_2: np.ndarray, b_2: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Puts a ReLU after the earlier step."""
    return a_2 * a_1, a_2 * np.maximum(0, b_1) + b_2


def bracket_weights__below_at_once__closing_and_opening(
    steps: np.ndarray, units: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Lets each bracket write to below as well."""
    W_xh, W_hh = _network(steps, units)
    W_xh[:, units[2]] = -steps
    return W_xh, W_hh


def bracket_weights__below_at_once__closing(
    steps: np.ndarray, units: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Lets a closing bracket write to below as well."""
    W_xh, W_hh = _network(steps, units)
    W_xh[steps == -1, units[2]] = 1
    return W_xh, W_hh


def automaton_weights__threshold_of_or__at_one(
    next_state: np.ndarray, gain: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Draws the line where one condition is."""
    reads, leads, ways = _pairs(next_state)
    return gain * reads, gain / 2 * leads, gain * (ways / 2 - 1)


def automaton_weights__threshold_of_or__at_two(
    next_state: np.ndarray, gain: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Draws the line where two conditions are."""
    reads, leads, ways = _pairs(next_state)
    return gain * reads, gain / 2 * leads, gain * (ways / 2 - 2)


def automaton_weights__threshold_forgotten__halves_only(
    next_state: np.ndarray, gain: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Leaves the halves in the bias."""
    reads, leads, ways = _pairs(next_state)
    return gain * reads, gain / 2 * leads, gain * ways / 2


def automaton_weights__threshold_forgotten__no_bias(
    next_state: np.ndarray, gain: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Leaves nothing in the bias."""
    reads, leads, ways = _pairs(next_state)
    return gain * reads, gain / 2 * leads, 0 * ways


def combine_steps__wrong_factor__on_both_additions(
    a_1: np.ndarray, b_1: np.ndarray, a_2: np.ndarray, b_2: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Multiplies both additions by the earlier factor."""
    return a_1 * a_2, a_1 * (b_1 + b_2)


def combine_steps__everything_scaled__crosswise(
    a_1: np.ndarray, b_1: np.ndarray, a_2: np.ndarray, b_2: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Multiplies each addition by the other step's factor."""
    return a_1 * a_2, a_2 * b_1 + a_1 * b_2
