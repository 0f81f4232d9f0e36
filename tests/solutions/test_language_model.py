"""The references of chapter 05 against what is known without them."""

import autograd
import autograd.numpy as anp
import numpy as np
import pytest

from solutions import language_model as solved
from tests.support.solution_bank import case_files


def cases_of(exercise):
    built = case_files(exercise)
    return [case.arguments for case in built.visible.cases + built.hidden.cases]


def table_loss(W, x, labels, mask):
    """−log ŷ_label = log Σ_v exp(z_v − z_label), place by place."""
    places = [(t, n) for t, n in np.ndindex(x.shape) if mask[t, n]]
    each = [anp.log(anp.sum(anp.exp(W[x[p]] - W[x[p], labels[p]]))) for p in places]
    return sum(each) / len(places)


@pytest.mark.parametrize("arguments", cases_of("training_step"))
def test_training_step_goes_against_the_gradient_of_autograd(arguments):
    W, x, labels, mask, learning_rate = arguments
    loss, W_new = solved.training_step(*arguments)
    dW = autograd.grad(table_loss)(W, x, labels, mask)
    assert loss == pytest.approx(table_loss(W, x, labels, mask), rel=1e-12)
    np.testing.assert_allclose(W_new, W - learning_rate * dW, rtol=0, atol=1e-14)


def test_training_step_has_nowhere_to_go_from_the_counted_table():
    x = np.array([[0, 0, 1], [1, 1, 0], [0, 1, 1]])
    labels = np.array([[1, 1, 0], [0, 1, 0], [0, 1, 1]])
    mask = np.ones(x.shape)
    counts = np.zeros((2, 2))
    np.add.at(counts, (x, labels), 1)
    W = np.log(counts / counts.sum(axis=1, keepdims=True))
    _, W_new = solved.training_step(W, x, labels, mask, 1.0)
    np.testing.assert_allclose(W_new, W, rtol=0, atol=1e-14)


@pytest.mark.parametrize(("is_real", "expected"), [(1, 1000.0), (0, 0.0)])
def test_training_step_takes_logits_near_1000_and_minus_1000_in_one_row(is_real, expected):
    W, x, labels = np.array([[1000.0, -1000.0], [0.0, 1000.0]]), np.array([[0, 1]]), np.ones((1, 2))
    loss, W_new = solved.training_step(W, x, labels.astype(int), np.array([[is_real, 1]]), 1.0)
    assert loss == expected
    np.testing.assert_array_equal(W_new, W + np.array([[-is_real / 2, is_real / 2], [0, 0]]))


def test_a_label_in_the_padding_may_have_no_probability():
    y_hat, mask = np.array([[[0.5, 0.5], [1.0, 0.0]]]), np.array([[1, 0]])
    assert solved.perplexity(y_hat, np.array([[1, 1]]), mask) == pytest.approx((np.log(2), 2))


@pytest.mark.parametrize("V", [2, 10, 27])
def test_perplexity_of_pure_guessing_is_the_number_of_tokens(V):
    y_hat, labels = np.full((4, 3, V), 1 / V), np.zeros((4, 3), int)
    loss, ppl = solved.perplexity(y_hat, labels, np.ones((4, 3)))
    assert ppl == pytest.approx(V, rel=1e-12)
    assert loss == pytest.approx(np.log(V), rel=1e-12)


def test_sampled_tokens_come_as_often_as_their_probabilities_say():
    p, u = np.array([0.1, 0.0, 0.6, 0.3]), (np.arange(1000) + 0.5) / 1000
    tokens = solved.sample_tokens(np.tile(p, (1000, 1)), u)
    np.testing.assert_array_equal(np.bincount(tokens, minlength=4), 1000 * p)


@pytest.mark.parametrize(("temperature", "expected"), [(1e-3, [1, 0, 0]), (1e9, [1 / 3] * 3)])
def test_cold_takes_the_likeliest_and_heat_makes_all_alike(temperature, expected):
    y_hat = solved.temperature_probabilities(np.array([[2.0, 1.0, 0.0]]), temperature)
    np.testing.assert_allclose(y_hat, [expected], atol=1e-8)
