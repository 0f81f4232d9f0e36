"""Chapter 12: weights set by hand do what they are said to do, on inputs no case has."""

from fractions import Fraction

import numpy as np
import pytest

from rnnkit.checks import meanings
from rnnkit.checks.casefile import Case
from rnnkit.checks.judging import judge
from solutions import limits
from tests.support.solution_bank import case_files


def count_brackets(text):
    depth = np.cumsum(text)
    return depth.min() >= 0 and depth[-1] == 0


def read_tokens(tokens, W_xh, W_hh):
    h_t = np.zeros(4)
    for token in tokens:
        h_t = np.maximum(0, W_xh[token] + h_t @ W_hh)
    return h_t


@pytest.mark.parametrize("seed", range(5))
def test_bracket_network_judges_as_a_counter_does(seed):
    rng = np.random.default_rng(seed)
    steps, units = rng.permutation([1, 1, -1, -1, 0]), rng.permutation(4)
    opened, closed, below, ever = units
    weights = limits.bracket_weights(steps, units)
    judged, counted = [], []
    for _ in range(400):
        tokens = rng.integers(0, 5, rng.integers(1, 9))
        h = read_tokens(tokens, *weights)
        judged.append(h[opened] == h[closed] and h[below] == h[ever] == 0)
        counted.append(count_brackets(steps[tokens]))
    assert judged == counted
    assert 0 < sum(counted) < 400


@pytest.mark.parametrize("seed", range(5))
def test_network_of_a_random_automaton_follows_its_table(seed):
    rng = np.random.default_rng(seed)
    S, V = rng.integers(2, 6, size=2)
    next_state = np.concatenate([rng.permutation(S), rng.integers(0, S, S * (V - 1))])
    next_state = rng.permutation(next_state).reshape(S, V)
    W_xh, W_hh, b_h = limits.automaton_weights(next_state, gain=6.0)
    start = rng.integers(S * V)
    h_t, state = np.where(np.arange(S * V) == start, 1.0, -1.0), next_state.ravel()[start]
    for symbol in rng.integers(0, V, 500):
        h_t = np.tanh(W_xh[symbol] + h_t @ W_hh + b_h)
        assert h_t.argmax() == state * V + symbol
        assert np.sum(h_t > 0) == 1
        state = next_state[state, symbol]


def sums_before_the_tanh(S, V, W_xh, W_hh, b_h):
    """What each unit gets, by the symbol that was read and the unit that was on: (V, S V, S V)."""
    old = 2 * np.eye(S * V) - 1
    return np.array(W_xh)[:, None, :] + old @ np.array(W_hh) + b_h


@pytest.mark.parametrize("seed", range(5))
def test_weights_that_give_each_unit_the_same_mean_the_same(seed):
    rng = np.random.default_rng(seed)
    S, V = rng.integers(2, 5, size=2)
    next_state, n_units = rng.integers(0, S, size=(S, V)), S * V
    arguments = next_state, 5.0
    W_xh, W_hh, b_h = right = limits.automaton_weights(*arguments)
    c, d = rng.standard_normal((2, n_units))
    other = W_xh + c, W_hh + d, b_h - c + (n_units - 2) * d
    sums = [sums_before_the_tanh(S, V, *weights) for weights in (right, other)]
    np.testing.assert_allclose(*sums, atol=1e-12)
    for one, another in zip(
        *(meanings.shared_weights_in_bias(arguments, weights) for weights in (right, other)),
        strict=True,
    ):
        np.testing.assert_allclose(one, another, atol=1e-12)


@pytest.mark.parametrize("place", range(3))
def test_weights_that_give_a_unit_something_else_mean_something_else(place):
    rng = np.random.default_rng(0)
    arguments = np.array([[0, 1], [1, 2], [0, 0]]), 5.0
    right = limits.automaton_weights(*arguments)
    wrong = [weights.copy() for weights in right]
    wrong[place][np.unravel_index(rng.integers(wrong[place].size), wrong[place].shape)] += 0.1
    meant, got = (meanings.shared_weights_in_bias(arguments, weights) for weights in (right, wrong))
    assert any(not np.allclose(a, b, atol=1e-3) for a, b in zip(meant, got, strict=True))


def test_what_is_no_automaton_is_compared_as_it_is():
    arguments = np.array([[0, 1], [1, 0]]), 5.0
    for outputs in (
        (np.ones((2, 3)), np.ones((4, 4)), np.ones(4)),
        ("words", np.ones((4, 4)), np.ones(4)),
        (np.ones((2, 4)), [[1.0], [1.0, 2.0]], np.ones(4)),
    ):
        assert meanings.of("shared_weights_in_bias", Case({}, arguments, ()), outputs) is outputs


@pytest.mark.parametrize("seed", range(20))
def test_one_bracket_weight_changed_makes_a_network_that_holds_something_else(seed):
    rng = np.random.default_rng(seed)
    steps, units = rng.permutation([1, -1, 0]), rng.permutation(4)
    right = limits.bracket_weights(steps, units)
    wrong = [weights.copy() for weights in right]
    place = rng.integers(2)
    index = np.unravel_index(rng.integers(wrong[place].size), wrong[place].shape)
    wrong[place][index] += rng.choice([-1.0, -0.5, 0.5, 1.0])
    texts = [rng.integers(0, 3, 10) for _ in range(50)]
    states = [[read_tokens(text, *weights) for text in texts] for weights in (right, wrong)]
    assert not np.allclose(*states)


def test_stack_gives_back_what_was_pushed_as_long_as_float64_reaches():
    bits = np.random.default_rng(0).integers(0, 2, (20, 3))
    operations = np.concatenate([bits + 1, np.full((20, 3), 3)])
    _, top, filled = limits.stack_forward(operations)
    np.testing.assert_array_equal(top[19:39], bits[::-1])
    assert filled[:39].all()
    assert not filled[39].any()


def test_stack_is_the_number_that_its_digits_say():
    operations = np.array([[2], [1], [0], [2], [3], [3], [3], [3]])
    q, _, _ = limits.stack_forward(operations)
    exact = [Fraction(*pair) for pair in [(3, 4), (7, 16), (7, 16), (55, 64), (7, 16), (3, 4)]]
    assert q[:, 0].tolist() == [float(number) for number in exact] + [0.0, 0.0]


@pytest.mark.parametrize("H", [3, 8, 20])
def test_memory_capacity_of_a_linear_network_is_near_its_size_and_not_above(H):
    rng = np.random.default_rng(H)
    T, K = 20_000, 12 * H
    u, h = rng.standard_normal(T), np.zeros((T, H))
    W_hh = 0.9 * np.linalg.qr(rng.standard_normal((H, H)))[0]
    w_xh = rng.standard_normal(H)
    for t in range(1, T):
        h[t] = u[t] * w_xh + h[t - 1] @ W_hh
    # Fitting H + 1 numbers to noise explains (H + 1) / T of it, at each of the K delays.
    by_chance = K * (H + 1) / T
    capacity = limits.memory_curve(h, u, K).sum()
    assert 0.8 * H < capacity < H + 2 * by_chance


def test_combining_is_associative_and_gives_every_state_in_rounds():
    rng = np.random.default_rng(0)
    a, b = rng.standard_normal((2, 37, 4))
    expected, h_t = [], np.zeros(4)
    for a_t, b_t in zip(a, b, strict=True):
        h_t = a_t * h_t + b_t
        expected.append(h_t)
    reach = 1
    while reach < len(a):
        a_new, b_new = limits.combine_steps(a[:-reach], b[:-reach], a[reach:], b[reach:])
        a, b = np.concatenate([a[:reach], a_new]), np.concatenate([b[:reach], b_new])
        reach *= 2
    np.testing.assert_allclose(b, expected, rtol=1e-9, atol=1e-12)


def test_a_bias_that_is_right_is_not_blamed_for_weights_that_are_not():
    def minus_for_other_symbols(next_state, gain):
        W_xh, W_hh, b_h = limits.automaton_weights(next_state, gain)
        return np.where(W_xh == 0, -gain, W_xh), W_hh, b_h

    verdict = judge(minus_for_other_symbols, case_files("automaton_weights").visible)
    assert [line.is_right for line in verdict.lines] == [False, True, True]
