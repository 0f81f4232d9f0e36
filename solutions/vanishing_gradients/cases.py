"""Cases of chapter 06."""

import numpy as np

from rnn_course.bank.edges import Edge
from rnn_course.bank.sampling import Sampler
from solutions import rnn_forward as forward
from solutions.rnn_forward import cases as forward_cases

# By T: at least two windows, and in all random cases but one the last one is shorter.
WINDOWS = {3: 2, 4: 3, 5: 2, 6: 2, 7: 3}


def state_jacobian(sample: Sampler) -> tuple:
    """States of the reference's step: neither small nor saturated."""
    arguments = forward_cases.rnn_cell_forward(sample)
    h_t, _ = forward.rnn_cell_forward(*arguments)
    return h_t, arguments[3]


def saturated(sample: Sampler) -> tuple:
    """Let some units be at −1 and 1, where a tanh is flat, and one at 0."""
    h_t, W_hh = state_jacobian(sample)
    h_t[:, :3] = [-1.0, 1.0, 0.0]
    return h_t, W_hh


def jacobian_norms(sample: Sampler) -> tuple:
    """States of the reference's sequence."""
    arguments = forward_cases.rnn_forward(sample)
    h, _ = forward.rnn_forward(*arguments)
    return h, arguments[3]


def large_weights(sample: Sampler) -> tuple:
    """Let states be small and weights large, so that every step back is a longer one."""
    h, W_hh = jacobian_norms(sample)
    return 0.3 * h, 3 * W_hh


def one_unit(sample: Sampler) -> tuple:
    """Let the only weight be negative."""
    h, W_hh = jacobian_norms(sample)
    return h, -np.abs(W_hh)


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


def negative_eigenvalue(sample: Sampler) -> tuple:
    """Let the eigenvalue of the largest absolute value be real and negative."""
    H = sample.sizes["H"]
    Q = sample.weight("H", "H")
    eigenvalues = np.r_[-1.4, np.linspace(0.2, 0.9, H - 1)]
    return Q @ np.diag(eigenvalues) @ np.linalg.inv(Q), 0.8


def slope_of_tanh(sample: Sampler) -> tuple:
    """Take the slope that a tanh has."""
    return bound_and_rate(sample)[0], 1.0


def steep(sample: Sampler) -> tuple:
    """Take a nonlinearity steeper than a tanh."""
    return bound_and_rate(sample)[0], 1.7


def one_negative_weight(sample: Sampler) -> tuple:
    """Take one unit, whose weight is negative."""
    return -np.abs(sample.weight("H", "H")), 0.6


def clip_by_value(sample: Sampler) -> tuple:
    """Three gradients with about a third of the entries beyond the limit, on both sides."""
    gradients = _gradients(sample)
    return gradients, float(np.quantile(np.abs(np.concatenate([*map(np.ravel, gradients)])), 0.65))


def nothing_too_large(sample: Sampler) -> tuple:
    """Set a limit that no entry reaches."""
    return _gradients(sample), 50.0


def everything_too_large(sample: Sampler) -> tuple:
    """Set a limit that every entry exceeds."""
    return [np.sign(g) * (1 + np.abs(g)) for g in _gradients(sample)], 0.25


def one_array(sample: Sampler) -> tuple:
    """Take a list of one gradient, of three axes."""
    return [sample.normal("T", "D", "H")], 0.8


def clip_by_norm(sample: Sampler) -> tuple:
    """Gradients that are too long in one visible and one hidden case, and short in the others.

    Where they are too long, at least one of the three is not so by itself.
    """
    gradients = _gradients(sample)
    norms = [np.linalg.norm(gradient) for gradient in gradients]
    norm = np.linalg.norm(norms)
    is_long = sample.sizes["H"] in (6, 5)
    theta = sample.rng.uniform(0.75, 0.85) * max(norms) if is_long else norm * 1.7
    return gradients, float(theta)


def short_together(sample: Sampler) -> tuple:
    """Let all gradients together be shorter than θ."""
    return _gradients(sample), 40.0


def all_zero(sample: Sampler) -> tuple:
    """Let every gradient be 0."""
    return [np.zeros_like(gradient) for gradient in _gradients(sample)], 1.0


def long_together_only(sample: Sampler) -> tuple:
    """Let no array be longer than θ by itself; together they are. The bias comes first."""
    gradients = [g / np.linalg.norm(g) for g in _gradients(sample)[::-1]]
    return gradients, 1.2


def one_long_array(sample: Sampler) -> tuple:
    """Take a list of one gradient, which is too long."""
    return [sample.normal("T", "D", "H")], 0.8


def decayed_step(sample: Sampler) -> tuple:
    """Two matrices and a bias, and a decay that takes a good part of the weights away."""
    parameters = [sample.weight("D", "H"), sample.weight("H", "H"), sample.bias("H")]
    return (
        parameters,
        [sample.as_gradient(gradient) for gradient in _gradients(sample)],
        float(sample.rng.uniform(0.2, 0.4)),
        float(sample.rng.uniform(0.5, 0.9)),
    )


def bias_first(sample: Sampler) -> tuple:
    """Put the biases before the matrices."""
    parameters, gradients, *rest = decayed_step(sample)
    return parameters[::-1], gradients[::-1], *rest


def small_matrices(sample: Sampler) -> tuple:
    """Take matrices that are smaller than the bias, one of a single row, one of a column."""
    shapes = [(1, 3), sample.shape("H"), (2, 1)]
    parameters, gradients = ([sample.rng.standard_normal(s) for s in shapes] for _ in range(2))
    return parameters, gradients, 0.2, 0.6


def one_matrix(sample: Sampler) -> tuple:
    """Take one square matrix and no bias."""
    return [sample.weight("H", "H")], [sample.normal("H", "H")], 0.3, 0.8


def biases_alone(sample: Sampler) -> tuple:
    """Take two biases and no matrix."""
    letters = ("D", "H")
    return [*map(sample.bias, letters)], [*map(sample.gradient, letters)], 0.25, 0.7


def truncated_backward(sample: Sampler) -> tuple:
    """At least two windows, the last one shorter except in one case."""
    x, h_0, W_xh, W_hh, b_h = forward_cases.rnn_forward(sample)
    while np.linalg.norm(W_hh - W_hh.T) < np.linalg.norm(W_hh):  # a missing transpose shows
        W_hh = sample.weight("H", "H")
    dh, window = sample.gradient("T", "N", "H"), WINDOWS[sample.sizes["T"]]
    return x, dh, h_0, W_xh, W_hh, b_h, window


def windows_of_one_step(sample: Sampler) -> tuple:
    """Cut after every step."""
    return *truncated_backward(sample)[:-1], 1


def one_window(sample: Sampler) -> tuple:
    """Take a window that is longer than the sequence."""
    return *truncated_backward(sample)[:-1], sample.sizes["T"] + 2


def window_of_all_steps(sample: Sampler) -> tuple:
    """Take a window that is as long as the sequence."""
    return *truncated_backward(sample)[:-1], sample.sizes["T"]


def _gradients(sample: Sampler) -> list[np.ndarray]:
    """For W_xh, W_hh and b_h: the shapes differ, and so do the sizes."""
    return [0.5 * sample.normal("D", "H"), 1.5 * sample.normal("H", "H"), sample.normal("H")]


EDGES: dict[str, list[Edge]] = {
    "state_jacobian": [
        Edge("one sequence", {"N": 1}),
        Edge("as many sequences as units", {"N": 4, "H": 4}),
        Edge("states of −1, 1 and 0", make=saturated),
        Edge("one unit", {"H": 1}, hidden=True),
    ],
    "jacobian_norms": [
        Edge("one sequence", {"N": 1}),
        Edge("one step", {"T": 1}),
        Edge("gradients that grow", make=large_weights),
        Edge("two steps", {"T": 2}, hidden=True),
        Edge("one unit", {"H": 1}, make=one_unit, hidden=True),
        Edge("as many sequences as steps and units", {"T": 4, "N": 4, "H": 4}, hidden=True),
    ],
    "bound_and_rate": [
        Edge("a negative eigenvalue", make=negative_eigenvalue),
        Edge("a slope of 1", make=slope_of_tanh),
        Edge("one unit", {"H": 1}, make=one_negative_weight, hidden=True),
        Edge("a slope above 1", make=steep, hidden=True),
    ],
    "clip_by_value": [
        Edge("nothing too large", make=nothing_too_large),
        Edge("one array", make=one_array),
        Edge("everything too large", make=everything_too_large, hidden=True),
    ],
    "clip_by_norm": [
        Edge("all gradients zero", make=all_zero),
        Edge("one array", make=one_long_array),
        Edge("too long only together", make=long_together_only, hidden=True),
        Edge("shorter than θ", make=short_together, hidden=True),
    ],
    "decayed_step": [
        Edge("the bias first", make=bias_first),
        Edge("matrices smaller than the bias", make=small_matrices),
        Edge("one matrix alone", make=one_matrix),
        Edge("biases alone", make=biases_alone, hidden=True),
    ],
    "truncated_backward": [
        Edge("one sequence", {"N": 1}),
        Edge("windows of one step", make=windows_of_one_step),
        Edge("a window longer than the sequence", make=one_window),
        Edge("a window of all steps", make=window_of_all_steps, hidden=True),
        Edge("five steps in windows of two", {"T": 5}, hidden=True),
    ],
}
