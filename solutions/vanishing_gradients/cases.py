"""Cases of chapter 06."""

import numpy as np

from rnn_course.bank.sampling import VISIBLE_SIZES, Sampler
from solutions import rnn_forward as forward
from solutions.rnn_forward import cases as forward_cases

# By T: at least two windows, and in all cases but one the last one is shorter.
WINDOWS = {7: 3, 3: 2, 4: 3, 5: 2, 6: 2}


def state_jacobian(sample: Sampler) -> tuple:
    """States of the reference's step: neither small nor saturated."""
    arguments = forward_cases.rnn_cell_forward(sample)
    h_t, _ = forward.rnn_cell_forward(*arguments)
    return h_t, arguments[3]


def jacobian_norms(sample: Sampler) -> tuple:
    """States of the reference's sequence."""
    arguments = forward_cases.rnn_forward(sample)
    h, _ = forward.rnn_forward(*arguments)
    return h, arguments[3]


def bound_and_rate(sample: Sampler) -> tuple:
    """Weights whose largest eigenvalue is a pair of complex numbers, and a slope below 1.

    The largest real part belongs to another eigenvalue, so that it cannot pass for the
    radius; nor can the largest absolute value of a real part or of an imaginary part.
    """
    while True:
        W_hh = sample.weight("H", "H")
        eigenvalues = np.linalg.eigvals(W_hh)
        radius = np.abs(eigenvalues).max()
        largest = eigenvalues[np.abs(eigenvalues).argmax()]
        is_complex = abs(largest.imag) > 0.3 * radius and abs(largest.real) > 0.3 * radius
        if is_complex and eigenvalues.real.max() < 0.9 * radius:
            return W_hh, float(sample.rng.uniform(0.3, 0.9))


def clip_by_value(sample: Sampler) -> tuple:
    """Three gradients with about a third of the entries beyond the limit, on both sides."""
    gradients = _gradients(sample)
    return gradients, float(np.quantile(np.abs(np.concatenate([*map(np.ravel, gradients)])), 0.65))


def clip_by_norm(sample: Sampler) -> tuple:
    """Gradients that are too long in one visible and one hidden case, and short in the others.

    Where they are too long, at least one of the three is not so by itself.
    """
    gradients = _gradients(sample)
    norms = [np.linalg.norm(gradient) for gradient in gradients]
    norm = np.linalg.norm(norms)
    is_long = sample.sizes["H"] in (VISIBLE_SIZES[0]["H"], 7)
    theta = sample.rng.uniform(0.75, 0.85) * max(norms) if is_long else norm * 1.7
    return gradients, float(theta)


def decayed_step(sample: Sampler) -> tuple:
    """Two matrices and a bias, and a decay that takes a good part of the weights away."""
    parameters = [sample.weight("D", "H"), sample.weight("H", "H"), sample.bias("H")]
    return (
        parameters,
        _gradients(sample),
        float(sample.rng.uniform(0.2, 0.4)),
        float(sample.rng.uniform(0.5, 0.9)),
    )


def truncated_backward(sample: Sampler) -> tuple:
    """At least two windows, the last one shorter except in one case."""
    x, h_0, W_xh, W_hh, b_h = forward_cases.rnn_forward(sample)
    while np.linalg.norm(W_hh - W_hh.T) < np.linalg.norm(W_hh):  # a missing transpose shows
        W_hh = sample.weight("H", "H")
    dh, window = sample.normal("T", "N", "H"), WINDOWS[sample.sizes["T"]]
    return x, dh, h_0, W_xh, W_hh, b_h, window


def _gradients(sample: Sampler) -> list[np.ndarray]:
    """For W_xh, W_hh and b_h: the shapes differ, and so do the sizes."""
    return [0.5 * sample.normal("D", "H"), 1.5 * sample.normal("H", "H"), sample.normal("H")]
