"""Chapter 13's references against three oracles, against PyTorch's attention, and its cases."""

from collections.abc import Callable

import numpy as np
import pytest

from rnn_course.bank.sampling import HIDDEN_SIZES, VISIBLE_SIZES, Sampler
from solutions import attention as solved
from solutions.attention import cases
from tests.support.oracles import Problem, oracle_test
from tests.support.solution_bank import case_files

SIZES = pytest.mark.parametrize("sizes", VISIBLE_SIZES + HIDDEN_SIZES, ids=str)
MASKED = ("attention_weights", "attention_decoder_step")


# The independent forwards. The mask comes as an array of numbers; its logarithm is not needed.


def softmax_of_real(xp, s, mask):
    exp = xp.exp(s) * mask.T
    return exp / exp.sum(-1)[:, :, None]


def mixture(xp, q, k, v, mask):
    """Every pair of steps by itself."""
    scores = [[(q_u * k_t).sum(-1) / q.shape[-1] ** 0.5 for k_t in k] for q_u in q]
    s = xp.stack([xp.stack(row, -1) for row in scores])
    a = softmax_of_real(xp, s, mask)
    return xp.stack([sum(a_u[:, t, None] * v[t] for t in range(len(v))) for a_u in a])


def own_mixture(xp, q, states, mask):
    return mixture(xp, q, states, states, mask)


def reference_mixture(q, k, v, mask):
    a = solved.attention_weights(solved.attention_scores(q, k), mask)
    return solved.attention_context(a, v)


def attention_weights_backward(new_sample: Callable[[], Sampler]) -> Problem:
    da, a = cases.attention_weights_backward(new_sample())
    arguments = cases.attention_weights(new_sample())
    np.testing.assert_array_equal(solved.attention_weights(*arguments), a)
    ds = solved.attention_weights_backward(da, a)
    return Problem(solved.attention_weights, softmax_of_real, (da,), arguments, (ds,))


def attention_backward(new_sample: Callable[[], Sampler]) -> Problem:
    dc, q, k, v, a = cases.attention_backward(new_sample())
    mask = 1.0 * (a[0] > 0).T
    gradients = solved.attention_backward(dc, q, k, v, a)
    return Problem(reference_mixture, mixture, (dc,), (q, k, v, mask), gradients)


def one_array_as_keys_and_values(new_sample: Callable[[], Sampler]) -> Problem:
    """Its gradient is dk + dv, as the docstring says."""
    dc, q, states, _, _ = cases.attention_backward(new_sample())
    mask = cases.padding_anywhere(new_sample())
    a = solved.attention_weights(solved.attention_scores(q, states), mask)
    dq, dk, dv = solved.attention_backward(dc, q, states, states, a)

    def reference(q, states, mask):
        return reference_mixture(q, states, states, mask)

    return Problem(reference, own_mixture, (dc,), (q, states, mask), (dq, dk + dv))


test_reference_gradients_match = oracle_test(
    attention_weights_backward, attention_backward, one_array_as_keys_and_values
)


def all_cases_of(exercise):
    built = case_files(exercise)
    return built.visible.cases + built.hidden.cases


@pytest.mark.parametrize("exercise", MASKED)
def test_weights_add_up_to_one_and_are_exactly_zero_in_the_padding(exercise):
    for case in all_cases_of(exercise):
        (mask,) = [value for value in case.arguments if set(np.unique(value)) <= {0.0, 1.0}]
        a = case.outputs[-1]
        assert np.all(a[..., mask.T == 0] == 0)
        np.testing.assert_allclose(a.sum(axis=-1), 1, rtol=1e-14)


@pytest.mark.parametrize("around", [-1000.0, 1000.0])
def test_weights_do_not_change_when_all_scores_are_moved(around):
    s, mask = cases.attention_weights(Sampler(VISIBLE_SIZES[0], "moved"))
    before = solved.attention_weights(s, mask)
    np.testing.assert_allclose(solved.attention_weights(s + around, mask), before, rtol=1e-12)


@SIZES
def test_what_stands_in_the_padding_changes_nothing(sizes):
    x_u, h_prev, k, v, mask, *weights = cases.attention_decoder_step(Sampler(sizes, "loud"))
    before = solved.attention_decoder_step(x_u, h_prev, k, v, mask, *weights)
    real = mask[:, :, None] == 1
    assert not real.all()
    loud = np.where(real, k, 1e3), np.where(real, v, -1e3)
    after = solved.attention_decoder_step(x_u, h_prev, *loud, mask, *weights)
    for one, other in zip(before, after, strict=True):
        np.testing.assert_array_equal(one, other)


@SIZES
def test_steps_of_a_decoder_are_the_batched_functions_one_by_one(sizes):
    sample = Sampler(sizes, "one by one")
    _, h_u, k, v, mask, W_xh, W_hh, b_h, W_hy, W_cy, b_y = cases.attention_decoder_step(sample)
    inputs = np.random.default_rng(0).standard_normal((5, len(h_u), len(W_xh)))
    steps = []
    for x_u in inputs:
        weights = W_xh, W_hh, b_h, W_hy, W_cy, b_y
        steps.append(solved.attention_decoder_step(x_u, h_u, k, v, mask, *weights))
        h_u = steps[-1][1]
    logits, h, a = (np.array(each) for each in zip(*steps, strict=True))
    expected = solved.attention_weights(solved.attention_scores(h, k), mask)
    np.testing.assert_allclose(a, expected, rtol=1e-12, atol=1e-15)
    c = solved.attention_context(expected, v)
    np.testing.assert_allclose(logits, h @ W_hy + c @ W_cy + b_y, rtol=1e-11, atol=1e-13)


@SIZES
def test_attention_does_not_know_the_order_of_what_was_read(sizes):
    q, k, v, mask = _forward_arguments(sizes)
    order = np.random.default_rng(1).permutation(len(k))
    np.testing.assert_allclose(
        reference_mixture(q, k[order], v[order], mask[order]),
        reference_mixture(q, k, v, mask),
        rtol=1e-12,
        atol=1e-14,
    )


def _forward_arguments(sizes):
    _, q, k, v, a = cases.attention_backward(Sampler(sizes, "forward"))
    return q, k, v, 1.0 * (a[0] > 0).T


@SIZES
def test_masked_attention_is_that_of_pytorch(sizes):
    torch = pytest.importorskip("torch")
    q, k, v, mask = _forward_arguments(sizes)
    by_sequence = [torch.tensor(each.swapaxes(0, 1)) for each in (q, k, v)]
    allowed = torch.tensor(mask.T[:, None, :] == 1)
    theirs = torch.nn.functional.scaled_dot_product_attention(*by_sequence, attn_mask=allowed)
    ours = reference_mixture(q, k, v, mask).swapaxes(0, 1)
    np.testing.assert_allclose(ours, theirs.numpy(), rtol=1e-11, atol=1e-13)


@SIZES
def test_self_attention_is_that_of_pytorch(sizes):
    torch = pytest.importorskip("torch")
    x, *weights = cases.self_attention_forward(Sampler(sizes, "causal"))
    by_sequence = [torch.tensor((x @ W).swapaxes(0, 1)) for W in weights]
    theirs = torch.nn.functional.scaled_dot_product_attention(*by_sequence, is_causal=True)
    y, _ = solved.self_attention_forward(x, *weights)
    np.testing.assert_allclose(y.swapaxes(0, 1), theirs.numpy(), rtol=1e-11, atol=1e-13)


@SIZES
def test_no_step_hears_of_a_later_one(sizes):
    x, *weights = cases.self_attention_forward(Sampler(sizes, "later"))
    y, a = solved.self_attention_forward(x, *weights)
    assert np.all(a.swapaxes(0, 1)[:, ~np.tri(len(x), dtype=bool)] == 0)
    for t in range(len(x) - 1):
        later = x.copy()
        later[t + 1 :] = 7.0
        np.testing.assert_array_equal(
            solved.self_attention_forward(later, *weights)[0][: t + 1], y[: t + 1]
        )


def test_random_cases_have_padding_whose_scores_are_the_largest_somewhere():
    for case in (case for case in all_cases_of("attention_weights") if not case.edge):
        s, mask = case.arguments
        largest = s.argmax(axis=-1)
        assert (mask[largest, np.arange(mask.shape[1])] == 0).any()


@pytest.mark.parametrize("sizes", [{"T": 5, "N": 3}, {"T": 7, "N": 4}], ids=str)
def test_padding_in_front_has_a_real_step_between_it_and_the_padding_in_the_middle(sizes):
    for seed in range(20):
        mask = cases.padding_in_front(Sampler(sizes, f"front-{seed}"))
        assert np.all(mask[0] == 0)
        assert np.all(mask[[1, -1]] == 1)
        assert np.all(mask.sum(axis=0) == len(mask) - 2)


@pytest.mark.parametrize("T", [1, 2, 7])
@pytest.mark.parametrize("N", [1, 4])
def test_every_sequence_of_every_mask_has_a_real_step(T, N):
    for seed in range(20):
        sample = Sampler({"T": T, "N": N}, f"real-{seed}")
        for padding in (cases.padding_behind, cases.padding_anywhere, cases.one_real_step):
            mask = padding(sample)
            assert mask.shape == (T, N)
            assert np.all(mask.sum(axis=0) >= 1)
