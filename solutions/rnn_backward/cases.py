"""Cases of chapter 03."""

from collections.abc import Callable

import numpy as np

from rnn_course.bank.edges import Edge
from rnn_course.bank.sampling import Sampler
from rnnkit.checks import functions
from solutions import rnn_backward as backward
from solutions import rnn_forward as forward
from solutions.rnn_forward import cases as forward_cases

# These two are differences of function values, not exact gradients.
TOLERANCE = {"numerical_gradient": 1e-6, "gradient_check": 1e-6}


def cross_entropy(sample: Sampler) -> tuple:
    """Padding, and one real row of logits near 1000, where exp overflows."""
    logits, labels, mask = _moderate(sample)
    t, n = sample.rng.choice(np.argwhere(mask == 1))
    logits[t, n] += 1000
    return logits, labels, mask


def padding_behind(sample: Sampler) -> np.ndarray:
    """Return a mask (T, N): one full sequence, at any place, and shorter ones."""
    T, N = sample.shape("T", "N")
    lengths = np.r_[T, sample.rng.integers(1, max(T, 2), size=N - 1)]
    return (np.arange(T)[:, None] < sample.rng.permutation(lengths)).astype(float)


def padding_anywhere(sample: Sampler) -> np.ndarray:
    """Return a mask (T, N) whose padding is in front, in the middle and behind."""
    mask = padding_behind(sample)
    while mask.min() == 0 and (np.diff(mask, axis=0) <= 0).all():
        mask = sample.rng.permuted(mask, axis=0)
    return mask


def _moderate(sample: Sampler) -> tuple:
    """Logits of usual size; padding behind, but anywhere in hidden cases."""
    mask = padding_anywhere(sample) if sample.hidden else padding_behind(sample)
    return 2 * sample.normal("T", "N", "V"), sample.labels("T", "N"), mask


def _near_minus_1000(sample: Sampler) -> tuple:
    """One real row where every exp is 0, with a class that lies so far below that exp overflows.

    exp(−720) is not quite 0: whoever takes the log of all probabilities gets a number.
    """
    logits, labels, mask = _moderate(sample)
    t, n = sample.rng.choice(np.argwhere(mask == 1))
    logits[t, n] -= 1000
    logits[t, n, labels[t, n] - 1] -= 720
    return logits, labels, mask


def _surprised(sample: Sampler) -> tuple:
    """Real steps at which the right class has a probability near 10⁻²⁰, which float64 can hold."""
    logits, labels, mask = _moderate(sample)
    logits -= 45 * np.eye(sample.sizes["V"])[labels]
    return logits, labels, mask


def _padded_anywhere(sample: Sampler) -> tuple:
    logits, labels, _ = _moderate(sample)
    return logits, labels, padding_anywhere(sample)


def _nobody_at_a_step(sample: Sampler) -> tuple:
    logits, labels, mask = _moderate(sample)
    mask[-1] = 0
    return logits, labels, mask


def numerical_gradient(sample: Sampler) -> tuple:
    """Steps so large that a one-sided difference is clearly off."""
    return _function(sample), sample.normal("D", "H"), _eps(sample)


def rnn_cell_backward(sample: Sampler) -> tuple:
    """Any gradient, and the cache of the reference's step."""
    _, cache = forward.rnn_cell_forward(*forward_cases.rnn_cell_forward(sample))
    return sample.gradient("N", "H"), cache


def rnn_backward(sample: Sampler) -> tuple:
    """A gradient from every step's own loss, and the cache of the reference's sequence."""
    _, cache = forward.rnn_forward(*forward_cases.rnn_forward(sample))
    return sample.gradient("T", "N", "H"), cache


def output_backward(sample: Sampler) -> tuple:
    """What the reference's cross-entropy sends back, zero where there is padding."""
    h, W_hy, b_y = forward_cases.output_forward(sample)
    logits = forward.output_forward(h, W_hy, b_y)
    dlogits = backward.cross_entropy(logits, sample.labels("T", "N"), padding_behind(sample))[1]
    return sample.as_gradient(dlogits), h, W_hy


def gradient_check(sample: Sampler) -> tuple:
    """A gradient with an error, so that the result depends on every argument.

    The measured slope is below the predicted one; both are negative in one visible case and
    positive in the other. So every missing absolute value shows.
    """
    f, x, eps = _function(sample), sample.normal("D", "H"), _eps(sample)
    right = backward.numerical_gradient(f, x)
    sign = -1 if sample.sizes["H"] % 2 == 0 else 1
    while True:
        dx, direction = right * (1 + 0.5 * sample.normal("D", "H")), sample.normal("D", "H")
        measured, predicted = np.sum(right * direction), np.sum(dx * direction)
        error = backward.gradient_check(f, x, dx, direction, eps)
        if 0.05 < error < 0.95 and measured < predicted and sign == np.sign(measured):
            return f, x, dx, direction, eps


def _any_gradient(sample: Sampler) -> tuple:
    """A gradient that a softmax never gives: its rows do not add up to 0."""
    _, h, W_hy = output_backward(sample)
    return sample.gradient("T", "N", "V"), h, W_hy


def _opposite_slopes(sample: Sampler) -> tuple:
    """Slopes of different signs and sizes, which tell |a| + |b| from |a + b|."""
    f, x, dx, direction, eps = gradient_check(sample)
    return f, x, -dx, direction, eps


def _tiny_slopes(sample: Sampler) -> tuple:
    """A flat function, where a number added to the denominator shows."""
    x, direction, eps = 1e-4 * sample.normal("D", "H"), 1e-4 * sample.normal("D", "H"), 0.05
    dx = 3 * x**2 * (1 + 0.5 * sample.normal("D", "H"))
    return functions.sum_of_cubes, x, dx, direction, eps


def _no_gradient(sample: Sampler) -> tuple:
    f, x, dx, direction, eps = gradient_check(sample)
    return f, x, np.zeros_like(dx), direction, eps


def _falling(sample: Sampler) -> tuple:
    """A function with slopes of both signs; those of the others are all positive."""
    _, x, eps = numerical_gradient(sample)
    return functions.sum_of_cosines, x, eps


def _zeros_in_x(sample: Sampler) -> tuple:
    f, x, eps = numerical_gradient(sample)
    return f, np.where(np.arange(x.shape[1]) % 2 == 0, 0.0, x), eps


def _function(sample: Sampler) -> Callable[[np.ndarray], float]:
    """Another function in each case of an exercise where V differs."""
    choice = (functions.sum_of_cubes, functions.log_sum_exp, functions.tanh_chain)
    return choice[sample.sizes["V"] % 3]


def _eps(sample: Sampler) -> float:
    return float(sample.rng.uniform(0.02, 0.1))


EDGES: dict[str, list[Edge]] = {
    "cross_entropy": [
        Edge("one sequence", {"N": 1}),
        Edge("logits near −1000", make=_near_minus_1000),
        Edge("right classes with a probability near 0", make=_surprised),
        Edge("padding in front and in the middle", make=_padded_anywhere),
        Edge("a step that is padding for all", make=_nobody_at_a_step),
        Edge("one step", {"T": 1}, hidden=True),
    ],
    "numerical_gradient": [
        Edge("one row", {"D": 1}),
        Edge("zeros in x", make=_zeros_in_x),
        Edge("a function that falls in places", make=_falling),
        Edge("as many rows as columns", {"D": 4, "H": 4}),
        Edge("one column", {"H": 1}, hidden=True),
        Edge("one number", {"D": 1, "H": 1}, hidden=True),
    ],
    "rnn_cell_backward": [
        Edge("one sequence", {"N": 1}),
        Edge("as many inputs as units", {"D": 6}),
        Edge("one unit", {"H": 1}, hidden=True),
        Edge("one sequence with one input", {"N": 1, "D": 1}, hidden=True),
    ],
    "rnn_backward": [
        Edge("one sequence", {"N": 1}),
        Edge("one step", {"T": 1}),
        Edge("as many inputs as units", {"D": 6}),
        Edge("two steps", {"T": 2}, hidden=True),
        Edge("one unit", {"H": 1}, hidden=True),
        Edge("one step of one sequence", {"T": 1, "N": 1}, hidden=True),
    ],
    "output_backward": [
        Edge("one sequence", {"N": 1}),
        Edge("one step", {"T": 1}),
        Edge("gradients that do not add up to 0", make=_any_gradient),
        Edge("as many classes as units", {"V": 5}, hidden=True),
        Edge("one unit", {"H": 1}, hidden=True),
    ],
    "gradient_check": [
        Edge("slopes of opposite signs", make=_opposite_slopes),
        Edge("slopes near 0", make=_tiny_slopes),
        Edge("one number", {"D": 1, "H": 1}, hidden=True),
        Edge("a gradient of zeros", make=_no_gradient, hidden=True),
    ],
}
