"""Chapter 06's references against other ways to know the answer, and its cases."""

from itertools import pairwise

import autograd
import autograd.numpy as anp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnkit.optimizers import SGD
from solutions import rnn_backward as backward
from solutions import rnn_forward as forward
from solutions import vanishing_gradients as solved
from solutions.vanishing_gradients import cases
from tests.support.oracles import STEP, Problem, complex_safe, oracle_test
from tests.support.solution_bank import case_files


def cases_of(exercise):
    built = case_files(exercise)
    return built.visible.cases + built.hidden.cases


def of_all_cases(exercise):
    count = len(cases_of(exercise))
    return pytest.mark.parametrize("case", cases_of(exercise), ids=[str(i) for i in range(count)])


def of_random_cases(exercise):
    return pytest.mark.parametrize("case", [c for c in cases_of(exercise) if not c.edge])


def jacobian_by_complex_step(step, h):
    """∂step(h)/∂h, column by column, of a function of one state (H,)."""
    columns = [step(h + STEP * 1j * e).imag / STEP for e in np.eye(len(h))]
    return np.stack(columns, axis=1)


@of_all_cases("state_jacobian")
def test_state_jacobian_matches_complex_step_and_autograd(case):
    h_t, W_hh = case.arguments
    h_prev = np.random.default_rng(0).standard_normal(h_t.shape)
    rest = np.arctanh(h_t) - h_prev @ W_hh  # what inputs and bias must have been
    for n, J in enumerate(case.outputs[0]):
        exact = jacobian_by_complex_step(lambda h, n=n: np.tanh(rest[n] + h @ W_hh), h_prev[n])
        np.testing.assert_allclose(J, exact, rtol=1e-12, atol=1e-14)
        step = autograd.jacobian(lambda h, n=n: anp.tanh(rest[n] + anp.dot(h, W_hh)))
        np.testing.assert_allclose(J, step(h_prev[n]), rtol=1e-12, atol=1e-14)


@of_all_cases("state_jacobian")
def test_a_row_times_the_jacobian_is_what_a_step_sends_back(case):
    h_t, W_hh = case.arguments
    dh_t, x_t = np.random.default_rng(1).standard_normal(h_t.shape), np.ones((len(h_t), 1))
    cache = (x_t, h_t, np.ones((1, len(W_hh))), W_hh, h_t)
    _, dh_prev, *_ = backward.rnn_cell_backward(dh_t, cache)
    np.testing.assert_allclose(np.einsum("ni,nij->nj", dh_t, case.outputs[0]), dh_prev, rtol=1e-12)


def sequence_and_weights(seed=0, T=9, N=3, D=4, H=6):
    rng = np.random.default_rng(seed)
    W_xh, W_hh = rng.standard_normal((D, H)), rng.standard_normal((H, H)) / np.sqrt(H)
    return rng.standard_normal((T, N, D)), np.zeros((N, H)), W_xh, W_hh, rng.standard_normal(H)


def test_jacobian_norms_match_the_forward_pass_run_on_from_each_state():
    x, h_0, W_xh, W_hh, b_h = sequence_and_weights()
    h, _ = forward.rnn_forward(x, h_0, W_xh, W_hh, b_h)
    norms = solved.jacobian_norms(h, W_hh)
    run_on = complex_safe(forward.rnn_forward)
    for k in range(len(x) - 1):
        for n in range(x.shape[1]):

            def last_state(state, k=k, n=n):
                return run_on(x[k + 1 :, n : n + 1], state[None], W_xh, W_hh, b_h)[0][-1, 0]

            exact = np.linalg.norm(jacobian_by_complex_step(last_state, h[k, n]), 2)
            assert norms[k, n] == pytest.approx(exact, rel=1e-12)
    np.testing.assert_array_equal(norms[-1], 1)


@given(st.integers(0, 10_000), st.floats(0.1, 3.0))
def test_norms_never_exceed_the_bound(seed, scale):
    x, h_0, W_xh, W_hh, b_h = sequence_and_weights(seed)
    h, _ = forward.rnn_forward(x, h_0, W_xh, scale * W_hh, b_h)
    gamma, rate = solved.bound_and_rate(scale * W_hh, 1.0)
    steps = np.arange(len(x))[::-1, None]
    assert rate <= gamma * (1 + 1e-12)
    assert (solved.jacobian_norms(h, scale * W_hh) <= gamma**steps * (1 + 1e-9)).all()


@of_all_cases("bound_and_rate")
def test_rate_is_the_growth_of_a_long_product_and_bound_that_of_the_best_vector(case):
    W_hh, slope = case.arguments
    gamma, rate = case.outputs
    # Gelfand: the n-th root of the norm of a power, taken over a long way.
    log_norm, power, doublings = 0.0, slope * W_hh, 12
    for _ in range(doublings):
        size = np.linalg.norm(power, 2)
        power, log_norm = (power / size) @ (power / size), 2 * (log_norm + np.log(size))
    log_norm += np.log(np.linalg.norm(power, 2))
    assert np.exp(log_norm / 2**doublings) == pytest.approx(rate, rel=1e-2)
    vectors = np.random.default_rng(0).standard_normal((20_000, len(W_hh)))
    longest = (
        np.linalg.norm(slope * vectors @ W_hh, axis=1) / np.linalg.norm(vectors, axis=1)
    ).max()
    assert 0.8 * gamma < longest <= gamma * (1 + 1e-12)


def test_an_orthogonal_matrix_has_bound_and_rate_one():
    Q, _ = np.linalg.qr(np.random.default_rng(0).standard_normal((7, 7)))
    np.testing.assert_allclose(solved.bound_and_rate(Q, 1.0), (1, 1), rtol=1e-12)


@of_random_cases("bound_and_rate")
def test_bound_rate_and_largest_real_part_differ_in_the_cases(case):
    gamma, rate = case.outputs
    eigenvalues = np.linalg.eigvals(case.arguments[0]) * case.arguments[1]
    assert rate < 0.98 * gamma
    assert eigenvalues.real.max() < 0.95 * rate
    assert np.abs(eigenvalues.real).max() < 0.99 * rate


@of_all_cases("clip_by_value")
def test_clipping_by_value_cuts_on_both_sides_and_leaves_the_rest(case):
    gradients, limit = case.arguments
    for gradient, clipped in zip(gradients, case.outputs[0], strict=True):
        assert np.abs(clipped).max() <= limit
        small = np.abs(gradient) <= limit
        np.testing.assert_array_equal(clipped[small], gradient[small])
        np.testing.assert_array_equal(np.sign(clipped), np.sign(gradient))


@of_random_cases("clip_by_value")
def test_entries_are_too_large_on_both_sides_and_some_are_not(case):
    gradients, limit = case.arguments
    entries = np.concatenate([gradient.ravel() for gradient in gradients])
    assert (entries > limit).any()
    assert (entries < -limit).any()
    assert (np.abs(entries) < limit).any()


def together(arrays):
    return np.concatenate([np.ravel(array) for array in arrays])


@of_all_cases("clip_by_norm")
def test_clipping_by_norm_keeps_the_direction_and_never_lengthens(case):
    gradients, theta = case.arguments
    clipped, norm = case.outputs
    before, after = together(gradients), together(clipped)
    assert norm == pytest.approx(np.linalg.norm(before), rel=1e-14)
    assert np.linalg.norm(after) == pytest.approx(min(norm, theta), rel=1e-12)
    assert after @ before == pytest.approx(np.linalg.norm(after) * norm, rel=1e-12)


def test_cases_of_clip_by_norm_are_long_and_short_on_either_side():
    for side in (case_files("clip_by_norm").visible, case_files("clip_by_norm").hidden):
        cases = [case for case in side.cases if not case.edge]
        is_long = [case.outputs[1] > case.arguments[1] for case in cases]
        assert sorted(is_long) == [False, True]
        (case,) = (case for case in cases if case.outputs[1] > case.arguments[1])
        each = [np.linalg.norm(gradient) for gradient in case.arguments[0]]
        assert min(each) < case.arguments[1] < max(each)  # clipped one by one, it would turn


def test_clipping_by_norm_leaves_a_gradient_of_zeros_alone():
    clipped, norm = solved.clip_by_norm([np.zeros((2, 3)), np.zeros(4)], 1.0)
    assert norm == 0
    assert not together(clipped).any()


@of_all_cases("clip_by_norm")
def test_clipping_is_what_the_optimizers_of_rnnkit_do(case):
    gradients, theta = case.arguments
    named = {str(i): gradient for i, gradient in enumerate(gradients)}
    parameters = {name: np.zeros_like(gradient) for name, gradient in named.items()}
    SGD(1.0, clip_norm=theta).step(parameters, named)
    clipped, _ = solved.clip_by_norm(gradients, theta)
    np.testing.assert_allclose(-together(parameters.values()), together(clipped), rtol=1e-12)


@of_all_cases("decayed_step")
def test_decayed_step_is_what_the_optimizers_of_rnnkit_do(case):
    parameters, gradients, learning_rate, decay = case.arguments
    named = {str(i): parameter.copy() for i, parameter in enumerate(parameters)}
    optimizer = SGD(learning_rate, weight_decay=decay)
    optimizer.step(named, {str(i): gradient for i, gradient in enumerate(gradients)})
    np.testing.assert_allclose(together(named.values()), together(case.outputs[0]), rtol=1e-12)


@of_all_cases("decayed_step")
def test_decayed_step_descends_loss_and_penalty(case):
    parameters, gradients, learning_rate, decay = case.arguments

    def penalised(*parameters):  # a loss with the given gradients, and λ/2 · ΣW²
        loss = sum(anp.sum(g * p) for g, p in zip(gradients, parameters, strict=True))
        return loss + decay / 2 * sum(anp.sum(p**2) for p in parameters if p.ndim == 2)

    for i, (parameter, updated) in enumerate(zip(parameters, case.outputs[0], strict=True)):
        slope = autograd.grad(penalised, i)(*parameters)
        np.testing.assert_allclose(updated, parameter - learning_rate * slope, rtol=1e-12)


def windowed(np_, W_xh, W_hh, b_h, x, h_0, window):
    """The states, where a state that crosses a border counts as given."""
    states, before = [], h_0
    frozen, _ = forward.rnn_forward(x, h_0, *map(as_numpy, (W_xh, W_hh, b_h)))
    for t in range(len(x)):
        if t > 0 and t % window == 0:
            before = like(np_, frozen[t - 1])
        before = np_.tanh(like(np_, x[t]) @ W_xh + like(np_, before) @ W_hh + b_h)
        states.append(before)
    return np_.stack(states)


def as_numpy(array):
    """The numbers of an array of NumPy, autograd or PyTorch, without their history."""
    array = getattr(array, "_value", array)
    return array.detach().numpy() if hasattr(array, "detach") else np.real(array)


def like(np_, array):
    is_torch = np_.__name__ == "torch" and isinstance(array, np.ndarray)
    return np_.tensor(array) if is_torch else array


def truncated_backward(new_sample):
    """Every window by itself, from the state that the whole pass had at its border."""
    x, dh, h_0, W_xh, W_hh, b_h, window = cases.truncated_backward(new_sample())
    h_T, *gradients = solved.truncated_backward(x, dh, h_0, W_xh, W_hh, b_h, window)
    whole, _ = forward.rnn_forward(x, h_0, W_xh, W_hh, b_h)
    np.testing.assert_allclose(h_T, whole[-1], rtol=1e-14)

    def reference(W_xh, W_hh, b_h):
        parts, starts = [], [h_0, *whole[window - 1 :: window]]
        for number, start in enumerate(range(0, len(x), window)):
            step = complex_safe(forward.rnn_forward)
            parts.append(step(x[start : start + window], starts[number], W_xh, W_hh, b_h)[0])
        return np.concatenate(parts)

    def independent(np_, W_xh, W_hh, b_h):
        return windowed(np_, W_xh, W_hh, b_h, x, h_0, window)

    return Problem(reference, independent, (dh,), (W_xh, W_hh, b_h), tuple(gradients))


test_truncated_gradients_match = oracle_test(truncated_backward)


@of_random_cases("truncated_backward")
def test_one_window_for_all_is_the_whole_gradient_and_no_case_has_that(case):
    x, dh, *weights, window = case.arguments
    _, cache = forward.rnn_forward(x, *weights)
    whole = backward.rnn_backward(dh, cache)[2:]
    for longer in (len(x), len(x) + 3):
        got = solved.truncated_backward(x, dh, *weights, longer)[1:]
        for one, other in zip(got, whole, strict=True):
            np.testing.assert_allclose(one, other, rtol=1e-12)
    assert 2 <= window < len(x)
    assert not np.allclose(case.outputs[2], whole[1], rtol=0.01)


def test_one_window_of_the_cases_is_short_at_the_end_and_one_is_not():
    rests = [len(case.arguments[0]) % case.arguments[-1] for case in cases_of("truncated_backward")]
    assert 0 in rests
    assert sum(rest > 0 for rest in rests) >= 2


def test_a_loss_in_a_later_window_says_nothing_about_an_earlier_input():
    x, h_0, W_xh, W_hh, b_h = sequence_and_weights()
    dh = np.zeros((*x.shape[:2], len(W_hh)))
    dh[-1] = 1.0  # the last window holds the last three of nine steps
    seen = solved.truncated_backward(x, dh, h_0, W_xh, W_hh, b_h, 3)
    h, _ = forward.rnn_forward(x, h_0, W_xh, W_hh, b_h)
    alone = solved.truncated_backward(x[-3:], dh[-3:], h[-4], W_xh, W_hh, b_h, 3)
    for one, other in zip(seen, alone, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-12)


def test_erratum_9_the_power_of_gamma_vanishes_below_one_and_explodes_above():
    reached = [gamma**1000 for gamma in (0.9, 1.0, 1.1)]
    assert all(one < other for one, other in pairwise(reached))
    assert reached[0] < 1e-40
    assert reached[1] == 1
    assert reached[2] > 1e40
