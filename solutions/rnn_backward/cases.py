"""Cases of chapter 03."""

from collections.abc import Callable

import numpy as np

from rnn_course.bank.sampling import HIDDEN_SIZES, Sampler
from rnnkit.checks import functions
from solutions import rnn_backward as backward
from solutions import rnn_forward as forward
from solutions.rnn_forward import cases as forward_cases

# These two are differences of function values, not exact gradients.
TOLERANCE = {"numerical_gradient": 1e-6, "gradient_check": 1e-6}


def cross_entropy(sample: Sampler) -> tuple:
    """Padding, and one real row of logits near 1000, where exp overflows."""
    logits = 2 * sample.normal("T", "N", "V")
    # Only the first sequence is real to its end.
    logits[sample.rng.integers(sample.sizes["T"]), 0] += 1000
    return logits, sample.labels("T", "N"), sample.mask()


def numerical_gradient(sample: Sampler) -> tuple:
    """Steps so large that a one-sided difference is clearly off."""
    return _function(sample), sample.normal("D", "H"), _eps(sample)


def rnn_cell_backward(sample: Sampler) -> tuple:
    """Any gradient, and the cache of the reference's step."""
    _, cache = forward.rnn_cell_forward(*forward_cases.rnn_cell_forward(sample))
    return sample.normal("N", "H"), cache


def rnn_backward(sample: Sampler) -> tuple:
    """A gradient from every step's own loss, and the cache of the reference's sequence."""
    _, cache = forward.rnn_forward(*forward_cases.rnn_forward(sample))
    return sample.normal("T", "N", "H"), cache


def output_backward(sample: Sampler) -> tuple:
    """What the reference's cross-entropy sends back, zero where there is padding."""
    h, W_hy, b_y = forward_cases.output_forward(sample)
    logits = forward.output_forward(h, W_hy, b_y)
    _, dlogits = backward.cross_entropy(logits, sample.labels("T", "N"), sample.mask())
    return dlogits, h, W_hy


def gradient_check(sample: Sampler) -> tuple:
    """A gradient with an error, so that the result depends on every argument.

    The measured slope is below the predicted one; both are negative in one visible case and
    positive in the other. So every missing absolute value shows. In one hidden case they
    have opposite signs, which tells |a| + |b| from |a + b|.
    """
    f, x, eps = _function(sample), sample.normal("D", "H"), _eps(sample)
    right = backward.numerical_gradient(f, x)
    sign = -1 if sample.sizes["H"] % 2 == 0 else 1
    while True:
        dx, direction = right * (1 + 0.5 * sample.normal("D", "H")), sample.normal("D", "H")
        measured, predicted = np.sum(right * direction), np.sum(dx * direction)
        error = backward.gradient_check(f, x, dx, direction, eps)
        if 0.05 < error < 0.95 and measured < predicted and sign == np.sign(measured):
            opposed = sample.sizes == HIDDEN_SIZES[-1]
            return f, x, -dx if opposed else dx, direction, eps


def _function(sample: Sampler) -> Callable[[np.ndarray], float]:
    """Another function in each case of an exercise where V differs."""
    choice = (functions.sum_of_cubes, functions.log_sum_exp, functions.tanh_chain)
    return choice[sample.sizes["V"] % 3]


def _eps(sample: Sampler) -> float:
    return float(sample.rng.uniform(0.02, 0.1))
