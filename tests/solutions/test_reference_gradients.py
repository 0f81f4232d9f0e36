"""Reference gradients of chapters 00 to 03 against three oracles that share no code with them."""

from collections.abc import Callable

import numpy as np
import pytest

from rnn_course.bank.sampling import Sampler
from rnnkit.checks.calling import identical
from solutions import rnn_backward as backward
from solutions import rnn_forward as forward
from solutions import start_here
from solutions.rnn_backward import cases as backward_cases
from solutions.rnn_forward import cases as forward_cases
from solutions.start_here import cases as start_cases
from tests.support.oracles import SEEDS, Problem, complex_safe, first_output, oracle_test

# The independent forwards: ``xp`` is autograd's NumPy or PyTorch.


def cell(xp, x_t, h_prev, W_xh, W_hh, b_h):
    return xp.tanh(b_h + h_prev @ W_hh + x_t @ W_xh)


def sequence(xp, x, h_0, W_xh, W_hh, b_h):
    states = [h_0]
    for x_t in x:
        states.append(cell(xp, x_t, states[-1], W_xh, W_hh, b_h))
    return xp.stack(states[1:])


def head(xp, h, W_hy, b_y):
    return xp.stack([h_t @ W_hy + b_y for h_t in h])


def losses(xp, logits, labels, mask):
    """−log ŷ_label = log Σ_v exp(z_v − z_label), which needs no shift."""
    is_label = labels[:, :, None] == xp.arange(logits.shape[-1])
    at_label = (logits * is_label).sum(-1)
    each = xp.log(xp.exp(logits - at_label[:, :, None]).sum(-1))
    return (each * mask).sum(1) / mask.shape[1]


def network_losses(xp, x, h_0, W_xh, W_hh, b_h, W_hy, b_y, labels, mask):
    logits = head(xp, sequence(xp, x, h_0, W_xh, W_hh, b_h), W_hy, b_y)
    return losses(xp, logits, labels, mask)


def logistic(xp, z):
    return xp.exp(z) / (1 + xp.exp(z))


# The problems: an exercise's own case, and the forward arguments that it came from.


def sigmoid_derivative(new_sample: Callable[[], Sampler]) -> Problem:
    (s,) = start_cases.sigmoid_derivative(new_sample())
    z = 2 * new_sample().normal("N", "H")
    assert identical(start_here.sigmoid(z), s)
    ds_dz = start_here.sigmoid_derivative(s)
    return Problem(start_here.sigmoid, logistic, (np.ones_like(z),), (z,), (ds_dz,))


def rnn_cell_backward(new_sample: Callable[[], Sampler]) -> Problem:
    dh_t, cache = backward_cases.rnn_cell_backward(new_sample())
    arguments = forward_cases.rnn_cell_forward(new_sample())
    assert identical(forward.rnn_cell_forward(*arguments)[1], cache)
    gradients = backward.rnn_cell_backward(dh_t, cache)
    reference = first_output(forward.rnn_cell_forward)
    return Problem(reference, cell, (dh_t,), arguments, gradients)


def rnn_backward(new_sample: Callable[[], Sampler]) -> Problem:
    dh, cache = backward_cases.rnn_backward(new_sample())
    arguments = forward_cases.rnn_forward(new_sample())
    assert identical(forward.rnn_forward(*arguments)[1], cache)
    gradients = backward.rnn_backward(dh, cache)
    return Problem(first_output(forward.rnn_forward), sequence, (dh,), arguments, gradients)


def output_backward(new_sample: Callable[[], Sampler]) -> Problem:
    dlogits, h, W_hy = backward_cases.output_backward(new_sample())
    arguments = forward_cases.output_forward(new_sample())
    assert identical(arguments[:2], (h, W_hy))
    gradients = backward.output_backward(dlogits, h, W_hy)
    return Problem(forward.output_forward, head, (dlogits,), arguments, gradients)


def cross_entropy(new_sample: Callable[[], Sampler]) -> Problem:
    arguments = backward_cases.cross_entropy(new_sample())
    L, dlogits = backward.cross_entropy(*arguments)
    reference = first_output(backward.cross_entropy)
    return Problem(reference, losses, (np.ones_like(L),), arguments, (dlogits,))


def whole_network(new_sample: Callable[[], Sampler]) -> Problem:
    """Every exercise of chapters 02 and 03 in a chain, from the inputs to the total loss."""
    sample = new_sample()
    recurrent, W_hy, b_y = (
        forward_cases.rnn_forward(sample),
        sample.weight("H", "V"),
        sample.bias("V"),
    )
    labels, mask = sample.labels("T", "N"), sample.mask()
    h, cache = forward.rnn_forward(*recurrent)
    L, dlogits = backward.cross_entropy(forward.output_forward(h, W_hy, b_y), labels, mask)
    dh, dW_hy, db_y = backward.output_backward(dlogits, h, W_hy)
    gradients = (*backward.rnn_backward(dh, cache), dW_hy, db_y)
    arguments = (*recurrent, W_hy, b_y, labels, mask)
    return Problem(reference_network, network_losses, (np.ones_like(L),), arguments, gradients)


def reference_network(x, h_0, W_xh, W_hh, b_h, W_hy, b_y, labels, mask):
    h, _ = complex_safe(forward.rnn_forward)(x, h_0, W_xh, W_hh, b_h)
    return backward.cross_entropy(forward.output_forward(h, W_hy, b_y), labels, mask)[0]


PROBLEMS = (
    sigmoid_derivative,
    cross_entropy,
    rnn_cell_backward,
    rnn_backward,
    output_backward,
    whole_network,
)


test_reference_gradients_match = oracle_test(*PROBLEMS)


EXACT = {
    "sum_of_cubes": lambda x: 3 * x**2,
    "log_sum_exp": lambda x: np.exp(x) / np.exp(x).sum(),
    "tanh_chain": lambda x: (1 - np.tanh(np.tanh(x) + x) ** 2) * (2 - np.tanh(x) ** 2),
}


@pytest.mark.parametrize(("kind", "number", "sizes"), SEEDS, ids=lambda value: str(value)[:7])
def test_numerical_gradient_is_near_the_exact_one(kind, number, sizes):
    sample = Sampler(sizes, f"numerical_gradient-{kind}-{number}")
    f, x, _ = backward_cases.numerical_gradient(sample)
    exact = EXACT[f.__name__](x)
    np.testing.assert_allclose(backward.numerical_gradient(f, x), exact, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize(("kind", "number", "sizes"), SEEDS, ids=lambda value: str(value)[:7])
@pytest.mark.parametrize(("factor", "error"), [(1, 0), (2, 1 / 3), (0, 1), (-1, 1)])
def test_gradient_check_measures_how_far_a_gradient_is_off(kind, number, sizes, factor, error):
    sample = Sampler(sizes, f"gradient_check-{kind}-{number}")
    f, x, _, direction, _ = backward_cases.gradient_check(sample)
    dx = factor * EXACT[f.__name__](x)
    got = backward.gradient_check(f, x, dx, direction)
    assert got == pytest.approx(error, abs=1e-6)
